import Foundation
import HTTPServer
import HTTPTypes
import Library
import Studio
import Testing

@testable import Site

@Suite struct DriftPageTests {
    /// The drift that a form begins, once all of it is settled.
    private func begin(_ site: TemporarySite, _ form: [(String, String)]) async throws -> DriftQuery.Report {
        let answer = try await site.post("/drifts", form: form + [("sure", "yes")])
        #expect(answer.status == .seeOther, "\(answer.text)")
        let id = try #require(answer.headers[.location]?.split(separator: "/").last.flatMap { Int64($0) })
        let begun = try #require(try await site.studio.library.answer(DriftQuery(id: id)))
        for pair in begun.pairs { _ = try await site.house.wait(for: pair.generation) }
        return try #require(try await site.studio.library.answer(DriftQuery(id: id)))
    }

    @Test("What it costs is said before anything is sent")
    func asksFirst() async throws {
        try await TemporarySite.run { site in
            let ids = [try await site.makePicture("one").id, try await site.makePicture("two").id]
            let before = try await site.studio.library.answer(DriftsQuery()).count
            let page = try await site.post(
                "/drifts",
                form: ids.map { ("ids", String($0)) } + [("q", ""), ("back", "/")]
            )
            #expect(page.status == .ok)
            #expect(page.text.contains("2 requests") && page.text.contains("Cost, as listed"))
            #expect(page.text.contains("name=\"ids\" value=\"1\"") && page.text.contains("name=\"sure\""))
            #expect(try await site.studio.library.answer(DriftsQuery()).count == before)
            #expect(try await site.studio.library.answer(OpenCountQuery()) == 0)
        }
    }

    @Test("The same service brings the same pictures, and the report says so")
    func identical() async throws {
        try await TemporarySite.run { site in
            let ids = [try await site.makePicture("one").id, try await site.makePicture("two").id]
            let answer = try await begin(site, ids.map { ("ids", String($0)) } + [("name", "After <the> update")])
            #expect(DriftTally(answer.pairs).identical == 2)
            let page = try await site.get("/drifts/\(answer.drift.id)").text
            #expect(page.contains("After &lt;the&gt; update"))
            #expect(page.contains("Every picture came back the same to the byte."))
            let again = try #require(answer.pairs.first?.again?.id)
            #expect(page.contains("/compare?ids=\(ids[0]),\(again)&amp;mode=blink"))
            #expect(try await site.get("/drifts").text.contains("After &lt;the&gt; update"))
            let json = try await site.get("/api/drifts/\(answer.drift.id)").text
            #expect(
                json.contains(#""counts":{"drifted":0,"identical":2,"missing":0,"near":0,"open":0,"uncompared":0}"#)
            )
        }
    }

    @Test("Pictures of one request are made again together, each with its own verdict")
    func samples() async throws {
        try await TemporarySite.run { site in
            let made = try await site.house.wait(for: try await site.house.ask("two", ["samples": .integer(2)]).id)
            #expect(made.images.count == 2)
            let answer = try await begin(site, made.images.map { ("ids", String($0.id)) })
            #expect(Set(answer.pairs.map(\.generation)).count == 1)
            #expect(DriftTally(answer.pairs).identical == 2)
            #expect(answer.pairs.compactMap(\.again?.id).count == 2)
        }
    }

    @Test("What cannot be sent again is left out and said")
    func leavesOut() async throws {
        try await TemporarySite.run { site in
            let page = try await site.post("/drifts", form: [("ids", "98"), ("ids", "99"), ("sure", "yes")])
            #expect(page.status == .ok)
            #expect(page.text.contains("2 pictures are not there any more."))
            #expect(page.text.contains("There is nothing that could be sent again."))
            #expect(try await site.studio.library.answer(DriftsQuery()).isEmpty)
        }
    }

    @Test(
        "What cannot be read is refused",
        arguments: [[("sure", "yes")], [("ids", "x")], [("comparison", "7")], [("q", "is:failed"), ("all", "1")]]
    )
    func refuses(_ form: [(String, String)]) async throws {
        try await TemporarySite.run { site in
            let answer = try await site.post("/drifts", form: form)
            #expect([.badRequest, .notFound].contains(answer.status))
            for target in ["/drifts/9", "/api/drifts/9", "/drifts/9/events"] {
                #expect(try await site.get(target).status == .notFound)
            }
        }
    }
}
