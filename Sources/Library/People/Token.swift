import Foundation
import GRDB

/// What lets a script in, in somebody's name.
public struct Token: Sendable, Hashable, Identifiable {
    /// The row.
    public typealias ID = Int64

    /// What it is good for, at most; never more than its person may.
    public enum Scope: String, Sendable, Hashable, CaseIterable, Codable {
        /// Looking.
        case read
        /// Looking and generating, which spends money.
        case generate
    }

    /// The row.
    public var id: ID
    /// Whose it is.
    public var account: Account.ID
    /// What its person calls it.
    public var name: String
    /// What it is good for.
    public var scope: Scope
    /// When it was made.
    public var createdAt: Date
    /// When it ends.
    public var expiresAt: Date
    /// When it was last used, to some minutes; `nil` for never.
    public var usedAt: Date?

    /// How many one account may have.
    public static let most = 50
    /// The longest name, in characters.
    public static let longestName = 60
    /// The days that one can be good for.
    public static let days = 1...365

    static let columns = "id, user_id, name, scope, created_at, expires_at, used_at"

    init?(row: Row) {
        guard let scope = Scope(rawValue: row[3]) else { return nil }
        id = row[0]
        account = row[1]
        name = row[2]
        self.scope = scope
        createdAt = Date(milliseconds: row[4])
        expiresAt = Date(milliseconds: row[5])
        usedAt = (row[6] as Int64?).map(Date.init(milliseconds:))
    }
}

/// The tokens of an account, the newest first, also those that have ended.
public struct TokensQuery: LibraryQuery {
    /// Whose.
    public var account: Account.ID

    /// Creates a query.
    public init(of account: Account.ID) { self.account = account }

    /// The tokens, by the index `token_user`.
    public func answer(_ db: Database) throws -> [Token] {
        try Row.fetchAll(
            db,
            cached: "SELECT \(Token.columns) FROM token WHERE user_id = ? ORDER BY id DESC",
            arguments: [account]
        ).compactMap(Token.init(row:))
    }
}

extension Library {
    /// Keeps a token.
    ///
    /// - Throws: ``LibraryError/taken`` when the account has as many as it may have; ``LibraryError/notFound`` when
    ///   there is no such account.
    @discardableResult
    public func addToken(
        _ hash: SecretHash,
        of id: Account.ID,
        name: String,
        scope: Token.Scope,
        expiresAt: Date,
        at now: Date
    ) async throws(LibraryError) -> Token.ID {
        try await write { db in
            guard try db.account(id).isOpen else { throw LibraryError.notFound }
            let sql = "SELECT count(*) FROM token WHERE user_id = ?"
            guard try Int.fetchOne(db, cached: sql, arguments: [id]) ?? 0 < Token.most else { throw LibraryError.taken }
            try db.run(
                cached: """
                    INSERT INTO token (hash, user_id, name, scope, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [hash, id, name, scope.rawValue, now.milliseconds, expiresAt.milliseconds]
            )
            return db.lastInsertedRowID
        }
    }

    /// Notes that a token was used.
    public func use(_ id: Token.ID, at now: Date) async throws(LibraryError) {
        try await write { db in
            try db.run(cached: "UPDATE token SET used_at = ? WHERE id = ?", arguments: [now.milliseconds, id])
        }
    }

    /// Ends a token of an account.
    ///
    /// - Throws: ``LibraryError/notFound`` when the account has no such token.
    public func dropToken(_ id: Token.ID, of account: Account.ID) async throws(LibraryError) -> Token {
        try await write { db in
            let row = try Row.fetchOne(
                db,
                cached: "SELECT \(Token.columns) FROM token WHERE id = ? AND user_id = ?",
                arguments: [id, account]
            )
            guard let token = row.flatMap(Token.init(row:)) else { throw LibraryError.notFound }
            try db.run(cached: "DELETE FROM token WHERE id = ?", arguments: [id])
            return token
        }
    }
}
