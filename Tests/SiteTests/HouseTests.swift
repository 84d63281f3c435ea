import Foundation
import HTTPServer
import HTTPTypes
import Library
import Studio
import Testing

@testable import Site

/// The pages that concern the whole house: settings, spending, who somebody is, the queue that stands still.
@Suite struct HouseTests {
    @Test func settingsAreKeptAndHeeded() async throws {
        try await TemporarySite.run { site in
            let sent = [("daily_ceiling_usd", "$ 2.50"), ("in_flight", "3"), ("monthly_ceiling_usd", "")]
            let answer = try await site.post("/settings", form: sent)
            #expect(answer.status == .seeOther)
            #expect(site.studio.settings.ceilings == Ceilings(daily: 2.5))
            #expect(site.studio.settings.inFlight == 3)
            let page = try await site.get("/settings").text
            #expect(page.contains("value=\"2.5\""))
        }
    }

    @Test(arguments: [
        ("daily_ceiling_usd", "a lot"), ("daily_ceiling_usd", "-1"), ("monthly_ceiling_usd", "nan"),
        ("in_flight", "0"), ("in_flight", "501"), ("in_flight", "2.5"), ("requests_a_minute", "1e99"),
    ])
    func aFaultySettingIsSaidBesideItsFieldAndNothingIsSaved(_ name: String, _ value: String) async throws {
        try await TemporarySite.run { site in
            let answer = try await site.post("/settings", form: [(name, value), ("daily_ceiling_usd", "1")])
            #expect(answer.status == .badRequest)
            #expect(answer.text.contains("aria-invalid=\"true\" aria-describedby=\"\(name)-help\""))
            #expect(answer.text.contains("value=\"\(value)\""))
            let kept = try await site.studio.library.answer(SettingsQuery())
            #expect(kept == Settings())
        }
    }

