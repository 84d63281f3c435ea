import Accounts
import Foundation
import HTTPServer
import HTTPTypes
import Library

extension Site {
    /// Who somebody is: their account, or in a house without accounts the name that they say.
    func addAccount(to router: inout Router) {
        router.get("/account") { request in
            guard request.visitor == nil else { return try await account(request) }
            return try await saidName(request)
        }
        router.post("/account") { request in
            guard request.visitor == nil else { return .seeOther("/account") }
            let name = Person.name(try request.form()["person"] ?? "")
            let value = name?.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            let age: Duration = name == nil ? .zero : .seconds(31_536_000)
            return .seeOther("/account?saved=yes").cookie("person", value, maxAge: age)
        }
        router.post("/account/password") { request in try await changePassword(request) }
        router.post("/account/sessions/end") { request in
            let (visitor, account) = try requireAccount(request)
            try await studio.library.endSession(nil, of: account.id, keeping: visitor.session)
            try await door.reload()
            await record("signed out everywhere else", "", request)
            return .seeOther("/account?done=sessions")
        }
        router.post("/account/sessions/{id}/end") { (request, id: Session.ID) in
            let (_, account) = try requireAccount(request)
            try await studio.library.endSession(id, of: account.id)
            try await door.reload()
            await record("ended a session", "", request)
            return .seeOther("/account?done=session")
        }
        addTokens(to: &router)
    }

    /// The account that asks.
    ///
    /// - Throws: ``Problem/notFound(_:)`` in a house without accounts.
    func requireAccount(_ request: Request) throws -> (Visitor, Account) {
        guard let visitor = request.visitor, let account = visitor.account else {
            throw Problem.notFound("This house has no accounts: whoever reaches it may do everything.")
        }
        return (visitor, account)
    }

    private func saidName(_ request: Request) async throws -> Response {
        let view: View = [
            "person": request.person ?? "", "maximumLength": Person.maximumLength,
            "isSaved": request.query["saved"] == "yes",
        ]
        return try await page("account/name", title: "You", section: "", request: request, view)
    }

    /// The page of the account that asks.
    ///
    /// - Parameter content: what was just made, or what was wrong with what was typed.
    func account(
        _ request: Request,
        status: HTTPResponse.Status = .ok,
        _ content: View = [:]
    ) async throws -> Response {
        let (visitor, account) = try requireAccount(request)
        let now = now()
        let sessions = try await studio.library.answer(SessionsQuery(of: account.id, at: now))
        let tokens = try await studio.library.answer(TokensQuery(of: account.id))
        let view: View = [
            "name": account.name, "role": account.role.rawValue, "roleHelp": account.role.help,
            "minimumLength": Password.minimumLength,
            "done": Self.done[request.query["done"] ?? ""],
            "hasOthers": sessions.count > 1,
            "sessions": sessions.map { session -> View in
                [
                    "id": session.id, "browser": BrowserName.of(session.agent), "agent": session.agent,
                    "from": session.address, "isThis": session.id == visitor.session,
                    "seen": Words.ago(session.seenAt, now: now), "since": Words.exact(session.createdAt),
                ]
            },
            "hasTokens": !tokens.isEmpty,
            "tokens": tokens.map { token -> View in
                [
                    "id": token.id, "tokenName": token.name, "scope": token.scope.rawValue,
                    "ends": token.expiresAt <= now ? "ended" : "until \(Words.exact(token.expiresAt).prefix(10))",
                    "used": token.usedAt.map { "used \(Words.ago($0, now: now))" } ?? "never used",
                ]
            },
            "scopes": Token.Scope.allCases.filter { Rights(account.role).isSuperset(of: Rights($0)) }.map {
                scope -> View in ["value": scope.rawValue, "label": scope.label]
            },
            "mostDays": Token.days.upperBound,
            "minds": visitor.rights.contains(.administer),
        ]
        return try await page(
            "account/page",
            title: "You",
            section: "",
            request: request,
            status: status,
            view.with(content)
        ).cacheControl("no-store")
    }

    private static let done = [
        "password": "The new password is set. Your other sessions have ended.",
        "session": "That session has ended.", "sessions": "Your other sessions have ended.",
        "token": "That token has ended.",
    ]

    private func changePassword(_ request: Request) async throws -> Response {
        let (visitor, account) = try requireAccount(request)
        let form = try request.form()
        let new = Password(form["password"] ?? "")
        func refused(_ field: String, _ sentence: String) async throws -> Response {
            try await self.account(request, status: .badRequest, [field: sentence])
        }
        if form["password"] != form["again"] {
            return try await refused("passwordFault", "The two new passwords are not the same.")
        }
        if let fault = new.fault(for: account.name) { return try await refused("passwordFault", fault) }
        // Whoever finds an open browser must not guess here what the door would slow down.
        let key = GuessingLimit.Key.name(account.name.lowercased())
        if let wait = guessing.wait(for: [key], at: now()) { throw Problem.tooManyTries(wait) }
        guessing.fail([key], at: now())
        let known = try await studio.library.answer(SignInQuery(name: account.name))
        let present = Password(form["present"] ?? "")
        let hash: String?
        do throws(DeskFault) {
            hash = try await passwords.isRight(present, for: known?.password) ? passwords.hash(new) : nil
        } catch {
            throw Problem.tooBusy
        }
        guard let hash else { return try await refused("presentFault", "This is not your password.") }
        guessing.succeed(account.name.lowercased(), from: key)
        try await studio.library.setPassword(hash, of: account.id, keeping: visitor.session)
        try await door.reload()
        await record("set a new password", "", request)
        return .seeOther("/account?done=password")
    }
}

extension Token.Scope {
    var label: String {
        switch self {
        case .read: "Look"
        case .generate: "Look and generate"
        }
    }
}
