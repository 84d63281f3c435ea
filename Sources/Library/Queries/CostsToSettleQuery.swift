import Foundation
import GRDB

/// The settled generations whose real cost the service has not told yet, those sent first first.
public struct CostsToSettleQuery: LibraryQuery {
    /// A request to look up.
    public struct Entry: Sendable, Hashable {
        /// The service's id of the request.
        public var requestID: String
        /// When it was sent.
        public var submittedAt: Date
    }

    /// Who was asked.
    public var service: String
    /// Only what was sent at this time or later.
    public var since: Date
    /// How many at most.
    public var limit: Int

    /// Creates a query.
    public init(service: String, since: Date, limit: Int = 1000) {
        self.service = service
        self.since = since
        self.limit = limit
    }

    /// The requests, by the index `generation_cost_open`.
    public func answer(_ db: Database) throws -> [Entry] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT request_id, submitted_at FROM generation
                WHERE cost_is_real = 0 AND request_id IS NOT NULL
                  AND service = ? AND submitted_at >= ? AND state IN ('completed', 'failed', 'unresolved')
                ORDER BY submitted_at LIMIT ?
                """,
            arguments: [service, since.milliseconds, limit]
        ).map { Entry(requestID: $0["request_id"], submittedAt: Date(milliseconds: $0["submitted_at"])) }
    }
}
