import Accounts
import Foundation
import HTTPServer
import HTTPTypes
import Library
import Testing

@testable import Site

@Suite struct AccountPageTests {
    private func change(_ house: TemporarySite, _ somebody: Somebody, from present: String, to new: String) async throws
        -> Response
    {
        let form = [("present", present), ("password", new), ("again", new)]
        return try await house.ask(.post, "/account/password", as: somebody, form: form)
    }

    @Test func aNewPasswordEndsTheOtherSessions() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let here = try await house.somebody(.member)
            let there = try await house.signedIn(here.account)
            #expect(
                try await change(house, here, from: Everybodys.password, to: "snow on the roof").status == .seeOther
            )
            #expect(try await house.ask(.get, "/", as: here).status == .ok)
            #expect(try await house.ask(.get, "/", as: there).isRefusedAtTheDoor)
        }
    }

    @Test func aNewPasswordTakesTheOldOne() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.member)
            let answer = try await change(house, mina, from: "not mine", to: "snow on the roof")
            #expect(answer.status == .badRequest && answer.text.contains("This is not your password."))
        }
    }

    @Test func guessingAtAnOpenBrowserIsSlowedDown() async throws {
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        try await TemporarySite.run(doors: .closed, now: { now }) { house in
            let mina = try await house.somebody(.member)
            for _ in 0...4 { _ = try await change(house, mina, from: "not mine", to: "snow on the roof") }
            let answer = try await change(house, mina, from: Everybodys.password, to: "snow on the roof")
            #expect(answer.status == .tooManyRequests)
        }
    }

    @Test func sessionsAreListedAndEnded() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let here = try await house.somebody(.member)
            let there = try await house.signedIn(here.account)
            let page = try await house.ask(.get, "/account", as: here).text
            #expect(page.contains("/account/sessions/\(there.session ?? 0)/end"))
            #expect(!page.contains("/account/sessions/\(here.session ?? 0)/end"))
            _ = try await house.ask(.post, "/account/sessions/\(there.session ?? 0)/end", as: here)
            #expect(try await house.ask(.get, "/", as: there).isRefusedAtTheDoor)
            #expect(try await house.ask(.get, "/", as: here).status == .ok)
        }
    }

    @Test func nobodyEndsAnothersSessionOrToken() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.administrator, "Mina")
            let tom = try await house.somebody(.member, "Tom")
            let script = try await house.script(tom.account, .read)
            let token = try #require(try await house.studio.library.answer(TokensQuery(of: tom.account.id)).first)
            #expect(
                try await house.ask(.post, "/account/sessions/\(tom.session ?? 0)/end", as: mina).status == .notFound
            )
            #expect(try await house.ask(.post, "/account/tokens/\(token.id)/end", as: mina).status == .notFound)
            #expect(try await house.ask(.get, "/", as: tom).status == .ok)
            #expect(try await house.ask(.get, "/api/images", as: script).status == .ok)
        }
    }

    @Test func aTokenIsShownOnceAndLetsAScriptIn() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.member)
            let form = [("name", "Nightly"), ("scope", "generate"), ("days", "7")]
            let made = try await house.ask(.post, "/account/tokens", as: mina, form: form).text
            let match = try #require(made.firstMatch(of: /data-copy-text>([A-Za-z0-9_-]{43})</))
            let token = String(match.output.1)
            #expect(try await !house.ask(.get, "/account", as: mina).text.contains(token))
            let headers: HTTPFields = [.authorization: "Bearer \(token)", .contentType: "application/json"]
            let body = #"{"model": "sdxl1.0-realvis", "parameters": {"prompt": "a fox"}, "person": "Tom"}"#
            let request = try Request(
                method: .post,
                target: "/api/generations",
                headers: headers,
                body: Array(body.utf8)
            )
            let answer = await house.router.answer(request)
            #expect(answer.status == .created)
            // In whose name it comes is not the script's to say.
            #expect(answer.text.contains(#""person":"Mina""#))
        }
    }

    @Test func aTokenEnds() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.member)
            let script = try await house.script(mina.account, .read, days: -1)
            let answer = try await house.ask(.get, "/api/images", as: script)
            #expect(answer.status == .unauthorized && answer.headers[.wwwAuthenticate] == "Bearer")
        }
    }

    @Test func aBrokenTokenIsNotHelpedByACookie() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.member)
            for field in ["Bearer x", "Basic bWluYTp4", "Bearer ", String(repeating: "Bearer ", count: 200)] {
                let answer = try await house.ask(.get, "/api/images", as: mina, headers: [.authorization: field])
                #expect(answer.status == .unauthorized)
            }
        }
    }

    @Test(arguments: [
        [("name", ""), ("scope", "read"), ("days", "7")], [("name", "x"), ("scope", "everything"), ("days", "7")],
        [("name", "x"), ("scope", "read"), ("days", "0")], [("name", "x"), ("scope", "read"), ("days", "366")],
        [("name", String(repeating: "x", count: 61)), ("scope", "read"), ("days", "7")],
    ])
    func aTokenThatCannotBeIsNotMade(_ form: [(String, String)]) async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.member)
            #expect(try await house.ask(.post, "/account/tokens", as: mina, form: form).status == .badRequest)
            #expect(try await house.studio.library.answer(TokensQuery(of: mina.account.id)).isEmpty)
        }
    }
}
