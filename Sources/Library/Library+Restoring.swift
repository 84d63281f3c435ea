import Foundation
import GRDB

extension Library {
    /// Lays what a backup says is queued before a person: it may have been sent and charged since the backup.
    ///
    /// Like every unresolved generation, it is looked for in the service's history. What waits for the built-in
    /// sandbox, which charges nothing, stays queued.
    /// - Returns: how many there were.
    /// - Throws: ``LibraryError``.
    public func doubtQueued(at now: Date) async throws(LibraryError) -> Int {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE generation
                    SET state = 'unresolved', error = ?, finished_at = ?,
                        submitted_at = coalesce(submitted_at, created_at)
                    WHERE state = 'queued' AND finished_at IS NULL AND service <> 'sandbox'
                    """,
                arguments: [
                    """
                    This library was brought back from a backup, in which this generation was waiting. It may have \
                    been sent and charged since, so it is not sent by itself.
                    """,
                    now.milliseconds,
                ]
            )
            return db.changesCount
        }
    }
}
