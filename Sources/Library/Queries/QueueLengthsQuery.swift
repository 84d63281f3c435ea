import GRDB

/// How many generations stand in each state that is not the end.
public struct QueueLengthsQuery: LibraryQuery {
    /// The lengths.
    public struct Answer: Sendable, Hashable {
        /// Each state's word with its count; all of them, in the order of the way, those without any too.
        public var lengths: [(state: String, count: Int)] {
            Self.states.map { ($0, counts[$0] ?? 0) }
        }

        fileprivate var counts: [String: Int]
        private static let states = ["queued", "submitting", "running", "storing", "unresolved"]
    }

    /// Who is asked.
    public var service: String

    /// Creates a query.
    public init(service: String) {
        self.service = service
    }

    /// The lengths, by the indexes on what is open and what is unresolved.
    public func answer(_ db: Database) throws -> Answer {
        let rows = try Row.fetchAll(
            db,
            cached: """
                SELECT state, count(*) FROM generation
                WHERE finished_at IS NULL AND state <> 'unresolved' AND service = :service GROUP BY state
                UNION ALL
                SELECT 'unresolved', count(*) FROM generation WHERE state = 'unresolved' AND service = :service
                """,
            arguments: ["service": service]
        )
        return Answer(counts: Dictionary(rows.map { ($0[0] as String, $0[1] as Int) }, uniquingKeysWith: +))
    }
}
