import Foundation
import GRDB

extension Library {
    /// What came of writing a note.
    public enum Noting: Sendable {
        /// It is written; the action has the way back.
        case written(Action)
        /// It said so already.
        case same
        /// Somebody was faster: this is what is there now, `nil` for nothing.
        case conflict(Note?)
    }

    /// Writes beside a picture, or wipes what is there with an empty text.
    ///
    /// - Parameters:
    ///   - text: as ``Note/text(_:)`` gives it.
    ///   - known: when the version was written that the writer had before them; `nil` for none. Left out where
    ///     whatever is there is to be written over.
    /// - Throws: ``LibraryError/notFound`` when there is no such picture.
    public func note(
        _ text: String,
        beside image: Image.ID,
        instead known: Date??,
        by person: String?,
        at now: Date
    ) async throws(LibraryError) -> Noting {
        try await write { db in
            guard try db.image(image) != nil else { throw LibraryError.notFound }
            let before = try db.note(of: image)
            if (before?.text ?? "") == text { return .same }
            if let known, known?.milliseconds != before?.editedAt.milliseconds { return .conflict(before) }
            let note = Note(
                text: text,
                author: before == nil ? person : before?.author,
                createdAt: before?.createdAt ?? now,
                editor: person,
                editedAt: now
            )
            try db.setNote(text.isEmpty ? nil : note, of: image)
            var detail = ActionDetail(value: "")
            detail.note = before
            detail.text = text
            detail.tally.total = 1
            detail.tally.isDone = true
            let id = try db.insertAction(.note, detail, by: person, at: now, changed: 1)
            try db.run(cached: "INSERT INTO action_image (action_id, image_id) VALUES (?, ?)", arguments: [id, image])
            return .written(try db.action(id))
        }
    }
}

extension Database {
    /// Puts the note back that an action wrote over, if it still says what the action made it say.
    func putBackNote(of action: Action, _ detail: ActionDetail) throws -> [Image.ID] {
        let images = try Int64.fetchAll(
            self,
            cached: "SELECT image_id FROM action_image WHERE action_id = ?",
            arguments: [action.id]
        )
        for image in images {
            guard try (note(of: image)?.text ?? "") == detail.text else { return [] }
            try setNote(detail.note, of: image)
        }
        return images
    }
}
