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
