import Foundation
import GRDB

/// A link that lets somebody in once: to make an account, or to set a new password of one.
public struct Invitation: Sendable, Hashable, Identifiable {
    /// The row.
    public typealias ID = Int64

    /// What it is for.
    public enum Purpose: Sendable, Hashable {
        /// To make an account of this role.
        case join(Role)
        /// To set a new password of this account.
        case password(Account.ID, name: String)
    }

    /// The row.
    public var id: ID
    /// What it is for.
    public var purpose: Purpose
    /// A word on whom it is meant for; empty for none.
    public var remark: String
    /// Who made it; `nil` for the program itself, at its first start.
    public var maker: String?
    /// When it was made.
    public var createdAt: Date
    /// When it ends.
    public var expiresAt: Date

    /// How long one is good that makes an account.
    public static let lifetime: TimeInterval = 7 * 86_400
    /// How long one is good that sets a password, and the one for the first administrator.
    public static let shortLifetime: TimeInterval = 86_400
    /// The longest remark, in characters.
    public static let longestRemark = 60
    /// How many may be open at once.
    public static let most = 200

    static let columns = """
        invitation.id, invitation.role, invitation.user_id, whom.name, remark, nullif(maker.name, ''),
        invitation.created_at, expires_at
        """
    static let tables = """
        invitation LEFT JOIN user AS whom ON whom.id = invitation.user_id LEFT JOIN user AS maker ON maker.id = maker_id
        """

    init?(row: Row) {
        if let id = row[2] as Int64? {
            purpose = .password(id, name: row[3] ?? "")
        } else if let role = (row[1] as String?).flatMap(Role.init(rawValue:)) {
            purpose = .join(role)
        } else {
            return nil
        }
        id = row[0]
        remark = row[4]
        maker = row[5]
        createdAt = Date(milliseconds: row[6])
        expiresAt = Date(milliseconds: row[7])
    }
}

/// The invitations that wait to be used, the newest first.
public struct InvitationsQuery: LibraryQuery {
    /// The time that says which have ended.
    public var now: Date

    /// Creates a query.
    public init(at now: Date) { self.now = now }

    /// The invitations that are good.
    public func answer(_ db: Database) throws -> [Invitation] {
        try Row.fetchAll(
            db,
            cached: """
                SELECT \(Invitation.columns) FROM \(Invitation.tables) WHERE expires_at > ?
                ORDER BY invitation.id DESC LIMIT \(Invitation.most)
                """,
            arguments: [now.milliseconds]
        ).compactMap(Invitation.init(row:))
    }
}

/// The invitation behind a link.
public struct InvitationQuery: LibraryQuery {
    /// What is kept of the link.
    public var hash: SecretHash
    /// The time that says whether it has ended.
    public var now: Date

    /// Creates a query.
    public init(_ hash: SecretHash, at now: Date) { (self.hash, self.now) = (hash, now) }

    /// The invitation; `nil` where it was used, taken back, has ended, or never was.
    public func answer(_ db: Database) throws -> Invitation? { try db.invitation(hash, at: now) }
}

/// Whether somebody can mind the house.
public struct HasAdministratorQuery: LibraryQuery {
    /// Creates a query.
    public init() {}

    /// Whether there is an administrator who may come in.
    public func answer(_ db: Database) throws -> Bool {
        let sql = "SELECT EXISTS (SELECT 1 FROM user WHERE role = 'administrator' AND closed_at IS NULL)"
        return try Bool.fetchOne(db, cached: sql) ?? false
    }
}

extension Database {
    func invitation(_ hash: SecretHash, at now: Date) throws -> Invitation? {
        try Row.fetchOne(
            self,
            cached: "SELECT \(Invitation.columns) FROM \(Invitation.tables) WHERE hash = ? AND expires_at > ?",
            arguments: [hash, now.milliseconds]
        ).flatMap(Invitation.init(row:))
    }
}
