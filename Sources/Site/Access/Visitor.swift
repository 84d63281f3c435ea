import Foundation
import HTTPServer
import Library
import Synchronization

/// Who asks, and what they may do.
final class Visitor: Sendable {
    /// How they came in.
    enum Entry: Sendable, Hashable {
        /// Not at all: they may see the door.
        case none
        /// By a cookie.
        case session(Session.ID)
        /// By a token of theirs.
        case token(Token.ID)
    }

    let entry: Entry
    let account: Account?
    let rights: Rights
    /// When the session or the token ends in any case.
    private let end: Date
    /// When it was last noted that they were here, in milliseconds since 1970.
    private let notedAt: Atomic<Int64>

    /// Whoever has not come in.
    static let nobody = Visitor(.none, account: nil, rights: [], end: .distantFuture, notedAt: .distantPast)

    convenience init(_ session: Session, of account: Account) {
        self.init(
            .session(session.id),
            account: account,
            rights: Rights(account.role),
            end: session.createdAt.addingTimeInterval(Session.lifetime),
            notedAt: session.seenAt
        )
    }

    convenience init(_ token: Token, of account: Account) {
        self.init(
            .token(token.id),
            account: account,
            rights: Rights(account.role).intersection(Rights(token.scope)),
            end: token.expiresAt,
            notedAt: token.usedAt ?? .distantPast
        )
    }

    private init(_ entry: Entry, account: Account?, rights: Rights, end: Date, notedAt: Date) {
        self.entry = entry
        self.account = account
        self.rights = rights
        self.end = end
        self.notedAt = Atomic(Self.milliseconds(notedAt))
    }

    /// The session that asks, if one does.
    var session: Session.ID? { if case .session(let id) = entry { id } else { nil } }

    /// Whether what they came in by is still good.
    func isWelcome(at now: Date) -> Bool {
        guard now < end else { return false }
        guard case .session = entry else { return true }
        let notedAt = notedAt.load(ordering: .relaxed)
        return Self.milliseconds(now) - notedAt < Int64(Session.idleLifetime * 1000)
    }

    /// Whether it is to be written down that they were here: once in a while, and of a crowd of requests by one.
    func isDue(at now: Date) -> Bool {
        let (last, now) = (notedAt.load(ordering: .relaxed), Self.milliseconds(now))
        guard now - last > Self.pause else { return false }
        return notedAt.compareExchange(expected: last, desired: now, ordering: .relaxed).exchanged
    }

    /// Milliseconds between two notes.
    private static let pause: Int64 = 300_000

    private static func milliseconds(_ date: Date) -> Int64 {
        Int64((max(date, Date(timeIntervalSince1970: 0)).timeIntervalSince1970 * 1000).rounded())
    }
}

extension Request {
    /// Who asks; `nil` in a house without accounts, where everybody may do everything.
    var visitor: Visitor? { context as? Visitor }

    /// What may be done by this request.
    var rights: Rights { visitor?.rights ?? .all }

    /// The name of who asks: of their account, or as their browser says it in a house without accounts.
    var person: String? {
        if let visitor { return visitor.account?.name }
        return cookie("person").flatMap { $0.removingPercentEncoding }.flatMap(Person.name)
    }

    /// The name in which something is asked for: a program may say one in a house without accounts only.
    func person(saying name: String?) -> String? {
        visitor == nil ? name.flatMap(Person.name) ?? person : person
    }
}
