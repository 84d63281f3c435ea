import Accounts
import Foundation
import HTTPServer
import HTTPTypes
import Library
import Testing

@testable import Site

@Suite struct UsersPageTests {
    @Test func anInvitationIsShownOnceAndTakenBack() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.administrator)
            let form = [("role", "member"), ("remark", "Ada")]
            let page = try await house.ask(.post, "/users/invite", as: mina, form: form).text
            let match = try #require(
                page.firstMatch(of: /http:\/\/127\.0\.0\.1:8080(\/invitations\/[A-Za-z0-9_-]{43})/)
            )
            let link = String(match.output.1)
            #expect(try await house.ask(.get, link).status == .ok)
            let list = try await house.ask(.get, "/users", as: mina).text
            #expect(list.contains("Ada") && !list.contains(link))
            let waiting = try await house.studio.library.answer(InvitationsQuery(at: house.site.now()))
            _ = try await house.ask(.post, "/users/invitations/\(waiting[0].id)/end", as: mina)
            #expect(try await house.ask(.get, link).status == .notFound)
        }
    }

    @Test func anotherRoleCountsFromTheNextRequestOn() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.administrator, "Mina")
            let tom = try await house.somebody(.viewer, "Tom")
            #expect(try await house.ask(.get, "/generate", as: tom).status == .forbidden)
            _ = try await house.ask(.post, "/users/\(tom.account.id)", as: mina, form: [("role", "member")])
            #expect(try await house.ask(.get, "/generate", as: tom).status == .ok)
            #expect(try await house.record().first == "Mina changed a role: Tom, viewer to member")
        }
    }

    @Test func aClosedAccountIsOutAtOnceWithItsScripts() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.administrator, "Mina")
            let tom = try await house.somebody(.member, "Tom")
            let script = try await house.script(tom.account, .read)
            _ = try await house.ask(.post, "/users/\(tom.account.id)", as: mina, form: [("do", "close")])
            #expect(try await house.ask(.get, "/", as: tom).isRefusedAtTheDoor)
            #expect(try await house.ask(.get, "/api/images", as: script).isRefusedAtTheDoor)
            _ = try await house.ask(.post, "/users/\(tom.account.id)", as: mina, form: [("do", "open")])
            let form = [("name", "Tom"), ("password", Everybodys.password)]
            #expect(try await house.ask(.post, "/login", form: form).session != nil)
        }
    }

    @Test(arguments: [[("role", "member")], [("do", "close")]])
    func theLastAdministratorStays(_ form: [(String, String)]) async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.administrator)
            #expect(try await house.ask(.post, "/users/\(mina.account.id)", as: mina, form: form).status == .conflict)
            #expect(try await house.ask(.get, "/users", as: mina).status == .ok)
        }
    }

    @Test func anotherProgramsChangeIsNoticed() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.administrator, "Mina")
            let tom = try await house.somebody(.member, "Tom")
            #expect(try await house.ask(.get, "/", as: tom).status == .ok)
            // As `contactsheet user close` does it, beside the program that serves.
            let other = try Library(folder: house.house.folder)
            try await other.close(tom.account.id, at: house.site.now())
            try other.close()
            while try await !house.ask(.get, "/", as: tom).isRefusedAtTheDoor { await Task.yield() }
            #expect(try await house.ask(.get, "/", as: mina).status == .ok)
        }
    }

    @Test func theRecordIsSearchedByWhoWhatAndText() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.administrator)
            try await house.studio.library.record("made a token", "nightly", by: "Tom", at: house.site.now())
            try await house.studio.library.record("signed in", by: "Ada", from: "192.0.2.9", at: house.site.now())
            func page(_ query: String) async throws -> String {
                try await house.ask(.get, "/record?\(query)", as: mina).text
            }
            #expect(try await page("q=NIGHTLY").contains("nightly"))
            #expect(try await !page("q=nightly").contains("192.0.2.9"))
            #expect(try await page("person=ada").contains("192.0.2.9"))
            #expect(try await !page("what=signed+in").contains("nightly"))
        }
    }

    @Test func whatIsDeletedStandsInTheRecord() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.administrator)
            _ = try await house.ask(.post, "/collections", as: mina, form: [("name", "Foxes")])
            _ = try await house.ask(.post, "/collections/1/delete", as: mina, form: [("x", "")])
            #expect(try await house.record().first == "Mina deleted a collection: /collections/1/delete")
        }
    }

    @Test func aCeilingThatStopsTheQueueStandsInTheRecordOnce() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            var settings = Settings()
            settings.ceilings.daily = 0.015
            try await house.studio.set(settings)
            _ = try await house.house.ask("a fox")
            _ = try await house.house.ask("another fox")
            func stops() async throws -> [String] {
                try await house.record().filter { $0.contains("stopped the queue") }
            }
            while try await stops().isEmpty || house.studio.standstill == nil { await Task.yield() }
            _ = try await house.house.ask("a third fox")
            #expect(try await stops().count == 1)
        }
    }

    @Test func whoHasReachedTheirCeilingIsToldWhereTheyAreAndTheOthersGoOn() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.administrator, "Mina")
            let tom = try await house.somebody(.member, "Tom")
            let form = [("do", "ceilings"), ("daily", "0.015"), ("monthly", "")]
            _ = try await house.ask(.post, "/users/\(tom.account.id)", as: mina, form: form)
            #expect(try await house.record().first == "Mina set a ceiling: Tom, $0.015 a day, as everybody a month")
            let first = try await house.house.ask("a pear", by: "Tom")
            _ = try await house.house.wait(for: first.id)
            let second = try await house.house.ask("an apple", by: "Tom")
            let others = try await house.house.ask("a plum", by: "Mina")
            _ = try await house.house.wait(for: others.id)
            for target in ["/generations/\(second.id)", "/queue"] {
                let page = try await house.ask(.get, target, as: tom).text
                #expect(page.contains("until tomorrow"), "\(target)")
                #expect(page.contains("Tom’s ceiling of $0.015 a day would be passed: $0.011 is spent"), "\(target)")
            }
            let generate = try await house.ask(.get, "/generate/sdxl1.0-dreamshaper", as: tom).text
            #expect(generate.contains("Your ceiling of $0.015 a day would be passed"))
            #expect(try await house.ask(.get, "/spending", as: tom).text.contains("You, today"))
            #expect(try await house.ask(.get, "/users", as: mina).text.contains("$0.011 of $0.015 today"))
            #expect(house.studio.standstill == nil)
            // Raised, it goes on by itself.
            let raised = [("do", "ceilings"), ("daily", "5"), ("monthly", "")]
            _ = try await house.ask(.post, "/users/\(tom.account.id)", as: mina, form: raised)
            #expect(try await house.house.wait(for: second.id).generation.state == .completed)
        }
    }

    @Test(arguments: ["-1", "many", "1e9", "NaN"])
    func aCeilingIsAnAmount(_ text: String) async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.administrator)
            let form = [("do", "ceilings"), ("daily", text), ("monthly", "")]
            #expect(try await house.ask(.post, "/users/\(mina.account.id)", as: mina, form: form).status == .badRequest)
            #expect(try await house.studio.library.answer(OwnCeilingsQuery()).isEmpty)
        }
    }
}
