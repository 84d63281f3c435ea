import GRDB

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
