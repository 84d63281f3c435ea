import Accounts
import Foundation
import HTTPServer
import HTTPTypes
import Library
import Synchronization

/// Lets requests in, or not: the one place where it is decided who may reach what.
///
/// Who may come in is held in memory, and read anew after each change; a request costs one hash and two look-ups.
final class Doorkeeper: Sendable {
    /// The roll, by what is kept of cookies and tokens.
    private struct Roll {
        var sessions: [SecretHash: Visitor] = [:]
        var tokens: [SecretHash: Visitor] = [:]
        /// The writes of other programs that it takes account of.
        var othersWrites: UInt64?
        /// Which reading it comes from: a slow earlier one must not replace a later one.
        var reading = 0
        var begun = 0
    }

    /// Whether people must come in before they see anything.
    let isClosed: Bool
    private let library: Library
    private let now: @Sendable () -> Date
    private let roll = Mutex(Roll())

    init(_ doors: Doors, library: Library, now: @escaping @Sendable () -> Date) {
        isClosed = doors == .closed
        self.library = library
        self.now = now
    }

    /// The cookie of a session.
    static let cookie = "session"

    /// Judges a request for a route.
    ///
    /// - Parameter rule: the route's; without a route, as for looking.
    /// - Throws: ``Problem``.
    func admit(_ request: inout Request, _ rule: Rule?) throws {
        guard isClosed else {
            // Whoever comes through a proxy comes from elsewhere, whatever address it has here.
            if Self.isHandedOn(request) { throw Problem.handedOn }
            return
        }
        notice()
        let now = now()
        let visitor = try visitor(of: request, at: now) ?? .nobody
        request.context = visitor
        if let account = visitor.account { request.note(person: account.name) }
        let need = rule?.need ?? .rights(.look)
        switch need {
        case .nothing: break
        case .rights(let rights):
            guard visitor.rights.isSuperset(of: rights) else {
                throw visitor.account == nil ? Problem.signInFirst : Problem.notAllowed(rights, of: visitor)
            }
        case .nearness:
            guard visitor.rights.contains(.administer) || Self.isNear(request) else { throw Problem.signInFirst }
        }
        guard visitor.isDue(at: now) else { return }
        note(visitor, request, at: now)
    }

    /// Reads the roll anew: to be awaited after each change to people, sessions or tokens, before it is answered.
    func reload() async throws(LibraryError) {
        let (writes, number) = roll.withLock { roll in
            roll.begun += 1
            return (library.othersWrites, roll.begun)
        }
        let answer = try await library.answer(RollQuery())
        roll.withLock { roll in
            guard number > roll.reading else { return }
            // Who was here a moment ago is not forgotten with the copy that knew it.
            let known = Dictionary(
                (Array(roll.sessions.values) + Array(roll.tokens.values)).map { ($0.entry, $0) }
            ) { first, _ in first }
            func visitor(_ new: Visitor) -> Visitor {
                guard let old = known[new.entry], old.account == new.account else { return new }
                return old
            }
            roll.sessions = [:]
            roll.tokens = [:]
            for (hash, session) in answer.sessions {
                roll.sessions[hash] = answer.accounts[session.account].map { visitor(Visitor(session, of: $0)) }
            }
            for (hash, token) in answer.tokens {
                roll.tokens[hash] = answer.accounts[token.account].map { visitor(Visitor(token, of: $0)) }
            }
            roll.othersWrites = writes
            roll.reading = number
        }
    }

    /// Whoever comes by a token is no browser: cookies do not count beside it.
    private func visitor(of request: Request, at now: Date) throws -> Visitor? {
        if let field = request.field("authorization") {
            guard let secret = Self.bearer(field) else { throw Problem.badToken }
            let visitor = roll.withLock { $0.tokens[secret.hash] }
            guard let visitor, visitor.isWelcome(at: now) else { throw Problem.badToken }
            return visitor
        }
        guard let secret = request.cookie("session").flatMap(Secret.init) else { return nil }
        let visitor = roll.withLock { $0.sessions[secret.hash] }
        guard let visitor, visitor.isWelcome(at: now) else { return nil }
        // A browser says where a form comes from; what comes with a cookie and says nothing is no form of ours.
        if request.method != .get, request.method != .head, !SameOrigin.isSaid(request) { throw Problem.crossSite }
        return visitor
    }

    private static func bearer(_ field: String) -> Secret? {
        guard field.utf8.count < 200, field.lowercased().hasPrefix("bearer ") else { return nil }
        return Secret(field.dropFirst(7).trimmingPrefix(while: { $0 == " " }))
    }

    /// Another program, such as `contactsheet user`, may have changed who may come in.
    private func notice() {
        _ = library.edition
        let isNews = roll.withLock { roll in
            guard roll.othersWrites != library.othersWrites else { return false }
            roll.othersWrites = library.othersWrites
            return true
        }
        if isNews { Task { try? await reload() } }
    }

    private func note(_ visitor: Visitor, _ request: Request, at now: Date) {
        let address = request.remoteAddress
        Task { [library] in
            switch visitor.entry {
            case .none: break
            case .session(let id): try? await library.see(id, from: address, at: now)
            case .token(let id): try? await library.use(id, at: now)
            }
        }
    }

    private static func isHandedOn(_ request: Request) -> Bool {
        request.field("x-forwarded-for") != nil || request.field("forwarded") != nil
    }

    private static func isNear(_ request: Request) -> Bool {
        (request.remoteAddress.hasPrefix("127.") || request.remoteAddress == "::1") && !isHandedOn(request)
    }
}

/// Whether people must come in before they see anything.
public enum Doors: Sendable {
    /// Everybody who reaches the server may do everything: for one machine.
    case open
    /// Nobody without an account sees a picture or spends a cent: for a network.
    case closed
}
