import GRDB

/// Where the full-text index and the images do not match.
public struct SearchGapQuery: LibraryQuery {
    /// The two ways of not matching: all are counted, the first are named.
    public struct Answer: Sendable, Hashable {
        /// Images that a search cannot find.
        public var missing: Gaps
        /// Rows of the index that no image belongs to.
        public var stray: Gaps
        /// Prompts that a search cannot find.
        public var missingPrompts: Gaps
        /// Rows of the prompts' index that no prompt belongs to.
        public var strayPrompts: Gaps

        /// How many in all.
        public var count: Int { missing.count + stray.count + missingPrompts.count + strayPrompts.count }
    }

    /// How many of each are named at most.
    public var limit: Int

    /// Creates a query.
    public init(limit: Int) {
        self.limit = limit
    }

    private static let missingNotes = """
         UNION SELECT image_id FROM note LEFT JOIN note_text_docsize AS text ON text.id = note.place
        WHERE text.id IS NULL
        """

    private static let strayNotes = """
         UNION SELECT text.id FROM note_text_docsize AS text LEFT JOIN note ON note.place = text.id
        WHERE note.place IS NULL
        """

    /// The images and the rows, whose ids are places, of prompts and of notes; an index's own table of sizes is what
    /// lists its rows.
    public func answer(_ db: Database) throws -> Answer {
        // An older schema has no prompts and no notes.
        let hasPrompts = try db.tableExists("prompt_text_docsize")
        let hasNotes = try db.tableExists("note_text_docsize")
        return Answer(
            missing: try Gaps(
                db,
                """
                SELECT image.id FROM image LEFT JOIN image_text_docsize AS text ON text.id = image.place
                WHERE text.id IS NULL
                """ + (hasNotes ? Self.missingNotes : ""),
                limit: limit
            ),
            stray: try Gaps(
                db,
                """
                SELECT text.id FROM image_text_docsize AS text LEFT JOIN image ON image.place = text.id
                WHERE image.id IS NULL
                """ + (hasNotes ? Self.strayNotes : ""),
                limit: limit
            ),
            missingPrompts: try hasPrompts
                ? Gaps(
                    db,
                    """
                    SELECT prompt.id FROM prompt LEFT JOIN prompt_text_docsize AS text ON text.id = prompt.place
                    WHERE text.id IS NULL AND trashed_at IS NULL
                    """,
                    limit: limit
                ) : Gaps(),
            strayPrompts: try hasPrompts
                ? Gaps(
                    db,
                    """
                    SELECT text.id FROM prompt_text_docsize AS text
                    LEFT JOIN prompt ON prompt.place = text.id AND trashed_at IS NULL WHERE prompt.id IS NULL
                    """,
                    limit: limit
                ) : Gaps()
        )
    }
}

/// Rows that should not be as they are: all are counted, the first are named.
public struct Gaps: Sendable, Hashable {
    /// How many.
    public var count: Int
    /// The ids of the first of them.
    public var first: [Int64]

    /// None.
    init() {
        count = 0
        first = []
    }

    /// - Parameter sql: selects `id`.
    init(_ db: Database, _ sql: String, limit: Int) throws {
        first = try Int64.fetchAll(db, sql: sql + " ORDER BY 1 LIMIT ?", arguments: [limit])
        count = first.count < limit ? first.count : try Int.fetchOne(db, sql: "SELECT count(*) FROM (\(sql))") ?? 0
    }
}
