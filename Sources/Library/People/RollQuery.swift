import Foundation
import GRDB

/// Who may come in and by what: all of it, to be held in memory and asked at every request.
public struct RollQuery: LibraryQuery {
    /// The roll.
    public struct Answer: Sendable {
        /// The accounts that may come in.
        public var accounts: [Account.ID: Account] = [:]
        /// The sessions of these, by what is kept of their cookies.
        public var sessions: [(hash: SecretHash, session: Session)] = []
        /// The tokens of these.
        public var tokens: [(hash: SecretHash, token: Token)] = []
    }

    /// Creates a query.
    public init() {}

    /// The roll: a thousand accounts at most with fifty sessions and tokens each, and tens of each as a rule.
    public func answer(_ db: Database) throws -> Answer {
        var roll = Answer()
        for account in try AccountsQuery().answer(db) where account.isOpen { roll.accounts[account.id] = account }
        roll.sessions = try Row.fetchAll(db, cached: "SELECT \(Session.columns), hash FROM session").compactMap { row in
            let session = Session(row: row)
            return roll.accounts[session.account] == nil ? nil : (row[6], session)
        }
        roll.tokens = try Row.fetchAll(db, cached: "SELECT \(Token.columns), hash FROM token").compactMap { row in
            guard let token = Token(row: row), roll.accounts[token.account] != nil else { return nil }
            return (row[7], token)
        }
        return roll
    }
}
