import Foundation
import GRDB

/// What became of a save.
public enum PromptSaving: Sendable {
    /// It is the present version now.
    case saved(PromptVersion)
    /// The present version says the same already: it stays the present one.
    case same(PromptVersion)
    /// Somebody else saved meanwhile: nothing was written, and this is what they saved.
    case overtaken(PromptVersion)
}

extension Library {
    /// Writes a prompt with its first version.
    ///
    /// - Parameters:
    ///   - picture: the SHA-256 of the picture that it is saved from; it is the cover at first.
    ///   - once: names the form that asks, so that a double press saves once.
    /// - Returns: its number.
    /// - Throws: ``LibraryError``.
    public func addPrompt(
        _ content: PromptContent,
        message: String = "",
        picture: String? = nil,
        by person: String? = nil,
        once: String? = nil,
        at now: Date
    ) async throws(LibraryError) -> Prompt.ID {
        try await write { db in
            if let once, let twin = try db.promptTwin(of: once, at: now) { return twin }
            let user = try db.user(named: person)
            let key = String(UUID().uuidString.lowercased().filter { $0 != "-" })
            let id = try db.insertPrompt(key: key, cover: picture, by: user, once: once, at: now)
            try db.insert(
                PromptVersion(
                    prompt: id,
                    number: 1,
                    content: content,
                    message: message,
                    picture: picture,
                    person: person,
                    savedAt: now
                ),
                by: user
            )
            try db.present(1, of: id)
            return id
        }
    }

    /// Saves a new version of a prompt; one that lies in the trash comes out of it.
    ///
    /// - Parameter number: the version that the person read before they wrote.
    /// - Throws: ``LibraryError/notFound`` when the prompt is gone for ever.
    public func save(
        _ content: PromptContent,
        to id: Prompt.ID,
        over number: Int,
        message: String = "",
        by person: String? = nil,
        at now: Date
    ) async throws(LibraryError) -> PromptSaving {
        try await write { db in
            guard let prompt = try db.prompt(id) else { throw LibraryError.notFound }
            // The second press of a button, too.
            if prompt.head.content == content, prompt.trashedAt == nil { return .same(prompt.head) }
            guard prompt.head.number == number else { return .overtaken(prompt.head) }
            let version = PromptVersion(
                prompt: id,
                number: number + 1,
                content: content,
                message: message,
                picture: nil,
                person: person,
                savedAt: now
            )
            try db.insert(version, by: db.user(named: person))
            try db.present(version.number, of: id)
            return .saved(version)
        }
    }

    /// Saves an older version of a prompt again, as a new one.
    ///
    /// - Parameter present: the version that the person took for the present one.
    /// - Throws: ``LibraryError/notFound`` when there is no such version.
    public func goBack(
        to number: Int,
        of id: Prompt.ID,
        over present: Int,
        by person: String? = nil,
        at now: Date
    ) async throws(LibraryError) -> PromptSaving {
        guard let old = try await answer(PromptVersionQuery(of: id, number)) else { throw .notFound }
        return try await save(
            old.content,
            to: id,
            over: present,
            message: "Back to version \(number)",
            by: person,
            at: now
        )
    }

    /// Chooses the picture that stands for a prompt, by its SHA-256; `nil` for the best rated one.
    ///
    /// - Throws: ``LibraryError/notFound``.
    public func chooseCover(_ sha256: String?, of id: Prompt.ID) async throws(LibraryError) {
        try await write { db in
            try db.run(cached: "UPDATE prompt SET cover = ? WHERE id = ?", arguments: [sha256, id])
            guard db.changesCount == 1 else { throw LibraryError.notFound }
        }
    }

    /// Moves a prompt to the trash; its pictures stay where they are.
    ///
    /// - Throws: ``LibraryError/notFound`` when it is not there, or lies there already.
    public func trashPrompt(_ id: Prompt.ID, at now: Date) async throws(LibraryError) {
        try await write { db in
            try db.run(
                cached: "UPDATE prompt SET trashed_at = ? WHERE id = ? AND trashed_at IS NULL",
                arguments: [now.milliseconds, id]
            )
            guard db.changesCount == 1 else { throw LibraryError.notFound }
        }
    }

    /// Takes a prompt out of the trash.
    ///
    /// - Throws: ``LibraryError/notFound`` when there is no such prompt any more.
    public func restorePrompt(_ id: Prompt.ID) async throws(LibraryError) {
        try await write { db in
            try db.run(cached: "UPDATE prompt SET trashed_at = NULL WHERE id = ?", arguments: [id])
            guard db.changesCount == 1 else { throw LibraryError.notFound }
        }
    }

    /// Deletes prompts for ever that were put into the trash up to a moment, some at a time.
    ///
    /// - Returns: whether there may be more.
    /// - Throws: ``LibraryError``.
    public func deletePrompts(trashedUntil date: Date) async throws(LibraryError) -> Bool {
        try await write { db in
            let ids = try Int64.fetchAll(
                db,
                cached: "SELECT id FROM prompt WHERE trashed_at <= ? ORDER BY trashed_at LIMIT 100",
                arguments: [date.milliseconds]
            )
            for id in ids { try db.run(cached: "DELETE FROM prompt WHERE id = ?", arguments: [id]) }
            return !ids.isEmpty
        }
    }
}
