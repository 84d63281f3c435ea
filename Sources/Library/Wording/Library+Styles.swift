import Foundation
import GRDB
import Phrasing

extension Library {
    /// Writes a new style.
    ///
    /// - Throws: ``LibraryError/taken`` when there is one of that name.
    public func addStyle(
        _ style: Style,
        by person: String? = nil,
        at now: Date
    ) async throws(LibraryError) -> SavedStyle.ID {
        try await write { db in
            try db.insert(style, by: person, at: now)
            return db.lastInsertedRowID
        }
    }

    /// Gives a style another name and other texts.
    ///
    /// - Parameter version: of the style as it was read.
    /// - Throws: ``LibraryError/notFound``.
    public func changeStyle(
        _ id: SavedStyle.ID,
        to style: Style,
        readAt version: Int64,
        by person: String? = nil,
        at now: Date
    ) async throws(LibraryError) -> Saving {
        try await write { db in
            let present = try Int64.fetchOne(
                db,
                cached: "SELECT updated_at FROM style WHERE id = ? AND deleted_at IS NULL",
                arguments: [id]
            )
            guard let present else { throw LibraryError.notFound }
            guard present == version else { return .overtaken }
            if try db.isTaken(style.name, but: id, in: "style") { return .nameTaken }
            try db.run(
                cached: """
                    UPDATE style SET name = ?, key = ?, prompt = ?, negative_prompt = ?, user_id = ?,
                                     updated_at = max(?, updated_at + 1)
                    WHERE id = ?
                    """,
                arguments: [
                    style.name, style.name.lowercased(), style.prompt, style.negativePrompt,
                    try db.user(named: person), now.milliseconds, id,
                ]
            )
            return .saved
        }
    }

    /// Deletes a style, so that it can be brought back for 30 days.
    ///
    /// - Throws: ``LibraryError/notFound``.
    public func deleteStyle(_ id: SavedStyle.ID, at now: Date) async throws(LibraryError) {
        try await write { db in try db.markDeleted(id, in: "style", at: now) }
    }

    /// Brings a deleted style back.
    ///
    /// - Throws: ``LibraryError/notFound``; ``LibraryError/taken`` when another is called so by now.
    public func restoreStyle(_ id: SavedStyle.ID) async throws(LibraryError) {
        try await write { db in try db.restore(id, in: "style") }
    }

    /// Brings styles in, all of them or none.
    ///
    /// - Parameter replaces: whether one of the same name is deleted first; else it stays, and the new one is left out.
    /// - Throws: ``LibraryError``.
    public func bringStyles(
        _ styles: [Style],
        replaces: Bool,
        by person: String? = nil,
        at now: Date
    ) async throws(LibraryError) -> BroughtWords {
        try await writeAlone { db in
            var brought = BroughtWords()
            for style in styles {
                let present = try SavedStyle.fetchOne(
                    db,
                    cached: """
                        SELECT id, name, prompt, negative_prompt, NULL AS person, updated_at, deleted_at FROM style
                        WHERE key = ? AND deleted_at IS NULL
                        """,
                    arguments: [style.name.lowercased()]
                )
                if let present {
                    if present.style == style {
                        brought.same += 1
                        continue
                    }
                    guard replaces else {
                        brought.kept.append(style.name)
                        continue
                    }
                    try db.markDeleted(present.id, in: "style", at: now)
                    brought.replaced += 1
                } else {
                    brought.new += 1
                }
                try db.insert(style, by: person, at: now)
            }
            return brought
        }
    }
}

extension Database {
    fileprivate func insert(_ style: Style, by person: String?, at now: Date) throws {
        try run(
            cached: """
                INSERT INTO style (name, key, prompt, negative_prompt, user_id, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                style.name, style.name.lowercased(), style.prompt, style.negativePrompt, try user(named: person),
                now.milliseconds, now.milliseconds,
            ]
        )
    }
}
