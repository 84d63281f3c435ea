import GRDB

/// A comparison by its name, for votes.
public struct VotingComparison: Sendable, Hashable, Identifiable {
    /// Its number.
    public var id: Int64
    /// What people call it.
    public var name: String
    /// Whether it is open for votes.
    public var isOpen: Bool
}

extension VotingComparison: FetchableRecord {
    static let columns = "comparison.id, comparison.name, comparison.voting_at IS NOT NULL"

    /// Reads a row of ``columns``.
    public init(row: Row) {
        id = row[0]
        name = row[1]
        isOpen = row[2]
    }
}

/// The name of one comparison, and whether it is open for votes.
public struct VotingComparisonQuery: LibraryQuery {
    /// Which.
    public var id: Int64

    /// Creates a query.
    public init(id: Int64) { self.id = id }

    /// The comparison, or `nil` when there is none.
    public func answer(_ db: Database) throws -> VotingComparison? {
        try VotingComparison.fetchOne(
            db,
            cached: "SELECT \(VotingComparison.columns) FROM comparison WHERE id = ?",
            arguments: [id]
        )
    }
}

/// What can be voted on or ranked by itself: comparisons and their tags.
public struct VotingChoicesQuery: LibraryQuery {
    /// What there is to choose from.
    public struct Answer: Sendable {
        /// Those that are open or have votes, the newest first.
        public var comparisons: [VotingComparison]
        /// In the order of the alphabet.
        public var tags: [String]
    }

    /// So many of each at most.
    public var limit: Int

    /// Creates a query.
    public init(limit: Int = 100) { self.limit = limit }

    /// The choices, along the primary keys; whether there are votes is one look into vote_comparison each.
    public func answer(_ db: Database) throws -> Answer {
        Answer(
            comparisons: try VotingComparison.fetchAll(
                db,
                cached: """
                    SELECT \(VotingComparison.columns) FROM comparison
                    WHERE voting_at IS NOT NULL OR EXISTS (SELECT 1 FROM vote WHERE comparison_id = comparison.id)
                    ORDER BY id DESC LIMIT ?
                    """,
                arguments: [limit]
            ),
            tags: try String.fetchAll(
                db,
                cached: "SELECT DISTINCT tag FROM comparison_tag ORDER BY tag LIMIT ?",
                arguments: [limit]
            )
        )
    }
}
