import Foundation
import GRDB

extension Library {
    /// Keeps a link.
    ///
    /// - Throws: ``LibraryError/notFound`` when there is no such thing to share, or no such account;
    ///   ``LibraryError/taken`` when the account has as many open as it may have.
    @discardableResult
    public func share(
        _ subject: Share.Subject,
        _ hash: SecretHash,
        by maker: Account.ID,
        remark: String,
        withWords: Bool,
        until end: Date,
        at now: Date
    ) async throws(LibraryError) -> Share {
        try await write { db in
            guard try db.account(maker).isOpen, try db.isThere(subject) else { throw LibraryError.notFound }
            try db.run(cached: "DELETE FROM share WHERE expires_at <= ?", arguments: [now.milliseconds])
            let sql = "SELECT count(*) FROM share WHERE user_id = ?"
            guard try Int.fetchOne(db, cached: sql, arguments: [maker]) ?? 0 < Share.most else {
                throw LibraryError.taken
            }
            try db.run(
                cached: """
                    INSERT INTO share (hash, kind, thing_id, user_id, remark, with_words, created_at, expires_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hash, subject.kind.rawValue, subject.id, maker, remark, withWords, now.milliseconds,
                    end.milliseconds,
                ]
            )
            guard let share = try ShareQuery(hash, at: now).answer(db) else { throw LibraryError.notFound }
            return share
        }
    }

    /// Counts that a link was opened, once a minute.
    public func open(_ share: Share, at now: Date) async throws(LibraryError) {
        if let before = share.openedAt, now < before.addingTimeInterval(Share.pause) { return }
        try await write { db in
            try db.run(
                cached: """
                    UPDATE share SET opened = opened + 1, opened_at = ?1
                    WHERE id = ?2 AND (opened_at IS NULL OR opened_at <= ?3)
                    """,
                arguments: [now.milliseconds, share.id, now.addingTimeInterval(-Share.pause).milliseconds]
            )
        }
    }

    /// Takes a link back.
    ///
    /// - Parameter account: whose it has to be; `nil` for anybody's.
    /// - Throws: ``LibraryError/notFound`` where that is none of theirs, or was taken back already.
    public func endShare(_ id: Share.ID, of account: Account.ID?) async throws(LibraryError) {
        try await write { db in
            try db.run(
                cached: "DELETE FROM share WHERE id = ?1 AND (?2 IS NULL OR user_id = ?2)",
                arguments: [id, account]
            )
            guard db.changesCount == 1 else { throw LibraryError.notFound }
        }
    }
}

extension Database {
    /// Whether a thing can be shown now: neither deleted nor in the trash.
    func isThere(_ subject: Share.Subject) throws -> Bool {
        let sql =
            switch subject.kind {
            case .picture: "SELECT 1 FROM image WHERE id = ? AND trashed_at IS NULL"
            case .collection: "SELECT 1 FROM collection WHERE id = ? AND deleted_at IS NULL"
            case .comparison: "SELECT 1 FROM comparison WHERE id = ?"
            }
        return try Int.fetchOne(self, cached: sql, arguments: [subject.id]) != nil
    }
}
