import GRDB

/// Where the full-text index and the images do not match.
public struct SearchGapQuery: LibraryQuery {
    /// The two ways of not matching: all are counted, the first are named.
    public struct Answer: Sendable, Hashable {
        /// Images that a search cannot find.
        public var missing: Gaps
        /// Rows of the index that no image belongs to.
        public var stray: Gaps
    }

    /// How many of each are named at most.
    public var limit: Int

    /// Creates a query.
    public init(limit: Int) {
        self.limit = limit
    }

    /// The images and the rows, whose ids are places, of prompts and of notes; an index's own table of sizes is what
    /// lists its rows.
    public func answer(_ db: Database) throws -> Answer {
        Answer(
            missing: try Gaps(
                db,
                """
                SELECT image.id FROM image LEFT JOIN image_text_docsize AS text ON text.id = image.place
                WHERE text.id IS NULL
                UNION
                SELECT image_id FROM note LEFT JOIN note_text_docsize AS text ON text.id = note.place
                WHERE text.id IS NULL
                """,
                limit: limit
            ),
            stray: try Gaps(
                db,
                """
                SELECT text.id FROM image_text_docsize AS text LEFT JOIN image ON image.place = text.id
                WHERE image.id IS NULL
                UNION
                SELECT text.id FROM note_text_docsize AS text LEFT JOIN note ON note.place = text.id
                WHERE note.place IS NULL
                """,
                limit: limit
            )
        )
    }
}

/// Rows that should not be as they are: all are counted, the first are named.
public struct Gaps: Sendable, Hashable {
    /// How many.
    public var count: Int
    /// The ids of the first of them.
    public var first: [Int64]

    /// - Parameter sql: selects `id`.
    init(_ db: Database, _ sql: String, limit: Int) throws {
        first = try Int64.fetchAll(db, sql: sql + " ORDER BY 1 LIMIT ?", arguments: [limit])
        count = first.count < limit ? first.count : try Int.fetchOne(db, sql: "SELECT count(*) FROM (\(sql))") ?? 0
    }
}
