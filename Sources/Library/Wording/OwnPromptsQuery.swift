import GRDB

/// The prompts that somebody asked for, as they typed them: the newest first, each once.
public struct OwnPromptsQuery: LibraryQuery {
    /// So many of the newest generations are looked at.
    private static let reach = 400

    /// Who; `nil` for those who gave no name.
    public var person: String?
    /// So many at most.
    public var limit: Int

    /// Creates a query.
    public init(of person: String?, limit: Int = 50) {
        self.person = person
        self.limit = limit
    }

    /// Asks; one walk along the index of a person's generations.
    public func answer(_ db: Database) throws -> [String] {
        let prompts = try String.fetchAll(
            db,
            cached: """
                SELECT coalesce((SELECT wording.prompt FROM generation_wording AS wording
                                 WHERE generation_id = generation.id), prompt)
                FROM generation INDEXED BY generation_person
                WHERE user_id = (SELECT id FROM user WHERE name = ?) AND service <> 'import'
                ORDER BY id DESC LIMIT ?
                """,
            arguments: [person ?? "", Self.reach]
        )
        var seen: Set<String> = [""]
        return Array(prompts.filter { seen.insert($0).inserted }.prefix(limit))
    }
}