    @Test func programsReadAndWriteSettings() async throws {
        try await TemporarySite.run { site in
            let written = try await site.put("/api/settings", json: #"{"monthly_ceiling_usd": 30, "in_flight": null}"#)
            #expect(written.status == .ok)
            let read = try await site.get("/api/settings").text
            let expected = """
                {"daily_ceiling_usd":null,"in_flight":null,"monthly_ceiling_usd":30,"person_daily_ceiling_usd":null,\
                "person_monthly_ceiling_usd":null,"requests_a_minute":null}
                """
            #expect(read == expected)
            let refused = try await site.put("/api/settings", json: #"{"in_flight": 0}"#)
            #expect(refused.status == .badRequest)
            #expect(refused.text.contains("\"in_flight\":\"This must be from 1 to 500.\""))
        }
    }

    @Test func aNameIsKeptInTheBrowserAndStandsOnWhatItAsksFor() async throws {
        try await TemporarySite.run { site in
            let answer = try await site.post("/account", form: [("person", "  Änne\n de  Groot ")])
            let cookie = try #require(answer.headers[.setCookie])
            #expect(cookie.contains("HttpOnly"))
            let value = try #require(cookie.split(separator: ";").first)
            let asked = try await site.post(
                "/api/generations",
                json: #"{"model": "sdxl1.0-realvis", "parameters": {"prompt": "a pear"}}"#,
                headers: [.cookie: String(value)]
            )
            #expect(asked.text.contains(#""person":"Änne de Groot""#))
            _ = try await site.house.wait(for: 1)
            let page = try await site.get("/queue").text
            #expect(page.contains("Änne de Groot"))
        }
    }

    @Test(arguments: ["", "   ", "\u{0}\u{7}", String(repeating: "e\u{301}\u{302}\u{303}", count: 2000)])
    func whatIsNoNameIsNobodys(_ text: String) {
        let name = Person.name(text)
        #expect(name == nil || (name?.utf8.count ?? 0) <= 160)
    }

    @Test func markupInANameIsShownNotRun() async throws {
        try await TemporarySite.run { site in
            _ = try await site.post(
                "/api/generations",
                json: #"{"model": "sdxl1.0-realvis", "parameters": {"prompt": "a"}, "person": "<img src=x>"}"#
            )
            _ = try await site.house.wait(for: 1)
            for target in ["/queue", "/spending", "/generations/1"] {
                let page = try await site.get(target).text
                #expect(page.contains("&lt;img src=x&gt;"), "\(target)")
                #expect(!page.contains("<img src=x>"), "\(target)")
            }
        }
    }

    @Test func spendingIsToldByPersonModelAndDay() async throws {
        try await TemporarySite.run { site in
            let done = try await site.house.ask("a pear", by: "Anna")
            _ = try await site.house.wait(for: done.id)
            let page = try await site.get("/spending").text
            for text in ["Anna", "Dreamshaper SDXL", "$0.011", "1 generation"] { #expect(page.contains(text)) }
            let program = try await site.get("/api/spending").text
            #expect(program.contains(#"{"cost_usd":0.011,"generations":1,"name":"Anna"}"#))
            #expect(try await site.get("/spending?month=2020-13").status == .ok)
            #expect(try await site.get("/spending?month=2020-01").text.contains("Nothing was spent"))
        }
    }

    @Test func everyPageSaysWhyTheQueueStandsStill() async throws {
        try await TemporarySite.run { site in
            #expect(try await !site.get("/").text.contains("The queue is paused."))
            let refused = try await site.house.ask("a pear sandbox:406")
            _ = try await site.house.wait(for: refused.id) { $0.attempts == 1 }
            for target in ["/", "/queue", "/generate", "/generations/\(refused.id)"] {
                let page = try await site.get(target).text
                #expect(page.contains("The queue is paused."), "\(target)")
                #expect(page.contains("action=\"/queue/try\""), "\(target)")
            }
            let tried = try await site.post("/queue/try", form: [])
            #expect(tried.status == .seeOther)
        }
    }

    @Test func aCeilingThatHoldsTheQueueIsNamedWithItsSums() async throws {
        try await TemporarySite.run { site in
            _ = try await site.post("/settings", form: [("daily_ceiling_usd", "0.015")])
            let changes = site.studio.changes.listen()
            for prompt in ["a pear", "an apple"] { _ = try await site.house.ask(prompt) }
            while site.studio.standstill == nil {
                var iterator = changes.makeAsyncIterator()
                _ = await iterator.next()
            }
            let page = try await site.get("/queue").text
            #expect(page.contains("The queue waits for tomorrow."))
            #expect(page.contains("ceiling of $0.015 would be passed"))
            #expect(page.contains("the next costs about $0.011"))
        }
    }

    @Test func whatIsDearerThanACeilingStandsAsideAndSaysSo() async throws {
        try await TemporarySite.run { site in
            _ = try await site.post("/settings", form: [("daily_ceiling_usd", "0.01")])
            let dear = try await site.house.ask("a pear")
            let cheap = try await site.house.ask("an apple", of: "sdxl1.0-realdream-lightning")
            let done = try await site.house.wait(for: cheap.id)
            #expect(done.generation.state == .completed)
            let page = try await site.get("/generations/\(dear.id)").text
            #expect(page.contains("more than the ceiling of $0.010"))
            #expect(site.studio.standstill == nil)
        }
    }

    @Test func aSettingThatIsNotNamedStays() async throws {
        try await TemporarySite.run { site in
            _ = try await site.put("/api/settings", json: #"{"monthly_ceiling_usd": 30, "daily_ceiling_usd": 2}"#)
            _ = try await site.put("/api/settings", json: #"{"daily_ceiling_usd": null}"#)
            #expect(site.studio.settings.ceilings == Ceilings(monthly: 30))
        }
    }

    @Test(
        arguments: [
            ("http://here:8080/models?x=1", "/models?x=1"), ("http://elsewhere/queue", nil),
            ("http://here:8080//evil", nil),
            ("about:blank", nil),
        ] as [(String, String?)]
    )
    func aButtonLeadsBackToItsOwnPageOnly(_ referer: String, _ expected: String?) throws {
        let request = try Request(
            method: .post,
            target: "/queue/try",
            headers: [.referer: referer, try #require(HTTPField.Name("Host")): "here:8080"]
        )
        #expect(request.samePage == expected)
    }
}
