import Accounts
import Foundation
import HTTPServer
import HTTPTypes
import Library

@testable import Site

/// Somebody with an account and a browser, or a script with a token.
struct Somebody {
    var name: String
    var account: Account
    /// What comes with each of their requests.
    var headers: HTTPFields
    var session: Session.ID?
}

/// The password of everybody in tests, hashed once: hashing takes a while by design.
enum Everybodys {
    static let password = "a fox in deep snow"

    static let hash = Task { try await PasswordDesk().hash(Password(password)) }
}

extension TemporarySite {
    static let origin = "http://127.0.0.1:8080"

    /// Somebody who has signed in.
    func somebody(_ role: Role, _ name: String = "Mina") async throws -> Somebody {
        let hash = try await Everybodys.hash.value
        let account = try await studio.library.addAccount(name, role: role, password: hash, at: site.now())
        return try await signedIn(account)
    }

    /// Another browser of an account.
    func signedIn(_ account: Account) async throws -> Somebody {
        let secret = Secret()
        let id = try await studio.library.addSession(
            secret.hash,
            of: account.id,
            address: "127.0.0.1",
            agent: "a test",
            at: site.now()
        )
        try await site.door.reload()
        let headers: HTTPFields = [.cookie: "theme=dark; session=\(secret.text)", .origin: Self.origin]
        return Somebody(name: account.name, account: account, headers: headers, session: id)
    }

    /// A script of an account.
    func script(_ account: Account, _ scope: Token.Scope, days: Double = 30) async throws -> Somebody {
        let secret = Secret()
        let end = site.now().addingTimeInterval(days * 86_400)
        try await studio.library.addToken(
            secret.hash,
            of: account.id,
            name: "a script",
            scope: scope,
            expiresAt: end,
            at: site.now()
        )
        try await site.door.reload()
        return Somebody(name: account.name, account: account, headers: [.authorization: "Bearer \(secret.text)"])
    }

    /// Asks as somebody, or as nobody.
    func ask(
        _ method: HTTPRequest.Method = .get,
        _ target: String,
        as somebody: Somebody? = nil,
        form: [(String, String)] = [],
        headers: HTTPFields = [:]
    ) async throws -> Response {
        var all: HTTPFields = [.accept: "text/html"]
        if let host = HTTPField.Name("host") { all[host] = "127.0.0.1:8080" }
        for field in somebody?.headers ?? [:] { all[field.name] = field.value }
        for field in headers { all[field.name] = field.value.isEmpty ? nil : field.value }
        if !form.isEmpty { all[.contentType] = "application/x-www-form-urlencoded" }
        let body = Array(Query(form).encoded.utf8)
        return await router.answer(
            try Request(method: method, target: target, headers: all, remoteAddress: "192.0.2.7", body: body)
        )
    }

    /// The record's newest lines, as `who what: detail`.
    func record() async throws -> [String] {
        try await studio.library.answer(RecordQuery()).entries.map { entry in
            "\(entry.person ?? "-") \(entry.what)" + (entry.detail.isEmpty ? "" : ": \(entry.detail)")
        }
    }
}

extension Response {
    /// Whether the door refused it.
    var isRefusedAtTheDoor: Bool {
        if status == .unauthorized || status == .forbidden { return true }
        // Who signs out is sent to the door, too, and loses the cookie.
        return headers[.location]?.hasPrefix("/login") == true && headers[.setCookie] == nil
    }

    /// The session that it gives.
    var session: String? {
        headers[values: .setCookie].first { $0.hasPrefix("session=") }?.split(separator: ";").first.map(String.init)
    }
}
