import Catalog
import Foundation
import HTTPServer
import HTTPTypes
import Library
import Phrasing
import Studio
import Testing

@testable import Site

@Suite struct WordsTests {
    private static let slug = "sdxl1.0-dreamshaper"

    private func json(_ answer: Response) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
    }

    private func request(_ site: TemporarySite, _ id: Int64) async throws -> String {
        try #require(try await site.studio.library.answer(GenerationQuery(id: id))).generation.request
    }

    /// The generation that a form was taken for.
    private func taken(_ answer: Response) throws -> Int64 {
        #expect(answer.status == .seeOther)
        return try #require(answer.headers[.location].flatMap { Int64($0.split(separator: "/").last ?? "") })
    }

    // MARK: The JSON interface

    @Test func expandsTheSameForTheSameSeed() async throws {
        try await TemporarySite.run { site in
            _ = try await site.studio.library.addList(named: "hair", text: "red\ngrey", at: Date())
            let body = #"{"text": "a {fox|owl} with __hair__ hair, {{mood=calm}}", "seed": 42, "count": 3}"#
            let first = try json(try await site.post("/api/prompts/expand", json: body))
            let again = try json(try await site.post("/api/prompts/expand", json: body))
            #expect(first["text"] as? String == again["text"] as? String)
            let drawn = try #require(first["drawn"] as? [[String: Any]])
            #expect(drawn.map { $0["stood"] as? String } == ["{fox|owl}", "__hair__", "{{mood=calm}}"])
            let taken = drawn.compactMap { $0["taken"] as? String }
            #expect(first["text"] as? String == "a \(taken[0]) with \(taken[1]) hair, calm")
            #expect((drawn[1]["place"] as? [String: Int]) == ["offset": 17, "line": 1, "column": 18])
            #expect(first["total"] as? Int == 4)
            let samples = try #require(first["samples"] as? [[String: Any]])
            #expect(samples.map { $0["seed"] as? Int } == [42, 43, 44])
            #expect(samples[0]["text"] as? String == first["text"] as? String)
        }
    }

    @Test func fieldsAndStylesAreHeeded() async throws {
        try await TemporarySite.run { site in
            _ = try await site.studio.library.addStyle(
                Style(name: "Ink", prompt: "ink of {prompt}", negativePrompt: "photo"),
                at: Date()
            )
            let body =
                #"{"text": "a {{who}}", "negative_text": "text", "seed": 1, "fields": {"who": "{x|y}"}, "styles": ["ink"]}"#
            let answer = try json(try await site.post("/api/prompts/expand", json: body))
            #expect(answer["text"] as? String == "ink of a {x|y}")
            #expect(answer["negative_text"] as? String == "text, photo")
            let unknown = try await site.post("/api/prompts/expand", json: #"{"text": "a", "styles": ["nope"]}"#)
            #expect(unknown.status == .badRequest)
        }
    }

    @Test(arguments: [
        (#"{"text": "a\n{b|c", "seed": 1}"#, "unclosed", 2, "text"),
        (#"{"text": "__nope__", "seed": 1}"#, "unknownList", 0, "text"),
        (#"{"text": "a", "negative_text": "x {{y}}", "seed": 1}"#, "openField", 2, "negative_text"),
    ]) func aFaultComesWithItsPlace(body: String, kind: String, offset: Int, field: String) async throws {
        try await TemporarySite.run { site in
            let answer = try await site.post("/api/prompts/expand", json: body)
            #expect(answer.status == .badRequest)
            let told = try json(answer)
            #expect(told["kind"] as? String == kind)
            #expect((told["place"] as? [String: Int])?["offset"] == offset)
            #expect((told["fields"] as? [String: String])?.keys.first == field)
        }
    }

    @Test func generationsAreSentAsTheyAreUnlessAsked() async throws {
        try await TemporarySite.run { site in
            let parameters = #""parameters": {"prompt": "a {red|blue} fox", "seed": 3}"#
            let plain = try json(
                try await site.post("/api/generations", json: "{\"model\": \"\(Self.slug)\", \(parameters)}")
            )
            #expect((plain["parameters"] as? [String: Any])?["prompt"] as? String == "a {red|blue} fox")
            #expect(plain["wording"] is NSNull)
            let asked = try json(
                try await site.post(
                    "/api/generations",
                    json: "{\"model\": \"\(Self.slug)\", \(parameters), \"expand\": true}"
                )
            )
            let prompt = (asked["parameters"] as? [String: Any])?["prompt"] as? String
            #expect(["a red fox", "a blue fox"].contains(prompt))
            let wording = try #require(asked["wording"] as? [String: Any])
            #expect(wording["text"] as? String == "a {red|blue} fox")
            let faulty = try await site.post(
                "/api/generations",
                json: "{\"model\": \"\(Self.slug)\", \"parameters\": {\"prompt\": \"{a|b\"}, \"expand\": true}"
            )
            #expect(faulty.status == .badRequest)
            #expect((try json(faulty)["fields"] as? [String: String])?["prompt"]?.contains("At character 1") == true)
        }
    }

    @Test func aComparisonDrawsTheWordsOfEachCellFromItsSeed() async throws {
        try await TemporarySite.run { site in
            let body = """
                {"prompt": "a {1|2|3|4|5|6|7|8|9} fox", "models": ["\(Self.slug)", "sdxl1.0-realvis"],
                 "axes": [{"parameter": "seed", "values": [1, 2]}], "expand": true}
                """
            let made = try json(try await site.post("/api/comparisons", json: body))
            let cells = try #require(made["cells"] as? [[String: Any]])
            var prompts: [String: Set<String>] = [:]
            for cell in cells {
                let id = try #require(cell["generation_id"] as? Int)
                let detail = try #require(try await site.studio.library.answer(GenerationQuery(id: Int64(id))))
                let seed = (cell["values"] as? [String: Any])?["seed"] as? Int ?? 0
                prompts["\(seed)", default: []].insert(detail.generation.prompt)
            }
            // The same seed, the same words, whatever the model.
            #expect(prompts.values.map(\.count) == [1, 1])
            let expected = try Phrase("a {1|2|3|4|5|6|7|8|9} fox")
            for seed in [1, 2] as [Int64] {
                var stream = WordStream(seed: seed)
                #expect(prompts["\(seed)"] == [try expected.draw(from: &stream).text])
            }
        }
    }

    // MARK: The form

    @Test func aFormDrawsItsWordsAndTheyAreShown() async throws {
        try await TemporarySite.run { site in
            let style = try await site.studio.library.addStyle(Style(name: "Ink", prompt: "ink"), at: Date())
            let answer = try await site.post(
                "/generate/\(Self.slug)",
                form: [
                    ("prompt", "a {red|blue} {{who}}"), ("seed", "5"), ("field:who", "<b>fox</b>"),
                    ("style", "\(style)"),
                ]
            )
            let id = try taken(answer)
            let request = try await request(site, id)
            #expect(request.contains("<b>fox</b>, ink"))
            #expect(!request.contains("|"))
            let done = try await site.house.wait(for: id)
            let picture = try await site.get("/images/\(try #require(done.images.first).id)").text
            #expect(picture.contains("As it was typed"))
            #expect(picture.contains("a {red|blue} {{who}}"))
            #expect(picture.contains("&lt;b&gt;fox&lt;/b&gt;"))
            #expect(picture.contains("Styles: Ink"))
            #expect(picture.contains("the words drawn anew from it"))
            #expect(try await site.get("/generations/\(id)").text.contains("As it was typed"))
        }
    }

    @Test func theSameSeedSendsTheVeryRequestAndNewSeedDrawsAnew() async throws {
        try await TemporarySite.run { site in
            let typed = "a {1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16} fox"
            let id = try taken(
                try await site.post("/generate/\(Self.slug)", form: [("prompt", typed), ("seed", "5")])
            )
            let image = try #require(try await site.house.wait(for: id).images.first)
            // Lists and words may change; the request stays.
            let again = try taken(try await site.post("/images/\(image.id)/regenerate", form: []))
            #expect(try await request(site, again) == (try await request(site, id)))
            let library = site.studio.library
            #expect(
                try await library.answer(WordingQuery(of: again)) == (try await library.answer(WordingQuery(of: id)))
            )
            var prompts: Set<String> = []
            for once in 0..<6 {
                let fresh = try taken(try await site.post("/images/\(image.id)/new-seed", form: [("once", "\(once)")]))
                let wording = try #require(try await library.answer(WordingQuery(of: fresh)))
                #expect(wording.typed.prompt == typed)
                #expect(try await request(site, fresh).contains("\"seed\":\(wording.seed)"))
                #expect(try await request(site, fresh).contains(wording.prompt))
                prompts.insert(wording.prompt)
            }
            #expect(prompts.count > 1)
        }
    }

    @Test func newSeedSaysWhatIsGone() async throws {
        try await TemporarySite.run { site in
            let list = try await site.studio.library.addList(named: "hair", text: "red\ngrey", at: Date())
            let id = try taken(
                try await site.post("/generate/\(Self.slug)", form: [("prompt", "__hair__ fox"), ("seed", "5")])
            )
            let image = try #require(try await site.house.wait(for: id).images.first)
            try await site.studio.library.deleteList(list, at: Date())
            let refused = try await site.post("/images/\(image.id)/new-seed", form: [])
            #expect(refused.status == .conflict)
            #expect(refused.text.contains("There is no list “hair”"))
            #expect(try await site.post("/images/\(image.id)/regenerate", form: []).status == .seeOther)
        }
    }

    @Test func editBeginsAsItWasTyped() async throws {
        try await TemporarySite.run { site in
            let style = try await site.studio.library.addStyle(Style(name: "Ink", prompt: "ink"), at: Date())
            let id = try taken(
                try await site.post(
                    "/generate/\(Self.slug)",
                    form: [
                        ("prompt", "a {red|blue} {{who=fox}}"), ("seed", "5"), ("field:who", "owl"),
                        ("style", "\(style)"),
                    ]
                )
            )
            let image = try #require(try await site.house.wait(for: id).images.first)
            let form = try await site.get("/generate/\(Self.slug)?from=\(image.id)").text
            #expect(form.contains("\na {red|blue} {{who=fox}}</textarea>"))
            #expect(form.contains("name=\"field:who\" type=\"text\" value=\"owl\""))
            #expect(form.contains("value=\"\(style)\" checked"))
            let saved = try await site.get("/prompts/new?image=\(image.id)").text
            #expect(saved.contains("\na {red|blue} {{who=fox}}, ink</textarea>"))
            let drawn = try await site.get("/generate/\(Self.slug)?from=\(image.id)&words=drawn").text
            #expect(drawn.contains(" owl, ink</textarea>"))
        }
    }

    @Test func fieldsBecomeInputsAndKeepTheirValuesThroughFaults() async throws {
        try await TemporarySite.run { site in
            let sent = [("prompt", "{{who}} in {{place=a wood}}"), ("field:place", "\"snow\"")]
            let updated = try await site.post("/generate/\(Self.slug)", form: sent + [("adjust", "update")])
            #expect(updated.status == .ok)
            #expect(updated.text.contains("name=\"field:who\" type=\"text\" value=\"\""))
            #expect(updated.text.contains("value=\"&quot;snow&quot;\" placeholder=\"a wood\""))
            let refused = try await site.post("/generate/\(Self.slug)", form: sent)
            #expect(refused.status == .badRequest)
            #expect(refused.text.contains("Fill in “who”; it has no default."))
            #expect(refused.text.contains("value=\"&quot;snow&quot;\""))
        }
    }

    @Test func aFaultOfSyntaxStandsBesideItsFieldAndNothingIsSent() async throws {
        try await TemporarySite.run { site in
            let refused = try await site.post(
                "/generate/\(Self.slug)",
                form: [("prompt", "a {red|blue"), ("negative_prompt", "{x|")]
            )
            #expect(refused.status == .badRequest)
            #expect(refused.text.contains("At character 3: This { begins a choice that is never closed"))
            #expect(refused.text.contains("\na {red|blue</textarea>"))
            let warned = try await site.post(
                "/generate/\(Self.slug)",
                form: [("prompt", "a (fox"), ("adjust", "update")]
            )
            #expect(warned.text.contains("The ( at character 3 is never closed."))
            // A hint stops nobody.
            #expect(try await site.post("/generate/\(Self.slug)", form: [("prompt", "a (fox")]).status == .seeOther)
        }
    }

    @Test func samplesShowWhatEachSeedBrings() async throws {
        try await TemporarySite.run { site in
            let sent = [("prompt", "a {red|blue|green} fox"), ("seed", "100")]
            let shown = try await site.post("/generate/\(Self.slug)", form: sent + [("adjust", "samples")]).text
            #expect(shown.contains("3 different prompts"))
            var stream = WordStream(seed: 101)
            let second = try Phrase("a {red|blue|green} fox").draw(from: &stream).text
            #expect(shown.contains("value=\"seed 101\""))
            #expect(shown.contains(">\(second)</span>"))
            let taken = try await site.post("/generate/\(Self.slug)", form: sent + [("adjust", "seed 101")]).text
            #expect(taken.contains("name=\"seed\" type=\"text\" inputmode=\"numeric\" value=\"101\""))
            let parts = try await site.post("/generate/\(Self.slug)/words", form: sent + [("samples_from", "100")]).text
            #expect(parts.contains("data-part=\"preview\""))
            #expect(parts.contains("name=\"samples_from\" value=\"100\""))
            #expect(parts.contains("about 3 of 75 tokens"))
        }
    }

    @Test func allCombinationsBecomeTheAxisOfAComparison() async throws {
        try await TemporarySite.run { site in
            let style = try await site.studio.library.addStyle(
                Style(name: "Ink", prompt: "{prompt}, ink", negativePrompt: "photo"),
                at: Date()
            )
            let sent = [
                ("prompt", "a {red|blue} {fox|owl}"), ("negative_prompt", "text"), ("seed", "9"), ("style", "\(style)"),
            ]
            let form = try await site.post("/generate/\(Self.slug)", form: sent + [("adjust", "combine")]).text
            #expect(form.contains("New comparison"))
            #expect(form.contains("a red fox, ink\na red owl, ink\na blue fox, ink\na blue owl, ink</textarea>"))
            #expect(form.contains("\ntext, photo</textarea>"))
            #expect(form.contains("name=\"fixed_seed\" type=\"text\" value=\"9\""))
            #expect(form.contains("4 pictures"))
            let many = "{" + (0..<40).map(String.init).joined(separator: "|") + "}"
            let refused = try await site.post(
                "/generate/\(Self.slug)",
                form: [("prompt", "\(many) \(many)"), ("adjust", "combine")]
            )
            #expect(refused.status == .badRequest)
            #expect(refused.text.contains("That would be 1,600 prompts; 1000 are the most"))
        }
    }

    @Test func theFormOfAComparisonHasItsWordsToo() async throws {
        try await TemporarySite.run { site in
            let sent = [
                ("prompt", "a {red|blue} {{who}}"), ("model", Self.slug), ("axis1", "seed"), ("values1", "1, 2"),
            ]
            let updated = try await site.post("/compare/new", form: sent + [("adjust", "update")]).text
            #expect(updated.contains("name=\"field:who\""))
            let refused = try await site.post("/compare/new", form: sent + [("adjust", "make")])
            #expect(refused.status == .badRequest)
            #expect(refused.text.contains("Fill in “who”"))
            let combined = try await site.post(
                "/compare/new",
                form: sent + [("field:who", "owl"), ("adjust", "combine")]
            ).text
            #expect(combined.contains("a red owl\na blue owl</textarea>"))
            let made = try await site.post(
                "/compare/new",
                form: sent + [("field:who", "owl"), ("adjust", "make"), ("shown", "1000000")]
            )
            #expect(made.status == .seeOther)
        }
    }
}
