import Foundation
import GRDB

/// The comparisons, newest first, with how far they are.
public struct ComparisonsQuery: LibraryQuery {
    /// A line of the list.
    public struct Entry: Sendable {
        /// The comparison.
        public var comparison: Comparison
        /// How many cells ask for a picture.
        public var total: Int
        /// How many of them have one.
        public var completed: Int
        /// How many failed, were taken back or lost their answer.
        public var failed: Int
        /// A few of its pictures' hashes.
        public var pictures: [String]
    }

    /// Only those older than this one.
    public var before: Comparison.ID?
    /// Only those with this tag, in lower case.
    public var tag: String?
    /// So many at most.
    public var limit: Int

    /// Creates a query.
    public init(before: Comparison.ID? = nil, tag: String? = nil, limit: Int = 12) {
        self.before = before
        self.tag = tag
        self.limit = limit
    }

    /// The page; one more than the limit where there is another.
    public func answer(_ db: Database) throws -> [Entry] {
        let comparisons = try db.comparisons(
            """
            WHERE id < ?1 AND (?2 IS NULL OR id IN (SELECT comparison_id FROM comparison_tag WHERE tag = ?2))
            ORDER BY id DESC LIMIT ?3
            """,
            [before ?? .max, tag, limit + 1]
        )
        return try comparisons.map { comparison in
            let counts = try Row.fetchOne(
                db,
                cached: """
                    SELECT count(*), count(*) FILTER (WHERE state = 'completed'),
                           count(*) FILTER (WHERE state IN ('failed', 'cancelled', 'unresolved'))
                    FROM comparison_cell JOIN generation ON generation.id = generation_id WHERE comparison_id = ?
                    """,
                arguments: [comparison.id]
            )
            let pictures = try String.fetchAll(
                db,
                cached: """
                    SELECT sha256 FROM comparison_cell JOIN image USING (generation_id)
                    WHERE comparison_id = ? AND trashed_at IS NULL AND sample = 0 ORDER BY z, y, x LIMIT 5
                    """,
                arguments: [comparison.id]
            )
            return Entry(
                comparison: comparison,
                total: counts?[0] ?? 0,
                completed: counts?[1] ?? 0,
                failed: counts?[2] ?? 0,
                pictures: pictures
            )
        }
    }
}
