import GRDB

/// Where the full-text index and the images do not match.
public struct SearchGapQuery: LibraryQuery {
    /// The two ways of not matching.
    public struct Answer: Sendable, Hashable {
        /// Images that a search cannot find.
        public var missing: [Image.ID]
        /// Rows of the index that no image belongs to.
        public var stray: [Int64]
    }

    /// How many of each are named at most.
    public var limit: Int

    /// Creates a query.
    public init(limit: Int = 1000) {
        self.limit = limit
    }

    /// The images and the rows. The index is contentless: its own table of sizes is what lists its rows.
    public func answer(_ db: Database) throws -> Answer {
        Answer(
            missing: try Int64.fetchAll(
                db,
                sql: """
                    SELECT image.id FROM image LEFT JOIN image_text_docsize AS text ON text.id = image.id
                    WHERE text.id IS NULL ORDER BY image.id LIMIT ?
                    """,
                arguments: [limit]
            ),
            stray: try Int64.fetchAll(
                db,
                sql: """
                    SELECT text.id FROM image_text_docsize AS text LEFT JOIN image ON image.id = text.id
                    WHERE image.id IS NULL ORDER BY text.id LIMIT ?
                    """,
                arguments: [limit]
            )
        )
    }
}
