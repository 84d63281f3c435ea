import Foundation

/// Reads stretches of the account's history page by page, and puts the rows of each request together.
///
/// Pages come newest first, so that what arrives meanwhile pushes rows onto pages still to come and none is missed.
public struct HistoryReader: Sendable {
    /// What a stretch holds.
    public struct Reading: Sendable {
        /// Each request once, oldest first.
        public var requests: [PastRequest]
        /// Rows that could not be read: no object, or without a request id.
        public var unreadable: Int

        /// What the requests that are done with cost, in US dollars, where the service says so.
        public var costs: [(requestID: String, cost: Double)] {
            requests.compactMap { request in
                guard request.status == .completed || request.status == .failed else { return nil }
                return request.cost.map { (request.requestID, $0) }
            }
        }
    }

    private let client: SegmindClient
    private let patience: Patience
    private let rowsAPage: Int

    /// Creates a reader.
    ///
    /// - Parameter rowsAPage: 1 to 100.
    public init(client: SegmindClient, patience: Patience = Patience(), rowsAPage: Int = 100) {
        self.client = client
        self.patience = patience
        self.rowsAPage = rowsAPage
    }

    /// The requests of a stretch, to its last page or as far as is aimed at.
    ///
    /// - Parameters:
    ///   - model: A slug, or a part of one.
    ///   - aim: What is looked for, if not everything.
    ///   - limit: How many pages are read at most.
    ///   - turned: Called with the number of each page that was read.
    /// - Returns: `nil` when there are more pages than the limit.
    /// - Throws: ``SegmindError`` after the reader's patience.
    public func read(
        _ stretch: HistoryStretch,
        model: String? = nil,
        aim: HistoryAim = HistoryAim(),
        limit: Int = .max,
        turned: (_ page: Int) -> Void = { _ in }
    ) async throws(SegmindError) -> Reading? {
        var gathering = HistoryGathering()
        var number = 1
        var last: HistoryPage?
        // A short page need not be the last one: the service may give fewer rows than it is asked for.
        while let page = try await page(number, of: stretch, model: model), !page.isEmpty, page != last {
            guard number <= limit else { return nil }
            gathering.add(page)
            turned(number)
            if aim.isReached(by: page, number, seen: gathering.holds) { break }
            last = page
            number += 1
        }
        return Reading(requests: gathering.oldestFirst, unreadable: gathering.unreadable)
    }

    /// A single request of any age, as far as one of its rows tells; `nil` when the service does not know it.
    ///
    /// - Throws: ``SegmindError`` after the reader's patience.
    public func read(_ requestID: String) async throws(SegmindError) -> PastRequest? {
        let row = try await patience.ask { () throws(SegmindError) in try await client.history(requestID: requestID) }
        return row.map(PastRequest.init)
    }

    /// A page, or `nil` past the last one where the service does not simply answer with an empty one.
    private func page(
        _ number: Int,
        of stretch: HistoryStretch,
        model: String?
    ) async throws(SegmindError) -> HistoryPage? {
        do throws(SegmindError) {
            return try await patience.ask { () throws(SegmindError) in
                try await client.historyPage(
                    page: number,
                    perPage: rowsAPage,
                    from: stretch.first,
                    to: stretch.last,
                    model: model,
                    status: nil
                )
            }
        } catch {
            if number > 1, case .unknown = error { return nil }
            throw error
        }
    }
}
