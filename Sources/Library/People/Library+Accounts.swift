import Foundation
import GRDB

extension Library {
    /// Makes an account of a name; what was made under the name before becomes its own.
    ///
    /// - Parameter password: the hash that libsodium wrote.
    /// - Throws: ``LibraryError/taken`` where the name has an account already.
    @discardableResult
    public func addAccount(
        _ name: String,
        role: Role,
        password: String,
        at now: Date
    ) async throws(LibraryError) -> Account {
        try await write { db in try db.addAccount(name, role: role, password: password, at: now) }
    }

    /// Gives an account another role.
    ///
    /// - Throws: ``LibraryError/notFound``; ``LibraryError/taken`` where nobody would be left to mind the house.
    public func set(_ role: Role, of id: Account.ID) async throws(LibraryError) {
        try await write { db in
            _ = try db.account(id)
            try db.run(cached: "UPDATE user SET role = ? WHERE id = ?", arguments: [role.rawValue, id])
            try db.requireAdministrator()
        }
    }

    /// Closes an account, which ends its sessions and its tokens, or opens it again.
    ///
    /// - Throws: ``LibraryError/notFound``; ``LibraryError/taken`` where nobody would be left to mind the house.
    public func close(_ id: Account.ID, _ isClosed: Bool = true, at now: Date) async throws(LibraryError) {
        try await write { db in
            _ = try db.account(id)
            try db.run(
                cached: "UPDATE user SET closed_at = ? WHERE id = ?",
                arguments: [isClosed ? now.milliseconds : nil, id]
            )
            try db.requireAdministrator()
            guard isClosed else { return }
            try db.run(cached: "DELETE FROM session WHERE user_id = ?", arguments: [id])
            try db.run(cached: "DELETE FROM token WHERE user_id = ?", arguments: [id])
            try db.run(cached: "DELETE FROM invitation WHERE user_id = ?", arguments: [id])
        }
    }

    /// Gives an account another password and ends its sessions, but for one.
    ///
    /// - Parameters:
    ///   - password: the hash that libsodium wrote.
    ///   - kept: the session that changes it.
    /// - Throws: ``LibraryError/notFound``.
    public func setPassword(
        _ password: String,
        of id: Account.ID,
        keeping kept: Session.ID? = nil
    ) async throws(LibraryError) {
        try await write { db in try db.setPassword(password, of: id, keeping: kept) }
    }
}

extension Database {
    /// - Throws: ``LibraryError/notFound``.
    func account(_ id: Account.ID) throws -> Account {
        let row = try Row.fetchOne(
            self,
            cached: "SELECT \(Account.columns) FROM user WHERE id = ? AND role IS NOT NULL",
            arguments: [id]
        )
        guard let account = row.flatMap(Account.init(row:)) else { throw LibraryError.notFound }
        return account
    }

    func addAccount(_ name: String, role: Role, password: String, at now: Date) throws -> Account {
        let id = try user(named: name)
        try run(
            cached: """
                UPDATE user SET name = ?, role = ?, password = ?, joined_at = ?, closed_at = NULL
                WHERE id = ? AND id <> 0 AND role IS NULL
                """,
            arguments: [name, role.rawValue, password, now.milliseconds, id]
        )
        guard changesCount == 1 else { throw LibraryError.taken }
        return try account(id)
    }

    func setPassword(_ password: String, of id: Account.ID, keeping kept: Session.ID?) throws {
        _ = try account(id)
        try run(cached: "UPDATE user SET password = ? WHERE id = ?", arguments: [password, id])
        try run(
            cached: "DELETE FROM session WHERE user_id = ? AND id IS NOT ?",
            arguments: [id, kept]
        )
        // Links to set a new one have done their work, whoever used them.
        try run(cached: "DELETE FROM invitation WHERE user_id = ?", arguments: [id])
    }

    /// The last administrator neither steps down nor is closed: nobody could let another in.
    fileprivate func requireAdministrator() throws {
        let sql = "SELECT EXISTS (SELECT 1 FROM user WHERE role = 'administrator' AND closed_at IS NULL)"
        guard try Bool.fetchOne(self, cached: sql) == true else { throw LibraryError.taken }
    }
}
