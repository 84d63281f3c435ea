import Foundation
import GRDB

extension Library {
    /// Deletes a collection; its pictures stay. Nobody sees it any more, and for 30 days it can be brought back whole.
    ///
    /// - Throws: ``LibraryError``; ``LibraryError/notFound`` when there is none.
    public func dropCollection(
        _ id: ImageCollection.ID,
        by person: String?,
        at now: Date
    ) async throws(LibraryError) -> Action {
        try await write { db in
            let collection = try db.collection(id)
            let change = Change.drop(collection.name)
            var detail = ActionDetail(value: change.value)
            detail.collection = id
            detail.tally.total = collection.count
            detail.tally.isDone = true
            try db.run(
                cached: "UPDATE collection SET deleted_at = ? WHERE id = ?",
                arguments: [now.milliseconds, id]
            )
            let action = try db.insertAction(change, detail, by: person, at: now, changed: collection.count)
            return try db.action(action)
        }
    }

    /// Forgets a collection that was deleted before a time. What it held goes in steps: nothing else waits for long.
    ///
    /// - Returns: whether there may be more to forget.
    /// - Throws: ``LibraryError``.
    public func forgetCollections(before date: Date) async throws(LibraryError) -> Bool {
        try await writeAlone { db in
            let id = try Int64.fetchOne(
                db,
                cached: "SELECT id FROM collection WHERE deleted_at < ? ORDER BY deleted_at LIMIT 1",
                arguments: [date.milliseconds]
            )
            guard let id else { return false }
            try db.shrinkCollection(id)
            return true
        }
    }
}

extension Database {
    /// Undoes a deletion; where its name is another's by now, a number stands behind it.
    func bringBackCollection(_ id: ImageCollection.ID) throws {
        let name = try String.fetchOne(
            self,
            cached: "SELECT name FROM collection WHERE id = ? AND deleted_at IS NOT NULL",
            arguments: [id]
        )
        guard let name else { throw LibraryError.notFound }
        var free = name
        var number = 1
        while try !collections(called: [free]).isEmpty {
            number += 1
            free = "\(name.prefix(Change.longestCollectionName - 8)) \(number)"
        }
        try run(cached: "UPDATE collection SET deleted_at = NULL, name = ? WHERE id = ?", arguments: [free, id])
    }

    fileprivate func shrinkCollection(_ id: ImageCollection.ID) throws {
        if let mark = try mark(of: id) {
            try run(
                cached: """
                    DELETE FROM image_mark WHERE mark_id = ?1 AND place IN (
                      SELECT place FROM image_mark WHERE mark_id = ?1 LIMIT 2000)
                    """,
                arguments: [mark]
            )
            if changesCount > 0 { return }
            try run(cached: "DELETE FROM mark WHERE id = ?", arguments: [mark])
        }
        try run(cached: "DELETE FROM collection WHERE id = ?", arguments: [id])
    }
}
