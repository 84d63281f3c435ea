import Foundation
import GRDB

/// A browser in which somebody has signed in.
public struct Session: Sendable, Hashable, Identifiable {
    /// The row.
    public typealias ID = Int64
    /// The row.
    public var id: ID
    /// Whose it is.
    public var account: Account.ID
    /// When they signed in.
    public var createdAt: Date
    /// When it was last used, to some minutes.
    public var seenAt: Date
    /// From where it was last used: a numeric address.
    public var address: String
    /// What the browser calls itself.
    public var agent: String

    /// How many one account may have; the oldest go.
    public static let most = 50
    /// The longest name of a browser that is kept, in characters.
    public static let longestAgent = 200

    /// When it ends if it is not used: two weeks after the last time.
    public static let idleLifetime: TimeInterval = 14 * 86_400
    /// When it ends in any case: a quarter of a year after the sign-in.
    public static let lifetime: TimeInterval = 90 * 86_400

    /// Until when it is good, as far as it has been used.
    public var endsAt: Date {
        min(createdAt.addingTimeInterval(Self.lifetime), seenAt.addingTimeInterval(Self.idleLifetime))
    }

    static let columns = "id, user_id, created_at, seen_at, address, agent"

    init(row: Row) {
        id = row[0]
        account = row[1]
        createdAt = Date(milliseconds: row[2])
        seenAt = Date(milliseconds: row[3])
        address = row[4]
        agent = row[5]
    }
}

/// The sessions of an account, the last used first.
public struct SessionsQuery: LibraryQuery {
    /// Whose.
    public var account: Account.ID
    /// The time that says which have ended.
    public var now: Date

    /// Creates a query.
    public init(of account: Account.ID, at now: Date) { (self.account, self.now) = (account, now) }

    /// The sessions that are good, by the index `session_user`.
    public func answer(_ db: Database) throws -> [Session] {
        try Row.fetchAll(
            db,
            cached: "SELECT \(Session.columns) FROM session WHERE user_id = ? ORDER BY seen_at DESC, id DESC",
            arguments: [account]
        ).map(Session.init(row:)).filter { $0.endsAt > now }
    }
}

extension Library {
    /// Keeps a session of somebody who has signed in; the oldest beyond ``Session/most`` go, and all that have ended.
    ///
    /// - Throws: ``LibraryError/notFound`` when the account is not there or closed.
    public func addSession(
        _ hash: SecretHash,
        of id: Account.ID,
        address: String,
        agent: String,
        at now: Date
    ) async throws(LibraryError) -> Session.ID {
        try await write { db in
            guard try db.account(id).isOpen else { throw LibraryError.notFound }
            try db.run(
                cached: """
                    INSERT INTO session (hash, user_id, created_at, seen_at, address, agent) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hash, id, now.milliseconds, now.milliseconds, address, String(agent.prefix(Session.longestAgent)),
                ]
            )
            let session = db.lastInsertedRowID
            try db.run(
                cached: """
                    DELETE FROM session WHERE user_id = ?1 AND id NOT IN
                      (SELECT id FROM session WHERE user_id = ?1 ORDER BY seen_at DESC, id DESC LIMIT ?2)
                    """,
                arguments: [id, Session.most]
            )
            try db.run(
                cached: "DELETE FROM session WHERE created_at < ? OR seen_at < ?",
                arguments: [
                    now.addingTimeInterval(-Session.lifetime).milliseconds,
                    now.addingTimeInterval(-Session.idleLifetime).milliseconds,
                ]
            )
            return session
        }
    }

    /// Notes that sessions were used; what has ended meanwhile stays ended.
    public func see(_ id: Session.ID, from address: String, at now: Date) async throws(LibraryError) {
        try await write { db in
            try db.run(
                cached: "UPDATE session SET seen_at = max(seen_at, ?), address = ? WHERE id = ?",
                arguments: [now.milliseconds, address, id]
            )
        }
    }

    /// Ends a session of an account; without one named, all but the kept.
    ///
    /// - Throws: ``LibraryError/notFound`` when the account has no such session.
    public func endSession(
        _ id: Session.ID?,
        of account: Account.ID,
        keeping kept: Session.ID? = nil
    ) async throws(LibraryError) {
        try await write { db in
            guard let id else {
                return try db.run(
                    cached: "DELETE FROM session WHERE user_id = ? AND id IS NOT ?",
                    arguments: [account, kept]
                )
            }
            try db.run(cached: "DELETE FROM session WHERE id = ? AND user_id = ?", arguments: [id, account])
            guard db.changesCount == 1 else { throw LibraryError.notFound }
        }
    }
}
