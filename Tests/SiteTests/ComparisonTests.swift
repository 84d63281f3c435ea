import Foundation
import HTTPServer
import Library
import Testing

@testable import Site

@Suite struct ComparisonPageTests {
    private static let body = """
        {"prompt": "a fox", "models": ["sdxl1.0-realdream-lightning", "sdxl1.0-newreality-lightning"],
         "axes": [{"parameter": "seed", "values": [1, 2]}]}
        """

    private static let form = [
        ("prompt", "a fox"), ("model", "sdxl1.0-realdream-lightning"), ("model", "sdxl1.0-newreality-lightning"),
        ("axis1", "seed"), ("values1", "1-2"), shown,
    ]

    /// The cost that the form had shown, in millionths of a US dollar.
    private static let shown = ("shown", "1000000")

    private struct Answer: Decodable {
        struct Cell: Decodable {
            var model: String
            var values: [String: Either]
            var generation_id: Int64?
            var reused: Bool
        }
        enum Either: Decodable, Equatable {
            case number(Double)
            case text(String)
            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let number = try? container.decode(Double.self) {
                    self = .number(number)
                } else {
                    self = .text(try container.decode(String.self))
                }
            }
        }
        var id: Int64?
        var cells: [Cell]
        var cost_usd: Double
        var url: String?
    }

    private func decode(_ response: Response) throws -> Answer {
        try JSONDecoder().decode(Answer.self, from: Data(response.text.utf8))
    }

    @Test("A dry run tells cells and cost, and makes nothing")
    func weighsByJSON() async throws {
        try await TemporarySite.run { site in
            let dry = String(Self.body.dropLast()) + #", "dry_run": true}"#
            let answer = try decode(try await site.post("/api/comparisons", json: dry))
            #expect(answer.id == nil)
            #expect(answer.cells.count == 4)
            #expect(answer.cells.allSatisfy { $0.generation_id == nil && !$0.reused })
            #expect(abs(answer.cost_usd - 0.016) < 1e-9)
            #expect(try await site.studio.library.answer(OpenCountQuery()) == 0)
        }
    }

    @Test("A comparison made by JSON has a generation in every cell, and the same again makes nothing new")
    func makesByJSON() async throws {
        try await TemporarySite.run { site in
            let made = try await site.post("/api/comparisons", json: Self.body)
            #expect(made.status == .created)
            let answer = try decode(made)
            #expect(answer.url == "/comparisons/\(answer.id ?? 0)")
            #expect(answer.cells.allSatisfy { $0.generation_id != nil })
            #expect(
                answer.cells[1].values == [
                    "model": .text("sdxl1.0-realdream-lightning"), "seed": .number(2),
                ]
            )
            let again = try decode(try await site.post("/api/comparisons", json: Self.body))
            #expect(again.cells.allSatisfy { $0.reused })
            #expect(again.cost_usd == 0)
            #expect(again.cells.map(\.generation_id) == answer.cells.map(\.generation_id))
            let read = try decode(try await site.get("/api/comparisons/\(answer.id ?? 0)"))
            #expect(read.cells.map(\.generation_id) == answer.cells.map(\.generation_id))
        }
    }

    @Test(
        "Says what is wrong with a body",
        arguments: [
            (#"{"models": []}"#, "at least one model"),
            (#"{"models": ["x"], "prompt": "a"}"#, "No model is called"),
            (
                #"{"prompt": "a", "models": ["sdxl1.0-realvis"], "axes": [{"parameter": "mood", "values": [1]}]}"#,
                "mood"
            ),
            (
                #"{"prompt": "a", "models": ["sdxl1.0-realvis"], "axes": [{"parameter": "guidance", "values": [99, 3]}]}"#,
                "1 to 25"
            ),
            (
                #"{"prompt": "a", "models": ["sdxl1.0-realvis"], "axes": [{"parameter": "seed", "values": "1-10000"}]}"#,
                "the most"
            ),
            (
                #"{"prompt": "a", "models": ["sdxl1.0-realvis"], "misfit": "perhaps", "axes": []}"#, "none of default"
            ),
            (#"{"prompt": "a"}"#, "must be JSON like"),
            ("[", "must be JSON like"),
        ]
    )
    func refusesByJSON(body: String, part: String) async throws {
        try await TemporarySite.run { site in
            let answer = try await site.post("/api/comparisons", json: body)
            #expect(answer.status == .badRequest)
            #expect(answer.text.contains(part), "\(answer.text)")
        }
    }

    @Test("The form makes a comparison and leads to its sheet, which has every model and seed as headings")
    func makesByForm() async throws {
        try await TemporarySite.run { site in
            let answer = try await site.post("/compare/new", form: Self.form)
            #expect(answer.status == .seeOther)
            let address = try #require(answer.headers[.location])
            let sheet = try await site.get(address).text
            for heading in ["RealDream Lightning", "NewReality Lightning", "<span>1</span>", "<span>2</span>"] {
                #expect(sheet.contains(heading), "\(heading)")
            }
            #expect(sheet.components(separatedBy: "<td id=\"cell-").count == 5)
        }
    }

    @Test("A form with a fault comes back with it, and with everything that was typed")
    func keepsTheForm() async throws {
        try await TemporarySite.run { site in
            var form = Self.form
            form[4] = ("values1", "<b>much")
            let answer = try await site.post("/compare/new", form: form)
            #expect(answer.status == .badRequest)
            #expect(answer.text.contains("Seed takes whole numbers"))
            #expect(answer.text.contains("&lt;b&gt;much"))
            #expect(answer.text.contains(">\na fox</textarea>"))
        }
    }

    @Test("What does not fit has to be decided before anything is sent")
    func asksForTheMisfitRule() async throws {
        try await TemporarySite.run { site in
            let form = Self.form + [("fixed_size", "portrait")]
            let answer = try await site.post("/compare/new", form: form)
            #expect(answer.status == .badRequest)
            #expect(answer.text.contains("Choose what becomes of those"))
            #expect(try await site.studio.library.answer(OpenCountQuery()) == 0)
            let decided = try await site.post("/compare/new", form: form + [("misfit", "skip")])
            #expect(decided.status == .seeOther)
            let sheet = try await site.get(try #require(decided.headers[.location]))
            #expect(sheet.text.contains("Left out"))
        }
    }

    @Test("The cost is told before the button is pressed, and nothing is made for it")
    func weighsByForm() async throws {
        try await TemporarySite.run { site in
            let answer = try await site.post("/compare/weigh", form: Self.form)
            #expect(answer.text.contains("4 pictures"))
            #expect(answer.text.contains("$0.016"))
            #expect(answer.text.contains("2 models × 2 seeds"))
            #expect(try await site.studio.library.answer(OpenCountQuery()) == 0)
        }
    }

    @Test("Number, cost and time stand beside a form that nobody has filled in yet")
    func weighsAtOnce() async throws {
        try await TemporarySite.run { site in
            let form = try await site.get("/compare/new").text
            #expect(form.contains("20 pictures") && form.contains("$0.16"), "\(form)")
            let empty = try await site.post("/compare/weigh", form: Self.form.filter { $0.0 != "prompt" })
            #expect(empty.text.contains("4 pictures"))
        }
    }

    @Test("Nobody pays more than the form had shown: it comes back with the cost first")
    func asksBeforeItIsDearer() async throws {
        try await TemporarySite.run { site in
            let blind = Self.form.filter { $0.0 != "shown" }
            for form in [blind, blind + [("shown", "15999")], blind + [("shown", "much")]] {
                let asked = try await site.post("/compare/new", form: form)
                #expect(asked.status == .ok)
                #expect(asked.text.contains("4 pictures for $0.016 would be made"))
                #expect(asked.text.contains("name=\"shown\" value=\"16000\""))
            }
            #expect(try await site.studio.library.answer(OpenCountQuery()) == 0)
            let made = try await site.post("/compare/new", form: blind + [("shown", "16000")])
            #expect(made.status == .seeOther)
            // What is there already costs nothing, and nothing need be shown.
            #expect(try await site.post("/compare/new", form: blind).status == .seeOther)
        }
    }

    @Test("What is taken though something else is recommended is said, and counts as a misfit once it is asked for")
    func tellsWhatIsNotRecommended() async throws {
        try await TemporarySite.run { site in
            let form = Self.form + [("fixed_inference_steps", "40")]
            let weighed = try await site.post("/compare/weigh", form: form).text
            #expect(weighed.contains("NewReality Lightning: Inference steps 40: 1 to 12 is recommended."))
            let heeded = try await site.post("/compare/new", form: form + [("advice", "1")])
            #expect(heeded.status == .badRequest)
            #expect(heeded.text.contains("Choose what becomes of those"))
            let decided = form + [("advice", "1"), ("misfit", "nearest")]
            let sheet = try #require(try await site.post("/compare/new", form: decided).headers[.location])
            #expect(try await site.get("/api\(sheet)").text.contains("Sent: 12."))
        }
    }

    @Test("A prompt by JSON stands above the prompts of its axis, as in the form")
    func keepsThePlansPrompt() async throws {
        try await TemporarySite.run { site in
            let body = """
                {"prompt": "a fox", "models": ["sdxl1.0-realvis"], "dry_run": true, "name": " ",
                 "axes": [{"parameter": "prompt", "values": ["an owl"]}]}
                """
            let answer = try decode(try await site.post("/api/comparisons", json: body))
            #expect(answer.cells.map(\.values) == [["prompt": .text("a fox")], ["prompt": .text("an owl")]])
            let made = try await site.post("/api/comparisons", json: body.replacing(#""dry_run": true, "#, with: ""))
            #expect(made.text.contains(#""name":"a fox""#), "a blank name is none")
        }
    }

    @Test("Values that cannot be added come back as they were typed, with what is wrong")
    func keepsWhatWasToBeAdded() async throws {
        try await TemporarySite.run { site in
            let address = try #require(try await site.post("/compare/new", form: Self.form).headers[.location])
            for (values, kept) in [("<i>7", "&lt;i&gt;7"), ("1, 2", "1, 2")] {
                let asked = try await site.post("\(address)/values", form: [("subject", "seed"), ("values", values)])
                #expect(asked.status == .badRequest)
                #expect(asked.text.contains(">\n\(kept)</textarea>"))
            }
            // A cost that has risen since it was seen is asked about again.
            let sure = [("subject", "seed"), ("values", "7"), ("sure", "yes")]
            let dearer = try await site.post("\(address)/values", form: sure + [("shown", "7999")])
            #expect(dearer.text.contains("Add 2 pictures, $0.008"))
            #expect(try await site.post("\(address)/values", form: sure + [("shown", "8000")]).status == .seeOther)
        }
    }

    @Test("A comparison is taken apart only for sure: it cannot be undone")
    func asksBeforeItIsTakenApart() async throws {
        try await TemporarySite.run { site in
            let address = try #require(try await site.post("/compare/new", form: Self.form).headers[.location])
            let asked = try await site.post("\(address)/delete", form: [])
            #expect(asked.status == .ok && asked.text.contains("gone for ever"))
            #expect(try await site.get(address).status == .ok)
            let sure = try await site.post("\(address)/delete", form: [("sure", "yes")])
            #expect(sure.headers[.location] == "/compare")
            #expect(try await site.get(address).status == .notFound)
        }
    }

    @Test("Values are added to a sheet, a model as well as a seed")
    func grows() async throws {
        try await TemporarySite.run { site in
            let made = try await site.post("/compare/new", form: Self.form)
            let address = try #require(made.headers[.location])
            let seed = [("subject", "seed"), ("values", "7")]
            let asked = try await site.post("\(address)/values", form: seed)
            #expect(asked.text.contains("2 pictures"))
            #expect(try await site.get(address).text.components(separatedBy: "<td id=\"cell-").count == 5)
            let sure = try await site.post("\(address)/values", form: seed + [("sure", "yes")])
            #expect(sure.headers[.location] == address)
            let model = [("subject", "model"), ("values", "sdxl1.0-realvis"), ("sure", "yes")]
            _ = try await site.post("\(address)/values", form: model)
            let sheet = try await site.get(address).text
            #expect(sheet.components(separatedBy: "<td id=\"cell-").count == 10)
            let known = try await site.post("\(address)/values", form: seed)
            #expect(known.status == .badRequest)
            #expect(known.text.contains("has all of these already"))
            // Pressed twice, nothing more is made.
            let twice = try await site.post("\(address)/values", form: seed + [("sure", "yes")])
            #expect(twice.headers[.location] == address)
            #expect(try await site.get(address).text.components(separatedBy: "<td id=\"cell-").count == 10)
        }
    }

    @Test("Rows and columns turn, hide and sort by the address alone")
    func isArranged() async throws {
        try await TemporarySite.run { site in
            let made = try await site.post("/compare/new", form: Self.form)
            let address = try #require(made.headers[.location])
            let turned = try await site.get("\(address)?axes=10").text
            #expect(turned.contains("Model ╲ Seed"))
            let hidden = try await site.get("\(address)?hide=0.1,1.0").text
            #expect(hidden.components(separatedBy: "<td id=\"cell-").count == 2)
            #expect(hidden.contains("Show what is hidden (2)"))
            let rubbish = try await site.get("\(address)?axes=99&tab=-7&hide=x,9.9,,&rows=none&columns=%FF")
            #expect(rubbish.status == .ok)
            let nothing = try await site.get("\(address)?hide=0.7,1.-1,0.99999999999999999999").text
            #expect(!nothing.contains("Show what is hidden"))
        }
    }

    /// Makes the comparison of the form and waits for all its pictures.
    private func finished(_ site: TemporarySite) async throws -> (address: String, cells: [ComparisonCell]) {
        let made = try await site.post("/compare/new", form: Self.form)
        let address = try #require(made.headers[.location])
        let id = try #require(Int64(address.split(separator: "/").last ?? ""))
        for cell in try await site.site.comparisonSheet(id).cells {
            _ = try await site.house.wait(for: try #require(cell.generation))
        }
        return (address, try await site.site.comparisonSheet(id).cells)
    }

    @Test("A finished sheet shows a picture in every cell")
    func showsPictures() async throws {
        try await TemporarySite.run { site in
            let (address, cells) = try await finished(site)
            #expect(cells.allSatisfy { $0.picture != nil })
            let sheet = try await site.get(address).text
            #expect(sheet.components(separatedBy: "class=\"cell cell-made\"").count == 5)
            #expect(sheet.contains("4 pictures"))
        }
    }

    @Test("A comparison whose pictures are in the trash, or deleted, says so in its cells")
    func survivesDeletion() async throws {
        try await TemporarySite.run { site in
            let (address, cells) = try await finished(site)
            let ids = cells.compactMap { $0.picture?.id }.map { ("ids", String($0)) }
            _ = try await site.post("/selection", form: ids + [("action", "trash")])
            #expect(try await site.get(address).text.contains("in the trash"))
            let action = try await site.site.curation.apply(.delete, to: .trashed(until: Date()))
            await site.site.curation.wait(for: action.id)
            #expect(try await site.get(address).text.contains("Deleted"))
        }
    }

    @Test("One model with seeds is given a second model, and models with one seed a second seed")
    func growsAnAxis() async throws {
        try await TemporarySite.run { site in
            let one = [
                ("prompt", "a fox"), ("model", "sdxl1.0-realvis"), ("axis1", "seed"), ("values1", "1-2"), Self.shown,
            ]
            let first = try #require(try await site.post("/compare/new", form: one).headers[.location])
            let model = [("subject", "model"), ("values", "sdxl1.0-dreamshaper"), ("sure", "yes")]
            _ = try await site.post("\(first)/values", form: model)
            let sheet = try await site.get(first).text
            #expect(sheet.components(separatedBy: "<td id=\"cell-").count == 5)
            #expect(sheet.contains("Dreamshaper SDXL") && sheet.contains("Realvis SDXL"))
            let two = [
                ("prompt", "an owl"), ("model", "sdxl1.0-realvis"), ("model", "sdxl1.0-dreamshaper"),
                ("fixed_seed", "4"), Self.shown,
            ]
            let second = try #require(try await site.post("/compare/new", form: two).headers[.location])
            let seed = [("subject", "seed"), ("values", "5"), ("sure", "yes")]
            _ = try await site.post("\(second)/values", form: seed)
            #expect(try await site.get(second).text.components(separatedBy: "<td id=\"cell-").count == 5)
        }
    }

    @Test("A model that does not take the values is added once it is said what becomes of them")
    func growsOverAMisfit() async throws {
        try await TemporarySite.run { site in
            let form = [
                ("prompt", "a fox"), ("model", "sdxl1.0-realvis"), ("axis1", "seed"), ("values1", "1-2"),
                ("fixed_size", "portrait"), Self.shown,
            ]
            let address = try #require(try await site.post("/compare/new", form: form).headers[.location])
            let model = [("subject", "model"), ("values", "sdxl1.0-newreality-lightning"), ("sure", "yes")]
            let asked = try await site.post("\(address)/values", form: model)
            #expect(asked.text.contains("Where a value does not fit a model"))
            let decided = try await site.post("\(address)/values", form: model + [("misfit", "nearest")])
            #expect(decided.headers[.location] == address)
            #expect(try await site.get(address).text.contains("NewReality Lightning"))
        }
    }

    @Test("A selection on a sheet is never all of the library")
    func offersNoSearch() async throws {
        try await TemporarySite.run { site in
            let (address, _) = try await finished(site)
            let sheet = try await site.get(address).text
            #expect(sheet.contains("id=\"selection\""))
            #expect(!sheet.contains("name=\"all\""))
        }
    }

    @Test(
        "Numbers out of all bounds in an address are no harm",
        arguments: [
            "/events?since=9223372036854775807", "/events?since=-9223372036854775808",
            "/events?since=99999999999999999999",
            "?tab=9223372036854775807", "/sheet?size=-9223372036854775808", "/sheet?size=32", "/sheet?size=99999999999",
        ]
    )
    func boundsNumbers(_ path: String) async throws {
        try await TemporarySite.run { site in
            let made = try await site.post("/compare/new", form: Self.form)
            let address = try #require(made.headers[.location])
            let answer = try await site.get("\(address)\(path)")
            #expect(answer.status == .ok)
        }
    }

    @Test("There is no comparison that is not there")
    func refusesTheUnknown() async throws {
        try await TemporarySite.run { site in
            for address in ["/comparisons/77", "/api/comparisons/77", "/comparisons/77/events", "/comparisons/x"] {
                let answer = try await site.get(address)
                #expect(answer.status == .notFound, "\(address)")
            }
            let deleted = try await site.post("/comparisons/77/delete", form: [])
            #expect(deleted.status == .notFound)
        }
    }
}
