import Foundation
import GRDB

/// The generations that were sent, and whose request id is not known: synchronous ones have none, others lost it.
public struct UnclaimedQuery: LibraryQuery {
    /// What is needed to find such a generation in a history.
    public struct Entry: Sendable, Hashable, Identifiable {
        /// The generation.
        public var id: Generation.ID
        /// The model's slug.
        public var model: String
        /// The exact JSON that was sent.
        public var request: String
        /// When it was sent.
        public var submittedAt: Date
        /// Where it stands.
        public var state: GenerationState

        /// Creates an entry.
        public init(id: Generation.ID, model: String, request: String, submittedAt: Date, state: GenerationState) {
            self.id = id
            self.model = model
            self.request = request
            self.submittedAt = submittedAt
            self.state = state
        }
    }

    /// Who was asked.
    public var service: String
    /// When they were sent.
    public var sent: ClosedRange<Date>

    /// Creates a query.
    public init(service: String, sent: ClosedRange<Date>) {
        self.service = service
        self.sent = sent
    }

    /// All of them, by the index `generation_unclaimed`; left to itself, SQLite would walk through everything without
    /// a request id by the index of the ids.
    public func answer(_ db: Database) throws -> [Entry] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT id, model, request, submitted_at, state, error
                FROM generation INDEXED BY generation_unclaimed
                WHERE request_id IS NULL AND submitted_at IS NOT NULL
                  AND service = ? AND submitted_at BETWEEN ? AND ?
                  AND state IN ('submitting', 'unresolved', 'storing', 'completed')
                """,
            arguments: [service, sent.lowerBound.milliseconds, sent.upperBound.milliseconds]
        ).map { row in
            Entry(
                id: row["id"],
                model: row["model"],
                request: row["request"],
                submittedAt: Date(milliseconds: row["submitted_at"]),
                state: try GenerationState(word: row["state"], requestID: nil, error: row["error"])
            )
        }
    }
}
