import Foundation

/// Puts the rows of many pages together, whatever arrived between two of them.
///
/// New rows push older ones onto the next page, so a page may repeat rows of the one before.
struct HistoryGathering {
    private var requests: [String: PastRequest] = [:]
    /// The ids in the order in which they were first seen.
    private var order: [String] = []
    /// The rows of earlier pages.
    private var earlier: Set<RowName> = []
    private(set) var unreadable = 0

    /// What a row is known by on another page. What follows a `?` is a signature that may be made anew for each page.
    private struct RowName: Hashable {
        var requestID: String
        var address: Substring?

        init(_ row: HistoryRow) {
            requestID = row.requestID
            address = row.outputURL?.prefix { $0 != "?" }
        }
    }

    mutating func add(_ page: HistoryPage) {
        unreadable += page.unreadable
        for row in page.rows where !earlier.contains(RowName(row)) { add(row) }
        earlier.formUnion(page.rows.map(RowName.init))
    }

    /// Whether a row of this request has been seen.
    func holds(_ requestID: String) -> Bool { requests[requestID] != nil }

    private mutating func add(_ row: HistoryRow) {
        guard var request = requests[row.requestID] else {
            requests[row.requestID] = PastRequest(row)
            order.append(row.requestID)
            return
        }
        if let address = row.outputURL, !request.addresses.contains(address) { request.addresses.append(address) }
        // It keeps the state in which it was first seen: one that completed while the pages were read may have rows on
        // pages that are gone by.
        request.cost = request.cost ?? row.cost
        request.created = request.created ?? row.created
        requests[row.requestID] = request
    }

    /// All requests, oldest first; where no time can be read, as the service lists them.
    var oldestFirst: [PastRequest] {
        var last = Date.distantPast
        let timed = order.reversed().compactMap { requests[$0] }.enumerated().map { place, request in
            last = request.created ?? last
            return (time: last, place: place, request: request)
        }
        return timed.sorted { ($0.time, $0.place) < ($1.time, $1.place) }.map(\.request)
    }
}
