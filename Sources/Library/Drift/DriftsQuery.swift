import GRDB

/// The drifts, newest first, a page of them.
public struct DriftsQuery: LibraryQuery {
    /// A line of the list.
    public struct Entry: Sendable {
        /// The drift.
        public var drift: Drift
        /// How many pictures it is of.
        public var total: Int
        /// How many requests are on their way.
        public var open: Int
        /// How many pictures came back as others.
        public var drifted: Int
    }

    /// Only those before this one.
    public var before: Drift.ID
    /// So many at most.
    public var limit: Int

    /// Creates a query.
    public init(before: Drift.ID = .max, limit: Int = 20) {
        self.before = before
        self.limit = limit
    }

    /// The page; each line walks over its own pairs, of which there are at most a thousand or so.
    public func answer(_ db: Database) throws -> [Entry] {
        try db.drifts("WHERE id < ? ORDER BY id DESC LIMIT ?", [before, limit]).map { drift in
            let counts = try Row.fetchOne(
                db,
                cached: """
                    SELECT count(*), total(finished_at IS NULL), total(verdict = 'drifted')
                    FROM drift_pair JOIN generation ON generation.id = generation_id WHERE drift_id = ?
                    """,
                arguments: [drift.id]
            )
            return Entry(drift: drift, total: counts?[0] ?? 0, open: counts?[1] ?? 0, drifted: counts?[2] ?? 0)
        }
    }
}
