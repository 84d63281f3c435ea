import Catalog
import Foundation
import GRDB

/// An entry of the prompt library, as it is now.
public struct Prompt: Sendable, Hashable, Identifiable {
    /// Its number.
    public var id: Int64
    /// Names it in every library that it is carried to.
    public var key: String
    /// The present version.
    public var head: PromptVersion
    /// The SHA-256 of the picture that was chosen as its cover.
    public var cover: String?
    /// Who wrote it first, where they said a name.
    public var author: String?
    /// Where it stands in the list: what was saved later has a larger place.
    public var place: Int64
    /// When it was put into the trash, if it lies there.
    public var trashedAt: Date?

    /// What people call it.
    public var title: String { head.content.title }
}

/// One save of a prompt: it never changes.
public struct PromptVersion: Sendable, Hashable {
    /// The prompt.
    public var prompt: Prompt.ID
    /// From 1.
    public var number: Int
    /// What was saved.
    public var content: PromptContent
    /// What the person who saved it said of the change; empty for nothing.
    public var message: String
    /// The SHA-256 of the picture that it was saved from.
    public var picture: String?
    /// Who saved it, where they said a name.
    public var person: String?
    /// When it was saved.
    public var savedAt: Date
}

extension PromptVersion {
    /// What is said of a change, as it is kept: on one line, and not without end.
    public static func message(_ text: String) -> String {
        let kept = Tag.line(text.prefix(10 * PromptContent.longestMessage)).prefix(PromptContent.longestMessage)
        return kept.utf8.count > 4 * PromptContent.longestMessage ? "" : String(kept)
    }
}

/// The version that a request came from.
public struct PromptSource: Sendable, Hashable {
    /// The prompt.
    public var prompt: Prompt.ID
    /// The number of its version.
    public var version: Int
    /// Whether what was typed differs from the version's words.
    public var isEdited: Bool

    /// Creates a source.
    public init(prompt: Prompt.ID, version: Int, isEdited: Bool = false) {
        self.prompt = prompt
        self.version = version
        self.isEdited = isEdited
    }
}

extension PromptVersion: FetchableRecord {
    static let columns = """
        prompt_version.prompt_id, prompt_version.number, prompt_version.title, prompt_version.text,
        prompt_version.negative_text, prompt_version.notes, prompt_version.tags, prompt_version.model,
        prompt_version.parameters, prompt_version.message, prompt_version.picture,
        (SELECT nullif(name, '') FROM user WHERE user.id = prompt_version.user_id), prompt_version.created_at
        """

    /// Reads a row of ``columns``.
    public init(row: Row) throws {
        prompt = row[0]
        number = row[1]
        content = PromptContent(
            kept: row[2],
            text: row[3],
            negativeText: row[4],
            notes: row[5],
            tags: (row[6] as String).split(separator: ",").map(String.init),
            model: row[7],
            parameters: try ParameterSet(json: row[8])
        )
        message = row[9]
        picture = row[10]
        person = row[11]
        savedAt = Date(milliseconds: row[12])
    }
}

extension PromptContent {
    /// As it was kept: nothing is looked at again.
    fileprivate init(
        kept title: String,
        text: String,
        negativeText: String,
        notes: String,
        tags: [String],
        model: String?,
        parameters: ParameterSet
    ) {
        self.title = title
        self.text = text
        self.negativeText = negativeText
        self.notes = notes
        self.tags = tags
        self.model = model
        self.parameters = parameters
    }
}

extension Database {
    func prompt(_ id: Prompt.ID) throws -> Prompt? {
        let row = try Row.fetchOne(
            self,
            cached: """
                SELECT key, version, cover, (SELECT nullif(name, '') FROM user WHERE user.id = user_id), place, trashed_at
                FROM prompt WHERE id = ?
                """,
            arguments: [id]
        )
        guard let row, let head = try promptVersion(id, row[1]) else { return nil }
        return Prompt(
            id: id,
            key: row[0],
            head: head,
            cover: row[2],
            author: row[3],
            place: row[4],
            trashedAt: (row[5] as Int64?).map(Date.init(milliseconds:))
        )
    }

    func promptVersion(_ prompt: Prompt.ID, _ number: Int) throws -> PromptVersion? {
        try PromptVersion.fetchOne(
            self,
            cached: "SELECT \(PromptVersion.columns) FROM prompt_version WHERE prompt_id = ? AND number = ?",
            arguments: [prompt, number]
        )
    }
}
