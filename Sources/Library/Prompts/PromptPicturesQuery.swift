import GRDB

/// The pictures that came from one version, best rated first, a page by keyset.
public struct PromptPicturesQuery: LibraryQuery {
    /// A page.
    public struct Answer: Sendable {
        /// In order.
        public var cards: [GalleryQuery.Card] = []
        /// Those of them that were made after the words had been changed in the form.
        public var edited: Set<Image.ID> = []
        /// Where the next page begins, if there is one.
        public var next: Cursor?
    }

    /// Which prompt.
    public var prompt: Prompt.ID
    /// Which of its versions.
    public var number: Int
    /// Behind what.
    public var start: Cursor?
    /// So many at most.
    public var limit: Int

    /// Creates a query.
    public init(of prompt: Prompt.ID, _ number: Int, start: Cursor? = nil, limit: Int = 60) {
        self.prompt = prompt
        self.number = number
        self.start = start
        self.limit = limit
    }

    /// The page, by the index `image_version`.
    public func answer(_ db: Database) throws -> Answer {
        let rows = try Row.fetchAll(
            db,
            cached: """
                SELECT id, rating, place, generation_id FROM image
                WHERE prompt_id = ? AND prompt_version = ? AND trashed_at IS NULL AND (rating, place) < (?, ?)
                ORDER BY rating DESC, place DESC LIMIT ?
                """,
            arguments: [prompt, number, start?.key ?? .max, start?.place ?? .max, limit + 1]
        )
        let shown = rows.prefix(limit)
        let cards = try db.cards(shown.map { $0[0] })
        var answer = Answer(cards: shown.compactMap { cards[$0[0]] })
        for row in shown {
            let isEdited = try Bool.fetchOne(
                db,
                cached: "SELECT prompt_is_edited FROM generation WHERE id = ?",
                arguments: [row[3] as Int64]
            )
            if isEdited == true { answer.edited.insert(row[0]) }
        }
        if rows.count > limit, let last = shown.last { answer.next = Cursor(key: last[1], place: last[2]) }
        return answer
    }
}
