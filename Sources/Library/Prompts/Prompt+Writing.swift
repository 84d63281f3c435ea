import Foundation
import GRDB

/// A prompt's rows, written within somebody's transaction.
extension Database {
    /// The prompt that the same form saved a moment ago.
    func promptTwin(of once: String, at now: Date) throws -> Prompt.ID? {
        try Int64.fetchOne(
            self,
            cached: """
                SELECT prompt.id FROM prompt JOIN prompt_version ON prompt_id = prompt.id AND number = 1
                WHERE once = ? AND created_at > ?
                """,
            arguments: [once, now.milliseconds - 10_000]
        )
    }

    /// Writes the row of a prompt that has no version yet.
    func insertPrompt(
        key: String,
        cover: String?,
        by user: Int64,
        once: String? = nil,
        at date: Date
    ) throws -> Prompt.ID {
        try run(
            cached: "INSERT INTO prompt (key, place, cover, once, user_id) VALUES (?, ?, ?, ?, ?)",
            arguments: [key, try freePromptPlace(at: date), cover, once, user]
        )
        return lastInsertedRowID
    }

    func insert(_ version: PromptVersion, by user: Int64) throws {
        let content = version.content
        try run(
            cached: """
                INSERT INTO prompt_version (prompt_id, number, title, text, negative_text, notes, tags, model, parameters,
                                            message, picture, user_id, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                version.prompt, version.number, content.title, content.text, content.negativeText, content.notes,
                content.tags.joined(separator: ","), content.model, content.parameters.json, version.message,
                version.picture, user, version.savedAt.milliseconds,
            ]
        )
    }

    /// Makes a version the present one: the prompt takes its title and facets, and its place from the time of it.
    func present(_ number: Int, of id: Prompt.ID) throws {
        guard let version = try promptVersion(id, number) else { throw LibraryError.notFound }
        let author = try Int64.fetchOne(self, cached: "SELECT user_id FROM prompt WHERE id = ?", arguments: [id])
        try run(
            cached: """
                UPDATE prompt SET version = ?, title = ?, facets = ?, place = ?, trashed_at = NULL WHERE id = ?
                """,
            arguments: [
                number, version.content.title, try promptFacets(of: version.content, by: author ?? 0),
                try freePromptPlace(at: version.savedAt, of: id), id,
            ]
        )
    }

    /// A place for a save of a moment: behind those of the same millisecond.
    private func freePromptPlace(at date: Date, of id: Prompt.ID = -1) throws -> Int64 {
        var first = Place.first(at: date)
        while true {
            let next = try Int64.fetchOne(
                self,
                cached: """
                    SELECT coalesce(max(place) + 1, ?1) FROM prompt WHERE place >= ?1 AND place < ?1 + ?2 AND id <> ?3
                    """,
                arguments: [first, Place.perMillisecond, id]
            )
            guard let next, next == first + Place.perMillisecond else { return next ?? first }
            first = next
        }
    }
}
