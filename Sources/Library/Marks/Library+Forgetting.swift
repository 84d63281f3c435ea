import Foundation
import GRDB

extension Library {
    /// Forgets actions of a time that is over: they cannot be undone any more. Some thousand rows at a time.
    ///
    /// - Returns: whether there may be more.
    /// - Throws: ``LibraryError``.
    public func forgetActions(before date: Date) async throws(LibraryError) -> Bool {
        try await write { db in
            // Numbers are given in the order of time: the oldest has the smallest.
            let oldest = try Row.fetchOne(db, cached: "SELECT id, created_at FROM action ORDER BY id LIMIT 1")
            guard let oldest, (oldest[1] as Int64) < date.milliseconds else { return false }
            let id: Action.ID = oldest[0]
            try db.run(
                cached: """
                    DELETE FROM action_image WHERE action_id = ?1 AND image_id IN (
                      SELECT image_id FROM action_image WHERE action_id = ?1 LIMIT 5000)
                    """,
                arguments: [id]
            )
            if db.changesCount == 0 { try db.run(cached: "DELETE FROM action WHERE id = ?", arguments: [id]) }
            return true
        }
    }
}
