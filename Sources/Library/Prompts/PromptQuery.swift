import Foundation
import GRDB

/// Everything a prompt's page shows.
public struct PromptQuery: LibraryQuery {
    /// A prompt with some of its versions and what came from each.
    public struct Detail: Sendable {
        /// The prompt.
        public var prompt: Prompt
        /// The picture that stands for it.
        public var cover: PromptCover?
        /// How many pictures came from it.
        public var pictures: Int
        /// Some versions, the newest first.
        public var versions: [Version]
        /// Whether there are older versions than these.
        public var hasOlder: Bool
        /// The comparisons that were made with it, newest first; at most 5.
        public var comparisons: [ImageQuery.NamedComparison]
    }

    /// A version with the best of what came from it.
    public struct Version: Sendable {
        /// The version.
        public var version: PromptVersion
        /// Its pictures, best rated first.
        public var pictures: PromptPicturesQuery.Answer
    }

    /// Which prompt.
    public var id: Prompt.ID
    /// Only versions before this one.
    public var before: Int?
    /// So many versions at most.
    public var limit: Int
    /// So many pictures of each at most.
    public var pictures: Int

    /// Creates a query.
    public init(id: Prompt.ID, before: Int? = nil, limit: Int = 10, pictures: Int = 8) {
        self.id = id
        self.before = before
        self.limit = limit
        self.pictures = pictures
    }

    /// The prompt; `nil` when there is none.
    public func answer(_ db: Database) throws -> Detail? {
        guard let prompt = try db.prompt(id) else { return nil }
        let versions = try PromptVersion.fetchAll(
            db,
            cached: """
                SELECT \(PromptVersion.columns) FROM prompt_version WHERE prompt_id = ? AND number < ?
                ORDER BY number DESC LIMIT ?
                """,
            arguments: [id, before ?? Int.max, limit + 1]
        )
        return Detail(
            prompt: prompt,
            cover: try db.cover(of: prompt),
            pictures: try db.pictureCount(of: id),
            versions: try versions.prefix(limit).map { version in
                let pictures = PromptPicturesQuery(of: id, version.number, limit: pictures)
                return Version(version: version, pictures: try pictures.answer(db))
            },
            hasOlder: versions.count > limit,
            comparisons: try Row.fetchAll(
                db,
                cached: "SELECT id, name FROM comparison WHERE prompt_id = ? ORDER BY id DESC LIMIT 5",
                arguments: [id]
            ).map { .init(id: $0[0], name: $0[1]) }
        )
    }
}

/// One version of a prompt.
public struct PromptVersionQuery: LibraryQuery {
    /// Which prompt.
    public var prompt: Prompt.ID
    /// Which of its versions.
    public var number: Int

    /// Creates a query.
    public init(of prompt: Prompt.ID, _ number: Int) {
        self.prompt = prompt
        self.number = number
    }

    /// The version; `nil` when there is none.
    public func answer(_ db: Database) throws -> PromptVersion? { try db.promptVersion(prompt, number) }
}

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

/// A version of a prompt as other pages speak of it.
public struct PromptMention: Sendable, Hashable {
    /// Which, and whether the words were changed on the way.
    public var source: PromptSource
    /// What the version was called.
    public var title: String
    /// Whether the prompt lies in the trash.
    public var isTrashed: Bool
}

/// What a source is called.
public struct PromptMentionQuery: LibraryQuery {
    /// The source.
    public var source: PromptSource

    /// Creates a query.
    public init(_ source: PromptSource) { self.source = source }

    /// The mention; `nil` when the prompt was deleted for ever.
    public func answer(_ db: Database) throws -> PromptMention? { try db.mention(of: source) }
}

extension Database {
    func mention(of source: PromptSource) throws -> PromptMention? {
        try Row.fetchOne(
            self,
            cached: """
                SELECT prompt_version.title, trashed_at IS NOT NULL FROM prompt_version JOIN prompt ON prompt.id = prompt_id
                WHERE prompt_id = ? AND number = ?
                """,
            arguments: [source.prompt, source.version]
        ).map { PromptMention(source: source, title: $0[0], isTrashed: $0[1]) }
    }

    /// The prompts that were saved from a picture, by the index `prompt_version_picture`.
    func mentions(savedFrom sha256: String) throws -> [PromptMention] {
        try Row.fetchAll(
            self,
            cached: """
                SELECT prompt_id, number, prompt_version.title, trashed_at IS NOT NULL
                FROM prompt_version JOIN prompt ON prompt.id = prompt_id
                WHERE picture = ? AND trashed_at IS NULL ORDER BY prompt_version.id DESC LIMIT 5
                """,
            arguments: [sha256]
        ).map { PromptMention(source: .init(prompt: $0[0], version: $0[1]), title: $0[2], isTrashed: $0[3]) }
    }
}
