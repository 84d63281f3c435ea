import Foundation

/// What a reading of the history is for: it may end before the last page.
public struct HistoryAim: Sendable, Hashable {
    /// The requests that are looked for, where their ids are known: reading ends once all of them have been seen.
    public var requestIDs: Set<String>?
    /// Nothing older is looked for: reading ends with a page on which all is older, by as much as
    /// the service's times may differ from ours.
    public var since: Date?
    /// How many pages are read at most; what lies behind them is left.
    public var pages: Int

    /// Creates an aim; with nothing given, it is everything there is.
    public init(requestIDs: Set<String>? = nil, since: Date? = nil, pages: Int = .max) {
        self.requestIDs = requestIDs
        self.since = since
        self.pages = pages
    }

    /// By how many seconds the service's times may differ from ours.
    ///
    /// What is known by its id can be asked for by its id as well. All else is found here or not at all, and whether
    /// times without a zone are in UTC is not documented.
    private var slack: Double { requestIDs == nil ? 15 * 3600 : 3600 }

    /// Whether what is looked for is on the pages up to this one, the `number`th.
    func isReached(by page: HistoryPage, _ number: Int, seen: (_ requestID: String) -> Bool) -> Bool {
        if number >= pages { return true }
        // The last request of a page may have further rows on the next one.
        if let requestIDs, requestIDs.allSatisfy(seen),
            page.rows.last.map({ !requestIDs.contains($0.requestID) }) ?? true
        {
            return true
        }
        guard let since, !page.rows.isEmpty else { return false }
        return page.rows.allSatisfy { row in row.created.map { $0 < since - slack } ?? false }
    }
}
