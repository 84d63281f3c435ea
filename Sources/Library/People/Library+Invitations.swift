import Foundation
import GRDB

extension Library {
    /// Keeps a link that makes an account.
    ///
    /// - Parameter person: who invites; `nil` for the program itself, which takes its earlier ones back.
    /// - Throws: ``LibraryError/taken`` when too many wait already.
    @discardableResult
    public func invite(
        _ hash: SecretHash,
        as role: Role,
        remark: String = "",
        by person: String?,
        at now: Date
    ) async throws(LibraryError) -> Invitation {
        try await write { db in
            if person == nil {
                try db.run(cached: "DELETE FROM invitation WHERE maker_id = 0 AND user_id IS NULL")
            }
            return try db.insertInvitation(
                hash,
                role: role,
                account: nil,
                remark: remark,
                by: person,
                until: now.addingTimeInterval(person == nil ? Invitation.shortLifetime : Invitation.lifetime),
                at: now
            )
        }
    }

    /// Keeps a link that sets a new password of an account; an earlier one is taken back.
    ///
    /// - Throws: ``LibraryError/notFound`` when there is no such account or it is closed.
    public func inviteToReset(
        _ hash: SecretHash,
        _ id: Account.ID,
        by person: String?,
        at now: Date
    ) async throws(LibraryError) -> Invitation {
        try await write { db in
            guard try db.account(id).isOpen else { throw LibraryError.notFound }
            try db.run(cached: "DELETE FROM invitation WHERE user_id = ?", arguments: [id])
            return try db.insertInvitation(
                hash,
                role: nil,
                account: id,
                remark: "",
                by: person,
                until: now.addingTimeInterval(Invitation.shortLifetime),
                at: now
            )
        }
    }

    /// Takes an invitation back.
    ///
    /// - Throws: ``LibraryError/notFound`` when it was used meanwhile, or never was.
    public func dropInvitation(_ id: Invitation.ID) async throws(LibraryError) {
        try await write { db in
            try db.run(cached: "DELETE FROM invitation WHERE id = ?", arguments: [id])
            guard db.changesCount == 1 else { throw LibraryError.notFound }
        }
    }

    /// Uses a link up: makes the account, or sets the new password, which ends the account's sessions.
    ///
    /// - Parameters:
    ///   - name: of the account to make; of no use for a new password.
    ///   - password: the hash that libsodium wrote.
    /// - Throws: ``LibraryError/notFound`` when the link is no longer good; ``LibraryError/taken`` when the name has an
    ///   account already, and the link is still good.
    public func accept(
        _ hash: SecretHash,
        name: String,
        password: String,
        at now: Date
    ) async throws(LibraryError) -> Account {
        try await write { db in
            guard let invitation = try db.invitation(hash, at: now) else { throw LibraryError.notFound }
            try db.run(cached: "DELETE FROM invitation WHERE id = ?", arguments: [invitation.id])
            switch invitation.purpose {
            case .join(let role):
                return try db.addAccount(name, role: role, password: password, at: now)
            case .password(let id, _):
                guard try db.account(id).isOpen else { throw LibraryError.notFound }
                try db.setPassword(password, of: id, keeping: nil)
                return try db.account(id)
            }
        }
    }
}

extension Database {
    fileprivate func insertInvitation(
        _ hash: SecretHash,
        role: Role?,
        account: Account.ID?,
        remark: String,
        by person: String?,
        until end: Date,
        at now: Date
    ) throws -> Invitation {
        try run(cached: "DELETE FROM invitation WHERE expires_at <= ?", arguments: [now.milliseconds])
        guard try Int.fetchOne(self, cached: "SELECT count(*) FROM invitation") ?? 0 < Invitation.most else {
            throw LibraryError.taken
        }
        try run(
            cached: """
                INSERT INTO invitation (hash, role, user_id, remark, maker_id, created_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                hash, role?.rawValue, account, remark, try user(named: person), now.milliseconds, end.milliseconds,
            ]
        )
        guard let invitation = try invitation(hash, at: now) else { throw LibraryError.notFound }
        return invitation
    }
}
