import Accounts
import Foundation
import HTTPServer
import HTTPTypes
import Library
import Synchronization
import Testing

@testable import Site

@Suite struct EntranceTests {
    private func signIn(_ house: TemporarySite, _ name: String, _ password: String, back: String? = nil) async throws
        -> Response
    {
        let back = back.map { [("back", $0)] } ?? []
        return try await house.ask(.post, "/login", form: [("name", name), ("password", password)] + back)
    }

    @Test func thePageThatWasWantedComesAfterTheDoor() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            _ = try await house.somebody(.member)
            let door = try await house.ask(.get, "/?q=fox&model=x")
            #expect(door.headers[.location] == "/login?back=%2F%3Fq%3Dfox%26model%3Dx")
            let answer = try await signIn(house, "mina", Everybodys.password, back: "/?q=fox&model=x")
            #expect(answer.headers[.location] == "/?q=fox&model=x")
            let cookie = try #require(answer.session)
            #expect(try await house.ask(.get, "/", headers: [.cookie: cookie]).status == .ok)
        }
    }

    @Test(arguments: [
        "//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)",
        "/\t/elsewhere.example",
        "\t//elsewhere.example", "/\r\n/elsewhere.example", "/\u{0}/elsewhere.example",
    ])
    func nobodyIsSentElsewhere(_ back: String) async throws {
        try await TemporarySite.run(doors: .closed) { house in
            _ = try await house.somebody(.member)
            #expect(try await signIn(house, "Mina", Everybodys.password, back: back).headers[.location] == "/")
        }
    }

    @Test func theCookieIsTheBrowsersAlone() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            _ = try await house.somebody(.member)
            let answer = try await signIn(house, "Mina", Everybodys.password)
            let field = try #require(answer.headers[.setCookie])
            #expect(field.contains("; HttpOnly") && field.contains("; SameSite=Lax") && field.contains("; Path=/"))
            #expect(!field.contains("Domain"))
        }
    }

    @Test func aWrongNameAndAWrongPasswordAreAnsweredAlike() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.member)
            try await house.studio.library.addAccount(
                "Tom",
                role: .administrator,
                password: Everybodys.hash.value,
                at: house.site.now()
            )
            try await house.studio.library.close(mina.account.id, at: house.site.now())
            func text(_ name: String, _ password: String) async throws -> String {
                let answer = try await signIn(house, name, password)
                #expect(answer.status == .unauthorized && answer.session == nil)
                return answer.text.replacing("value=\"\(name)\"", with: "")
            }
            let wrong = try await text("Tom", "not the password")
            #expect(try await text("Nobody", "not the password") == wrong)
            // A closed account with the right one.
            #expect(try await text("Mina", Everybodys.password) == wrong)
        }
    }

    @Test func afterAFewWrongTriesTheRightOneWaitsToo() async throws {
        let clock = Mutex(Date(timeIntervalSince1970: 1_790_000_000))
        try await TemporarySite.run(doors: .closed, now: { clock.withLock { $0 } }) { house in
            _ = try await house.somebody(.member)
            for _ in 0...4 { _ = try await signIn(house, "Mina", "wrong") }
            let refused = try await signIn(house, "Mina", Everybodys.password)
            #expect(refused.status == .tooManyRequests && refused.session == nil)
            #expect(refused.headers[.retryAfter] == "2")
            clock.withLock { $0 += 2 }
            #expect(try await signIn(house, "Mina", Everybodys.password).session != nil)
        }
    }

    @Test func signingOutEndsTheSessionItself() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.member)
            let answer = try await house.ask(.post, "/logout", as: mina)
            #expect(answer.headers[.location] == "/login")
            #expect(answer.headers[.setCookie]?.contains("Max-Age=0") == true)
            #expect(try await house.ask(.get, "/", as: mina).headers[.location] == "/login")
        }
    }

    @Test func aSessionEndsWhenItIsNotUsed() async throws {
        let clock = Mutex(Date(timeIntervalSince1970: 1_790_000_000))
        try await TemporarySite.run(doors: .closed, now: { clock.withLock { $0 } }) { house in
            let mina = try await house.somebody(.member)
            // Used every ten days, it lives on, up to its absolute end.
            for _ in 0..<8 {
                clock.withLock { $0 += 10 * 86_400 }
                #expect(try await house.ask(.get, "/", as: mina).status == .ok)
            }
            clock.withLock { $0 += 10 * 86_400 + 1 }
            #expect(try await house.ask(.get, "/", as: mina).isRefusedAtTheDoor)

            let other = try await house.signedIn(mina.account)
            clock.withLock { $0 += Session.idleLifetime + 1 }
            #expect(try await house.ask(.get, "/", as: other).isRefusedAtTheDoor)
        }
    }

    @Test func whatIsKeptOpensNothing() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.member)
            let roll = try await house.studio.library.answer(RollQuery())
            let hash = try #require(roll.sessions.first?.hash)
            let hexadecimal = hash.bytes.map { String(format: "%02x", $0) }.joined()
            let base64 = Data(hash.bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            for text in [hexadecimal, String(base64.prefix(43))] {
                #expect(try await house.ask(.get, "/", headers: [.cookie: "session=\(text)"]).isRefusedAtTheDoor)
            }
            #expect(try await house.ask(.get, "/", as: mina).status == .ok)
        }
    }

    @Test func aDoubtfulCookieIsNobodys() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            for cookie in [
                "session=", "session=x", "session=\"", "sessionx=y", String(repeating: "session=a;", count: 500),
            ] {
                let answer = try await house.ask(.get, "/", headers: [.cookie: cookie])
                #expect(answer.isRefusedAtTheDoor)
            }
        }
    }

    @Test func anInvitationMakesAnAccountOnce() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let secret = Secret()
            try await house.studio.library.invite(secret.hash, as: .viewer, by: nil, at: house.site.now())
            let address = "/invitations/\(secret.text)"
            #expect(try await house.ask(.get, address).text.contains("Welcome"))
            let form = [("name", "Ada"), ("password", "snow on the roof"), ("again", "snow on the roof")]
            let answer = try await house.ask(.post, address, form: form)
            #expect(answer.session != nil)
            #expect(try await house.ask(.get, address).status == .notFound)
            #expect(try await house.ask(.post, address, form: form).status == .notFound)
            #expect(try await house.studio.library.answer(AccountsQuery()).map(\.role) == [.viewer])
            #expect(try await house.record().first == "Ada joined: as viewer")
        }
    }

    @Test(arguments: [
        [("name", ""), ("password", "snow on the roof"), ("again", "snow on the roof")],
        [("name", "Ada"), ("password", "snow on the roof"), ("again", "snow on a roof")],
        [("name", "Ada"), ("password", "short"), ("again", "short")],
        [("name", "Mi\u{200B}na"), ("password", "snow on the roof"), ("again", "snow on the roof")],
        [("name", " Mina"), ("password", "snow on the roof"), ("again", "snow on the roof")],
        [("name", "mina"), ("password", "snow on the roof"), ("again", "snow on the roof")],
    ])
    func aWrongFormLeavesTheInvitationGood(_ form: [(String, String)]) async throws {
        try await TemporarySite.run(doors: .closed) { house in
            _ = try await house.somebody(.administrator)
            let secret = Secret()
            try await house.studio.library.invite(secret.hash, as: .administrator, by: "Mina", at: house.site.now())
            let answer = try await house.ask(.post, "/invitations/\(secret.text)", form: form)
            #expect(answer.status == .badRequest && answer.session == nil)
            #expect(try await house.ask(.get, "/invitations/\(secret.text)").status == .ok)
            #expect(try await house.studio.library.answer(AccountsQuery()).count == 1)
        }
    }

    @Test func aLinkForANewPasswordEndsEverySession() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.member)
            let secret = Secret()
            _ = try await house.studio.library.inviteToReset(
                secret.hash,
                mina.account.id,
                by: nil,
                at: house.site.now()
            )
            let form = [("name", "Tom"), ("password", "snow on the roof"), ("again", "snow on the roof")]
            let answer = try await house.ask(.post, "/invitations/\(secret.text)", form: form)
            #expect(answer.session != nil)
            #expect(try await house.ask(.get, "/", as: mina).isRefusedAtTheDoor)
            #expect(try await signIn(house, "Mina", Everybodys.password).session == nil)
            #expect(try await signIn(house, "Mina", "snow on the roof").session != nil)
        }
    }

    @Test func invitationsEnd() async throws {
        let clock = Mutex(Date(timeIntervalSince1970: 1_790_000_000))
        try await TemporarySite.run(doors: .closed, now: { clock.withLock { $0 } }) { house in
            let secret = Secret()
            try await house.studio.library.invite(secret.hash, as: .viewer, by: "Mina", at: house.site.now())
            clock.withLock { $0 += Invitation.lifetime + 1 }
            #expect(try await house.ask(.get, "/invitations/\(secret.text)").status == .notFound)
        }
    }

    @Test func anOpenHouseRefusesWhatAProxyHandsOn() async throws {
        try await TemporarySite.run { house in
            let field = try #require(HTTPField.Name("x-forwarded-for"))
            #expect(try await house.ask(.get, "/", headers: [field: "192.0.2.1"]).status == .forbidden)
        }
    }

    @Test func figuresAreForThisMachineAndAdministrators() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let near = try Request(method: .get, target: "/metrics", remoteAddress: "127.0.0.1")
            #expect(await house.router.answer(near).status == .ok)
            #expect(try await house.ask(.get, "/metrics").isRefusedAtTheDoor)
            #expect(try await house.ask(.get, "/metrics", as: house.somebody(.administrator)).status == .ok)
        }
    }
}
