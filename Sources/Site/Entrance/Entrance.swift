import Accounts
import Foundation
import HTTPServer
import HTTPTypes
import Library

extension Site {
    /// The door: signing in and out, and the links that let somebody in once.
    func addEntrance(to router: inout Router) {
        router.get("/login") { request in
            let back = request.query["back"].flatMap(OwnAddress.checked)
            guard door.isClosed, request.visitor?.account == nil else { return .seeOther(back ?? "/") }
            let isFirst = try await !studio.library.answer(HasAdministratorQuery())
            return try entrance("login", title: "Sign in", request, ["back": back, "isFirst": isFirst])
        }
        router.post("/login") { request in try await signIn(request) }
        router.post("/logout") { request in
            if let visitor = request.visitor, let account = visitor.account, let session = visitor.session {
                try await studio.library.endSession(session, of: account.id)
                try await door.reload()
                await record("signed out", "", request)
            }
            var response = Response.seeOther("/login").forgettingCookie(Doorkeeper.cookie).cacheControl("no-store")
            // Nor does the way back show, to whoever sits there next, what was seen.
            if let clear = HTTPField.Name("Clear-Site-Data") { response.headers[clear] = "\"cache\"" }
            return response
        }
        addInvitations(to: &router)
    }

    private func signIn(_ request: Request) async throws -> Response {
        let form = try request.form()
        let name = String((form["name"] ?? "").prefix(Person.maximumLength)).trimmingCharacters(in: .whitespaces)
        let back = form["back"].flatMap(OwnAddress.checked)
        guard door.isClosed else { return .seeOther(back ?? "/") }
        let address = GuessingLimit.Key.address(network(of: request.remoteAddress))
        let keys = [.name(name.lowercased()), address]
        func refused(_ sentence: String, _ status: HTTPResponse.Status) throws -> Response {
            let view: View = ["back": back, "name": name, "fault": sentence]
            return try entrance("login", title: "Sign in", request, view, status: status)
        }
        if let wait = guessing.wait(for: keys, at: now()) {
            var response = try refused(Problem.tooManyTries(wait).sentence, .tooManyRequests)
            response.headers[.retryAfter] = String(Int(wait.rounded(.up)))
            return response
        }
        let failures = guessing.fail(keys, at: now())
        let known = try await studio.library.answer(SignInQuery(name: name))
        let isRight: Bool
        do throws(DeskFault) {
            isRight = try await passwords.isRight(Password(form["password"] ?? ""), for: known?.password)
        } catch {
            guessing.succeed(name.lowercased(), from: address)
            throw Problem.tooBusy
        }
        guard isRight, let account = known?.account, account.isOpen else {
            // A password typed into the wrong field is not kept. Of a long row of tries a few are written down.
            if failures <= 5 || failures.isMultiple(of: 100) {
                let whom = known.map(\.account.name) ?? "a name that is not here"
                await record("failed to sign in", failures > 1 ? "\(whom), try \(failures)" : whom, request)
            }
            return try refused("This name and password do not belong together.", .unauthorized)
        }
        guessing.succeed(name.lowercased(), from: address)
        let response = try await welcome(account, request, to: back ?? "/")
        await record("signed in", "", request, by: account.name)
        return response
    }

    /// Begins a session and shows the way in.
    func welcome(_ account: Account, _ request: Request, to address: String) async throws -> Response {
        let secret = Secret()
        _ = try await studio.library.addSession(
            secret.hash,
            of: account.id,
            address: request.remoteAddress,
            agent: request.field("user-agent") ?? "",
            at: now()
        )
        // A browser that was signed in is so anew: what it had before is of no more use.
        if let visitor = request.visitor, let before = visitor.session, let account = visitor.account {
            try? await studio.library.endSession(before, of: account.id)
        }
        try await door.reload()
        return .seeOther(address).cacheControl("no-store").cookie(
            Doorkeeper.cookie,
            secret.text,
            maxAge: .seconds(Session.lifetime),
            secure: request.isSecure
        )
    }

    /// A page at the door, which shows nothing of the house.
    func entrance(
        _ template: String,
        title: String,
        _ request: Request,
        _ content: View,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let frame = frame.view(title: title, section: "", request: request, openCount: 0, standstill: nil)
        return .html(try templates.render("entrance/\(template)", frame.with(content)), status: status)
            .cacheControl("no-store")
    }

    /// What of an address is counted as one: of IPv6, where one client has many, the network.
    private func network(of address: String) -> String {
        guard address.contains(":") else { return address }
        return address.split(separator: ":", omittingEmptySubsequences: false).prefix(4).joined(separator: ":")
    }
}
