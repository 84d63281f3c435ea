import Foundation
import HTTPServer
import HTTPTypes
import Library
import Testing

@testable import Site

@Suite struct VoteTests {
    private static let models = ["sdxl1.0-dreamshaper", "sdxl1.0-yamers-realistic", "sdxl1.0-newreality-lightning"]

    /// A comparison, open for votes, of some models at one seed.
    private func run(models count: Int = 2, _ test: (TemporarySite, [Image.ID]) async throws -> Void) async throws {
        try await TemporarySite.run { site in
            try await test(
                site,
                try await site.compare(Self.models.prefix(count), prompt: "a quince", seed: 4711)
            )
        }
    }

    private func get(_ site: TemporarySite, _ target: String, by person: String) async throws -> String {
        await site.router.answer(try Request(method: .get, target: target, headers: [.cookie: "person=\(person)"])).text
    }

    /// The fields of the page's form, as a browser sends them.
    private func ballot(_ page: String, _ outcome: String) throws -> [(String, String)] {
        let form = try #require(page.split(separator: "<form class=\"ballot\"").last?.split(separator: "</form>").first)
        let hidden = form.matches(of: /type="hidden" name="(\w+)" value="([^"]*)"/).map { (String($0.1), String($0.2)) }
        return hidden + [("outcome", outcome)]
    }

    private func votes(_ site: TemporarySite) async throws -> Int {
        try await site.studio.library.answer(BallotsQuery()).ballots.count
    }

    @Test("Two pictures are shown without a word on what made them, and their names after the vote")
    func isBlind() async throws {
        try await run { site, _ in
            let page = try await site.get("/vote?comparison=1").text
            #expect(page.contains("a quince") && page.contains("0 of 1 pairs"))
            #expect(page.components(separatedBy: "<img src=\"/files/").count == 3)
            for secret in Self.models + ["Dreamshaper", "Yamer", "4711", "/images/", "/generations/"] {
                #expect(!page.contains(secret), "\(secret)")
            }
            let voted = try await site.post("/vote", form: try ballot(page, "left"))
            #expect(voted.status == .seeOther)
            let after = try await site.get(try #require(voted.headers[.location])).text
            #expect(after.contains("Left was <strong>") && after.contains("Dreamshaper SDXL"))
            #expect(after.contains("You have judged the only pair") && after.contains("round=2"))
        }
    }

    @Test("Pressed twice, a vote is counted once and the second press is told")
    func once() async throws {
        try await run { site, _ in
            let form = try ballot(try await site.get("/vote").text, "tie")
            _ = try await site.post("/vote", form: form)
            let again = try await site.post("/vote", form: form)
            #expect(again.headers[.location] == "/vote?told=judged")
            #expect(try await site.get("/vote?told=judged").text.contains("not counted a second time"))
            #expect(try await votes(site) == 1)
        }
    }

    @Test("What was closed, or thrown away, since the pair was shown is not counted")
    func late() async throws {
        try await run(models: 3) { site, ids in
            let form = try ballot(try await site.get("/vote?tag=fruit").text, "right")
            #expect(try await site.post("/comparisons/1/voting", form: [("open", "0")]).status == .seeOther)
            #expect(try await site.post("/vote", form: form).headers[.location] == "/vote?tag=fruit&told=closed")
            #expect(try await site.get("/vote?comparison=1").text.contains("Not open for votes"))
            #expect(try await site.get("/vote?tag=fruit").text.contains("Nothing is open for votes"))
            _ = try await site.post("/comparisons/1/voting", form: [("open", "1")])
            _ = try await site.post("/api/selection", json: #"{"ids": \#(ids), "action": "trash"}"#)
            #expect(try await site.post("/vote", form: form).headers[.location] == "/vote?tag=fruit&told=missing")
            #expect(try await site.get("/vote").text.contains("No two pictures to judge"))
            #expect(try await votes(site) == 0)
        }
    }

    @Test("A vote is taken back, and its pair comes again")
    func undoes() async throws {
        try await run(models: 3) { site, _ in
            let form = try ballot(try await site.get("/vote").text, "left")
            let voted = try await site.post("/vote", form: form)
            let after = try await site.get(try #require(voted.headers[.location])).text
            #expect(after.contains("1 of 3 pairs"))
            let undo = try #require(
                after.firstMatch(of: /name="vote" value="(\d+)"><input type="hidden" name="pair" value="([^"]+)"/)
            )
            let fields = [("vote", String(undo.1)), ("pair", String(undo.2))]
            let undone = try await site.post("/vote/undo", form: fields)
            let page = try await site.get(try #require(undone.headers[.location])).text
            #expect(page.contains("0 of 3 pairs"))
            let again = try ballot(page, "left")
            #expect(again.prefix(3).map(\.1) == form.prefix(3).map(\.1))
            #expect(try await site.post("/vote/undo", form: fields).headers[.location] == "/vote?told=late")
        }
    }

    @Test("Each person judges every pair")
    func people() async throws {
        try await run { site, _ in
            let page = try await get(site, "/vote", by: "Ada")
            _ = try await site.post("/vote", form: try ballot(page, "left"), headers: [.cookie: "person=Ada"])
            #expect(try await get(site, "/vote", by: "Ada").contains("1 of 1 pairs"))
            #expect(try await get(site, "/vote", by: "Bob").contains("0 of 1 pairs"))
            #expect(try await get(site, "/vote", by: "Bob").contains("Left was") == false)
        }
    }

    @Test("Programs vote and read the ranking")
    func api() async throws {
        try await run { site, ids in
            let body =
                #"{"left_image_id": \#(ids[0]), "right_image_id": \#(ids[1]), "outcome": "left", "person": "Ada"}"#
            let answer = try await site.post("/api/votes", json: body)
            #expect(answer.status == .created)
            #expect(
                answer.text == """
                    {"id":1,"left_image_id":\(ids[0]),"left_model":"sdxl1.0-dreamshaper","outcome":"left",\
                    "right_image_id":\(ids[1]),"right_model":"sdxl1.0-yamers-realistic"}
                    """
            )
            let ranking = try await site.get("/api/ranking?by=model").text
            let lines = try #require(try JSONSerialization.jsonObject(with: Data(ranking.utf8)) as? [[String: Any]])
            #expect(lines.map { $0["name"] as? String } == ["sdxl1.0-dreamshaper", "sdxl1.0-yamers-realistic"])
            #expect(lines.allSatisfy { $0["votes"] as? Int == 1 && $0["rank"] as? Int == 1 })
            #expect(try await site.get("/api/ranking?by=scheduler").text == "[]")
            for word in ["guidance", "guidance_scale", "steps", "num_inference_steps"] {
                #expect(try await site.get("/api/ranking?by=\(word)").text == "[]", "\(word)")
            }
            #expect(try await site.get("/api/ranking?by=model&person=Bob").text == "[]")
        }
    }

    @Test(
        "What is no vote is refused with a sentence",
        arguments: [
            (#"{"left_image_id": 1, "right_image_id": 2, "outcome": "both"}"#, 400), ("{}", 400), ("", 400),
            (#"{"left_image_id": 1, "right_image_id": 1, "outcome": "left"}"#, 400),
            (#"{"left_image_id": 1, "right_image_id": 99, "outcome": "left"}"#, 404),
        ]
    )
    func refuses(_ json: String, _ status: Int) async throws {
        try await run { site, _ in
            let answer = try await site.post("/api/votes", json: json)
            #expect(answer.status.code == status && answer.text.hasPrefix(#"{"error":""#), "\(answer.text)")
            #expect(try await votes(site) == 0)
        }
    }

    @Test("What cannot be read leads nowhere")
    func unreadable() async throws {
        try await run { site, _ in
            let gone = try await site.get("/vote?comparison=9")
            #expect(gone.status == .notFound)
            #expect(try await site.get("/vote?comparison=x").status == .notFound)
            #expect(try await site.get("/vote?tag=%3Cb%3E&round=-5&pair=1-2&told=x").status == .ok)
            #expect(try await site.post("/vote", form: [("left", "1")]).status == .badRequest)
            #expect(try await site.post("/vote/undo", form: []).status == .badRequest)
            #expect(try await site.post("/comparisons/9/voting", form: [("open", "1")]).status == .notFound)
            #expect(try await site.get("/ranking?by=colour").status == .badRequest)
            #expect(try await site.get("/api/ranking?by=colour").status == .badRequest)
        }
    }

    @Test("The ranking's page has the numbers, the plot and what was counted how")
    func ranking() async throws {
        try await run { site, ids in
            #expect(try await site.get("/ranking").text.contains("No votes yet"))
            for (person, outcome) in [("Ada", "left"), ("Bob", "left"), ("Cleo", "right"), ("Dora", "bad")] {
                let body =
                    #"{"left_image_id": \#(ids[0]), "right_image_id": \#(ids[1]), "outcome": "\#(outcome)", "person": "\#(person)"}"#
                #expect(try await site.post("/api/votes", json: body).status == .created)
            }
            let page = try await site.get("/ranking").text
            #expect(page.contains("4 votes: 3 for one of the two, 0 tied, 1 found both bad (25 %)."))
            #expect(page.contains("+0.35") && page.contains("−0.35") && page.contains("=1"))
            #expect(page.contains("<svg class=\"plot\"") && page.components(separatedBy: "<circle").count > 2)
            #expect(page.contains("said the same in 1 of 6 cases (17 %)"))
            #expect(page.contains("A tie is half a win for each") && !page.contains("weak prior, a normal"))
            let hers = try await site.get("/ranking?person=Ada").text
            #expect(hers.contains("weak prior, a normal") && hers.contains("Ada and Bob"))
            #expect(try await site.get("/ranking?comparison=1&against=seconds").text.contains("Seconds a picture"))
            #expect(try await site.get("/ranking?tag=stone").text.contains("No votes of this kind yet"))
        }
    }
}
