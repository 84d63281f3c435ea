import Foundation
import GRDB
import Phrasing

/// What became of something that was saved over what somebody had read.
public enum Saving: Sendable, Hashable {
    /// It is saved.
    case saved
    /// Somebody else was faster; nothing was changed.
    case overtaken
    /// Another has the name; nothing was changed.
    case nameTaken
}

/// What an import brought.
public struct BroughtWords: Sendable, Hashable {
    /// How many are new.
    public var new = 0
    /// How many took the place of one of the same name.
    public var replaced = 0
    /// How many were there already, the same to the byte.
    public var same = 0
    /// The names of those that are there with another text, and stayed.
    public var kept: [String] = []

    /// Nothing yet.
    public init() {}
}

extension Library {
    /// Writes a new list.
    ///
    /// - Throws: ``LibraryError/taken`` when there is one of that name.
    public func addList(
        named name: String,
        text: String,
        by person: String? = nil,
        at now: Date
    ) async throws(LibraryError) -> WildcardList.ID {
        try await write { db in
            try db.insertList(name, text, by: person, at: now)
            return db.lastInsertedRowID
        }
    }

    /// Gives a list another name and text.
    ///
    /// - Parameter version: of the list as it was read.
    /// - Throws: ``LibraryError/notFound``.
    public func changeList(
        _ id: WildcardList.ID,
        name: String,
        text: String,
        readAt version: Int64,
        by person: String? = nil,
        at now: Date
    ) async throws(LibraryError) -> Saving {
        try await write { db in
            let present = try Int64.fetchOne(
                db,
                cached: "SELECT updated_at FROM wildcard_list WHERE id = ? AND deleted_at IS NULL",
                arguments: [id]
            )
            guard let present else { throw LibraryError.notFound }
            guard present == version else { return .overtaken }
            if try db.isTaken(name, but: id, in: "wildcard_list") { return .nameTaken }
            try db.run(
                cached: """
                    UPDATE wildcard_list
                    SET name = ?, key = ?, text = ?, count = ?, user_id = ?, updated_at = max(?, updated_at + 1)
                    WHERE id = ?
                    """,
                arguments: [
                    name, name.lowercased(), text, WordList(name: name, text: text).values.count,
                    try db.user(named: person), now.milliseconds, id,
                ]
            )
            return .saved
        }
    }

    /// Deletes a list, so that it can be brought back for 30 days; what was deleted longer ago goes for ever.
    ///
    /// - Throws: ``LibraryError/notFound``.
    public func deleteList(_ id: WildcardList.ID, at now: Date) async throws(LibraryError) {
        try await write { db in try db.markDeleted(id, in: "wildcard_list", at: now) }
    }

    /// Brings a deleted list back.
    ///
    /// - Throws: ``LibraryError/notFound``; ``LibraryError/taken`` when another is called so by now.
    public func restoreList(_ id: WildcardList.ID) async throws(LibraryError) {
        try await write { db in try db.restore(id, in: "wildcard_list") }
    }

    /// Brings lists in, all of them or none.
    ///
    /// - Parameter replaces: whether one of the same name is deleted first; else it stays, and the new one is left out.
    /// - Throws: ``LibraryError``.
    public func bringLists(
        _ lists: [(name: String, text: String)],
        replaces: Bool,
        by person: String? = nil,
        at now: Date
    ) async throws(LibraryError) -> BroughtWords {
        try await writeAlone { db in
            var brought = BroughtWords()
            for list in lists {
                let present = try Row.fetchOne(
                    db,
                    cached: "SELECT id, text FROM wildcard_list WHERE key = ? AND deleted_at IS NULL",
                    arguments: [list.name.lowercased()]
                )
                if let present {
                    if present["text"] == list.text {
                        brought.same += 1
                        continue
                    }
                    guard replaces else {
                        brought.kept.append(list.name)
                        continue
                    }
                    try db.markDeleted(present["id"], in: "wildcard_list", at: now)
                    brought.replaced += 1
                } else {
                    brought.new += 1
                }
                try db.insertList(list.name, list.text, by: person, at: now)
            }
            return brought
        }
    }
}

extension Database {
    fileprivate func insertList(_ name: String, _ text: String, by person: String?, at now: Date) throws {
        try run(
            cached: """
                INSERT INTO wildcard_list (name, key, text, count, user_id, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                name, name.lowercased(), text, WordList(name: name, text: text).values.count,
                try user(named: person), now.milliseconds, now.milliseconds,
            ]
        )
    }

    /// Whether another list or style that is there has a name.
    func isTaken(_ name: String, but id: Int64, in table: String) throws -> Bool {
        let other = try Int64.fetchOne(
            self,
            cached: "SELECT id FROM \(table) WHERE key = ? AND deleted_at IS NULL",
            arguments: [name.lowercased()]
        )
        return other != nil && other != id
    }

    /// Marks a row of lists or styles as deleted, and lets go for ever what was so for 30 days.
    func markDeleted(_ id: Int64, in table: String, at now: Date) throws {
        try run(
            cached: "UPDATE \(table) SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL",
            arguments: [now.milliseconds, id]
        )
        guard changesCount == 1 else { throw LibraryError.notFound }
        try run(
            cached: "DELETE FROM \(table) WHERE deleted_at IS NOT NULL AND deleted_at < ?",
            arguments: [now.milliseconds - Int64(Action.kept * 1000)]
        )
    }

    func restore(_ id: Int64, in table: String) throws {
        try run(
            cached: "UPDATE \(table) SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL",
            arguments: [id]
        )
        guard changesCount == 1 else { throw LibraryError.notFound }
    }
}
