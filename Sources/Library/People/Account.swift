import Foundation
import GRDB

/// Somebody who may come in: a name with a password and a role.
public struct Account: Sendable, Hashable, Identifiable {
    /// The row of its name; what was made under the name before there was an account is its own.
    public typealias ID = Int64
    /// The row.
    public var id: ID
    /// The name, by which it signs in and is known to the others.
    public var name: String
    /// What it may do.
    public var role: Role
    /// When it was made.
    public var joinedAt: Date
    /// When it was closed: it cannot come in, and what it made stays.
    public var closedAt: Date?
    /// When it was last seen; `nil` for never.
    public var seenAt: Date?

    /// Whether it may come in.
    public var isOpen: Bool { closedAt == nil }

    static let columns = """
        user.id, user.name, user.role, user.joined_at, user.closed_at,
        (SELECT max(seen_at) FROM session WHERE session.user_id = user.id)
        """

    init?(row: Row) {
        guard let role = Role(rawValue: row[2]) else { return nil }
        self.init(
            id: row[0],
            name: row[1],
            role: role,
            joinedAt: Date(milliseconds: row[3]),
            closedAt: (row[4] as Int64?).map(Date.init(milliseconds:)),
            seenAt: (row[5] as Int64?).map(Date.init(milliseconds:))
        )
    }

    init(id: ID, name: String, role: Role, joinedAt: Date, closedAt: Date? = nil, seenAt: Date? = nil) {
        (self.id, self.name, self.role) = (id, name, role)
        (self.joinedAt, self.closedAt, self.seenAt) = (joinedAt, closedAt, seenAt)
    }
}

/// Every account, by name.
public struct AccountsQuery: LibraryQuery {
    /// Creates a query.
    public init() {}

    /// The accounts; a team has tens, and no more than the limit are told.
    public func answer(_ db: Database) throws -> [Account] {
        try Row.fetchAll(
            db,
            cached: "SELECT \(Account.columns) FROM user WHERE role IS NOT NULL ORDER BY name LIMIT 1000"
        ).compactMap(Account.init(row:))
    }
}

/// An account and what is kept of its password.
public struct SignIn: Sendable {
    /// Whose name it is.
    public var account: Account
    /// The hash that libsodium wrote.
    public var password: String
}

/// What a sign-in is judged by, of a name.
public struct SignInQuery: LibraryQuery {
    /// The name as it was typed; capitals do not matter.
    public var name: String

    /// Creates a query.
    public init(name: String) { self.name = name }

    /// The account, open or closed; `nil` where nobody has this name.
    public func answer(_ db: Database) throws -> SignIn? {
        let row = try Row.fetchOne(
            db,
            cached: "SELECT \(Account.columns), user.password FROM user WHERE name = ? AND role IS NOT NULL",
            arguments: [name]
        )
        guard let row, let account = Account(row: row), let password = row[6] as String? else { return nil }
        return SignIn(account: account, password: password)
    }
}
