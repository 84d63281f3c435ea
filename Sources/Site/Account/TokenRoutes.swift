import Accounts
import Foundation
import HTTPServer
import Library

extension Site {
    /// Tokens, by which scripts come in.
    func addTokens(to router: inout Router) {
        router.post("/account/tokens") { request in try await makeToken(request) }
        router.post("/account/tokens/{id}/end") { (request, id: Token.ID) in
            let (_, account) = try requireAccount(request)
            let token = try await studio.library.dropToken(id, of: account.id)
            try await door.reload()
            await record("ended a token", token.name, request)
            return .seeOther("/account?done=token")
        }
    }

    private func makeToken(_ request: Request) async throws -> Response {
        let (_, account) = try requireAccount(request)
        let form = try request.form()
        func refused(_ sentence: String) async throws -> Response {
            try await self.account(request, status: .badRequest, ["tokenFault": sentence])
        }
        let words = (form["name"] ?? "").prefix(200).split(whereSeparator: \.isWhitespace)
        let name = words.joined(separator: " ")
        guard !name.isEmpty, name.count <= Token.longestName else {
            return try await refused("A token has a name of at most \(Token.longestName) characters.")
        }
        guard let days = Int(form["days"] ?? ""), Token.days.contains(days) else {
            return try await refused("A token is good for 1 to \(Token.days.upperBound) days.")
        }
        guard let scope = Token.Scope(rawValue: form["scope"] ?? "") else {
            return try await refused("A token may look, or look and generate.")
        }
        let secret = Secret()
        guard try await keep(secret.hash, of: account.id, name: name, scope: scope, days: days) else {
            return try await refused("You have \(Token.most) tokens, as many as there can be. End one first.")
        }
        try await door.reload()
        await record("made a token", "\(name), to \(scope.rawValue), for \(days) days", request)
        return try await self.account(request, ["newToken": secret.text, "newTokenName": name])
    }

    /// Whether there was room for it.
    private func keep(
        _ hash: SecretHash,
        of account: Account.ID,
        name: String,
        scope: Token.Scope,
        days: Int
    ) async throws(LibraryError) -> Bool {
        let now = now()
        let end = now.addingTimeInterval(Double(days) * 86_400)
        do throws(LibraryError) {
            try await studio.library.addToken(hash, of: account, name: name, scope: scope, expiresAt: end, at: now)
            return true
        } catch .taken {
            return false
        }
    }
}
