import Catalog
import Foundation
import HTTPServer
import HTTPTypes
import Library
import Studio
import Testing

@testable import Site

/// The pages of the prompt library.
@Suite struct PromptTests {
    private let dreamshaper = "sdxl1.0-dreamshaper"

    private func add(_ here: TemporarySite, _ fields: [(String, String)]) async throws -> Prompt.ID {
        let made = try await here.post("/prompts/new", form: fields)
        #expect(made.status == .seeOther)
        return try #require(made.headers[.location].flatMap { Int64($0.split(separator: "/").last ?? "") })
    }

    private func save(_ here: TemporarySite, _ id: Prompt.ID, _ fields: [(String, String)]) async throws -> Response {
        try await here.post("/prompts/\(id)/edit", form: fields)
    }

    @Test func theEmptyLibrarySaysWhatBelongsThere() async throws {
        try await TemporarySite.run { here in
            let page = try await here.get("/prompts")
            #expect(page.status == .ok && page.text.contains("What the team learns about prompts stays here"))
            #expect(page.text.contains("href=\"/prompts/new\""))
            #expect(try await here.get("/prompts?q=fox").text.contains("Nothing found"))
        }
    }

    @Test func aPromptIsWrittenChangedComparedAndTakenBack() async throws {
        try await TemporarySite.run { here in
            let id = try await add(
                here,
                [
                    ("title", "Fox <b>"), ("text", "a (red:1.2) fox"), ("tags", "Winter, Snow"), ("model", dreamshaper),
                    ("parameters", "num_inference_steps: 30\nscheduler = DPM2 Karras"),
                ]
            )
            let page = try await here.get("/prompts/\(id)").text
            #expect(page.contains("Fox &lt;b&gt;") && page.contains("<span class=\"weight\">:1.2</span>"))
            #expect(
                page.contains("Inference steps") && page.contains("/generate/\(dreamshaper)?prompt=\(id)&amp;version=1")
            )
            let form = try await here.get("/prompts/\(id)/edit").text
            #expect(form.contains("num_inference_steps: 30\nscheduler: DPM2 Karras"))
            let saved = try await save(
                here,
                id,
                [
                    ("version", "1"), ("title", "Fox"), ("text", "a white fox"), ("message", "For winter"),
                ]
            )
            #expect(saved.headers[.location] == "/prompts/\(id)")
            let difference = try await here.get("/prompts/\(id)/compare").text
            #expect(difference.contains("<ins>white </ins>") && difference.contains("<del>(red:1.2) </del>"))
            #expect(try await here.get("/prompts/\(id)/versions/1").text.contains("An older version of"))
            let back = try await here.post("/prompts/\(id)/versions/1/back", form: [("version", "2")])
            #expect(back.status == .seeOther)
            #expect(try await here.get("/prompts/\(id)").text.contains("Back to version 1"))
            let late = try await here.post("/prompts/\(id)/versions/1/back", form: [("version", "2")])
            #expect(late.status == .seeOther || late.status == .conflict)
            #expect(try await here.get("/prompts/\(id)/versions/9").status == .notFound)
            #expect(try await here.get("/prompts/99").status == .notFound)
        }
    }

    @Test func aFaultyFormKeepsEverything() async throws {
        try await TemporarySite.run { here in
            let empty = try await here.post("/prompts/new", form: [("title", "Kept <i>"), ("text", " ")])
            #expect(empty.status == .badRequest && empty.text.contains("A prompt needs its text."))
            #expect(empty.text.contains("value=\"Kept &lt;i&gt;\""))
            for (parameters, sentence) in [
                ("num_inference_steps: 3", "can be 20 to 100, not 3"), ("colour: red", "has no parameter"),
                ("nonsense", "is no parameter such as"), ("prompt: x", "has a field of its own"),
            ] {
                let fields = [("text", "a fox"), ("model", dreamshaper), ("parameters", parameters)]
                let page = try await here.post("/prompts/new", form: fields)
                #expect(page.status == .badRequest && page.text.contains(sentence), "\(parameters)")
                #expect(page.text.contains("\n\(parameters)</textarea>"))
            }
        }
    }

    @Test func theSecondOfTwoIsToldSeesWhatDiffersAndSavesOnTop() async throws {
        try await TemporarySite.run { here in
            let id = try await add(here, [("title", "Fox"), ("text", "a red fox")])
            let first = [("version", "1"), ("title", "Fox"), ("text", "a red fox in snow"), ("person", "Ben")]
            #expect(try await save(here, id, first).status == .seeOther)
            let second = [("version", "1"), ("title", "Fox"), ("text", "a very red fox")]
            let told = try await save(here, id, second)
            #expect(told.status == .conflict)
            #expect(told.text.contains("version 2</a> while you wrote"))
            #expect(told.text.contains("<ins> in snow</ins>") || told.text.contains("in snow"))
            #expect(told.text.contains("\na very red fox</textarea>"))
            #expect(told.text.contains("name=\"version\" value=\"2\""))
            #expect(try await here.get("/api/prompts/\(id)").text.contains("a red fox in snow"))
            let again = [("version", "2"), ("title", "Fox"), ("text", "a very red fox")]
            #expect(try await save(here, id, again).status == .seeOther)
            #expect(try await here.get("/api/prompts/\(id)").text.contains("\"version\":3"))
        }
    }

    @Test func itGoesToTheTrashAndComesBackByOneClick() async throws {
        try await TemporarySite.run { here in
            let id = try await add(here, [("title", "Fox"), ("text", "a red fox")])
            let gone = try await here.post("/prompts/\(id)/trash", form: [])
            let address = try #require(gone.headers[.location])
            let list = try await here.get(address).text
            #expect(list.contains("was moved to the trash") && list.contains("action=\"/prompts/\(id)/restore\""))
            #expect(!list.contains("data-undo=\"\""))
            let trash = try await here.get("/trash").text
            #expect(trash.contains("1 prompt") && trash.contains("Fox") && trash.contains(">30 days<"))
            #expect(try await here.get("/prompts/\(id)").text.contains("In the trash since"))
            #expect(try await here.post("/prompts/\(id)/restore", form: []).headers[.location] == "/prompts/\(id)")
            #expect(try await here.get("/prompts").text.contains("Fox"))
            _ = try await here.post("/prompts/\(id)/trash", form: [])
            #expect(try await here.post("/trash/empty", form: [("sure", "yes")]).status == .seeOther)
            #expect(try await here.get("/prompts/\(id)").status == .notFound)
        }
    }

    @Test func itIsSavedFromAPictureUsedAndFoundAgain() async throws {
        try await TemporarySite.run { here in
            let image = try await here.makePicture("a red fox")
            #expect(try await here.get("/images/\(image.id)").text.contains("/prompts/new?image=\(image.id)"))
            let form = try await here.get("/prompts/new?image=\(image.id)").text
            #expect(form.contains("\na red fox</textarea>") && form.contains("num_inference_steps"))
            #expect(!form.contains("seed:") && form.contains("name=\"image\" value=\"\(image.id)\""))
            let id = try await add(here, [("title", "Fox"), ("text", "a red fox"), ("image", "\(image.id)")])
            #expect(try await here.get("/images/\(image.id)").text.contains("Saved as"))
            #expect(try await here.get("/prompts/\(id)").text.contains("/thumbnails/\(image.file.sha256)"))
            let use = try await here.get("/generate/\(dreamshaper)?prompt=\(id)&version=1").text
            #expect(use.contains("Fox, version 1") && use.contains("name=\"prompt_version\" value=\"\(id).1\""))
            let fields = [("prompt", " a red fox\r\n"), ("seed", "5"), ("prompt_version", "\(id).1")]
            let made = try await here.post("/generate/\(dreamshaper)", form: fields)
            let generation = try #require(
                made.headers[.location].flatMap { Int64($0.split(separator: "/").last ?? "") }
            )
            let done = try await here.house.wait(for: generation)
            let picture = try #require(done.images.first)
            #expect(done.generation.source == PromptSource(prompt: id, version: 1))
            let page = try await here.get("/images/\(picture.id)").text
            #expect(page.contains("Fox, version 1</a>") && !page.contains("<strong>edited</strong>"))
            // The very same request, and one with another seed, come from there as well.
            for verb in ["regenerate", "new-seed"] {
                let again = try await here.post("/images/\(picture.id)/\(verb)", form: [])
                let number = try #require(
                    again.headers[.location].flatMap { Int64($0.split(separator: "/").last ?? "") }
                )
                #expect(try await here.house.wait(for: number).generation.source?.version == 1)
            }
            // Edited in the form.
            let edit = try await here.get("/generate/\(dreamshaper)?from=\(picture.id)").text
            #expect(edit.contains("name=\"prompt_version\" value=\"\(id).1\""))
            let edited = [("prompt", "a blue fox"), ("seed", "6"), ("prompt_version", "\(id).1")]
            let other = try await here.post("/generate/\(dreamshaper)", form: edited)
            let number = try #require(other.headers[.location].flatMap { Int64($0.split(separator: "/").last ?? "") })
            let blue = try #require(try await here.house.wait(for: number).images.first)
            #expect(try await here.get("/images/\(blue.id)").text.contains("<strong>edited</strong>"))
            #expect(try await here.get("/prompts/\(id)/versions/1").text.contains("action=\"/prompts/\(id)/cover\""))
            _ = try await here.post("/prompts/\(id)/cover", form: [("image", "\(blue.id)")])
            #expect(try await here.get("/prompts/\(id)").text.contains("Chosen as its cover."))
            _ = try await here.post("/prompts/\(id)/cover", form: [])
            #expect(try await here.get("/prompts/\(id)").text.contains("The best rated."))
            let found = try await here.get("/api/images?q=prompt:fox").text
            #expect(found.contains("\"id\":\(blue.id),") && found.contains("\"id\":\(picture.id),"))
            #expect(!found.contains("\"id\":\(image.id),"))
            #expect(try await here.get("/prompts/\(id)").text.contains("edited</span>"))
        }
    }

    @Test func theFormForgetsItsPromptWhenAsked() async throws {
        try await TemporarySite.run { here in
            let id = try await add(here, [("title", "Fox"), ("text", "a red fox")])
            let fields = [("prompt", "kept"), ("prompt_version", "\(id).1"), ("adjust", "forget-prompt")]
            let page = try await here.post("/generate/\(dreamshaper)", form: fields).text
            #expect(page.contains("\nkept</textarea>") && !page.contains("prompt_version"))
            // One that is gone is no reason to refuse the request.
            let gone = [("prompt", "a fox"), ("prompt_version", "99.1")]
            let made = try await here.post("/generate/\(dreamshaper)", form: gone)
            #expect(made.status == .seeOther)
            let generation = try #require(
                made.headers[.location].flatMap { Int64($0.split(separator: "/").last ?? "") }
            )
            #expect(try await here.house.wait(for: generation).generation.source == nil)
        }
    }

    @Test func aComparisonRemembersItsPrompt() async throws {
        try await TemporarySite.run { here in
            let id = try await add(here, [("title", "Fox"), ("text", "a red fox"), ("negative_text", "blur")])
            let form = try await here.get("/compare/new?prompt=\(id)").text
            #expect(form.contains("\na red fox</textarea>") && form.contains("\nblur</textarea>"))
            let fields = [
                ("prompt", "a red fox"), ("negative_prompt", "blur"), ("model", dreamshaper), ("axis1", "seed"),
                ("values1", "1, 2"), ("prompt_version", "\(id).1"), ("shown", "1000000"),
            ]
            let made = try await here.post("/compare/new", form: fields)
            let address = try #require(made.headers[.location])
            let number = try #require(Int64(address.split(separator: "/").last ?? ""))
            #expect(try await here.get(address).text.contains("Fox, version 1"))
            let sheet = try #require(try await here.studio.library.answer(ComparisonSheetQuery(id: number)))
            for cell in sheet.cells {
                let done = try await here.house.wait(for: try #require(cell.generation))
                #expect(done.generation.source == PromptSource(prompt: id, version: 1))
            }
            let page = try await here.get("/prompts/\(id)").text
            #expect(page.contains("Compared in") && page.contains(address))
            #expect(try await here.get("/compare/new?from=\(number)").text.contains("value=\"\(id).1\""))
        }
    }

    @Test func allThatCanBeDrawnFromAPromptIsThatPromptUnedited() async throws {
        try await TemporarySite.run { here in
            let id = try await add(here, [("title", "Fox"), ("text", "a {red|white} fox")])
            func make(_ prompts: String) async throws -> [PromptSource?] {
                let fields = [
                    ("prompt", ""), ("model", dreamshaper), ("axis1", "prompt"), ("values1", prompts),
                    ("fixed_seed", "3"),
                    ("prompt_version", "\(id).1"), ("shown", "1000000"),
                ]
                let made = try await here.post("/compare/new", form: fields)
                let number = try #require(
                    made.headers[.location].flatMap { Int64($0.split(separator: "/").last ?? "") }
                )
                let sheet = try #require(try await here.studio.library.answer(ComparisonSheetQuery(id: number)))
                var sources: [PromptSource?] = []
                for cell in sheet.cells {
                    let generation = try #require(cell.generation)
                    sources.append(
                        try await here.studio.library.answer(GenerationQuery(id: generation))?.generation.source
                    )
                }
                return sources
            }
            let drawn = PromptSource(prompt: id, version: 1)
            #expect(try await make("a red fox\na white fox") == [drawn, drawn])
            #expect(try await make("a blue fox\na grey fox").allSatisfy { $0?.isEdited == true })
            // From a model's form on.
            let combined = [("prompt", "a {red|white} fox"), ("prompt_version", "\(id).1"), ("adjust", "combine")]
            let form = try await here.post("/generate/\(dreamshaper)", form: combined).text
            #expect(form.contains("value=\"\(id).1\"") && form.contains("a white fox"))
        }
    }

    @Test func theJSONTwinsSaveReadAndRefuse() async throws {
        try await TemporarySite.run { here in
            let body = """
                {"title": "Fox", "text": "a red fox", "negative_text": "blur", "tags": ["Winter"], "notes": "n",
                 "model": "\(dreamshaper)", "parameters": {"guidance_scale": 7.5}, "person": "Anna"}
                """
            let made = try await here.post("/api/prompts", json: body)
            #expect(made.status == .created && made.headers[.location] == "/api/prompts/1")
            #expect(made.text.contains("\"author\":\"Anna\"") && made.text.contains("\"version\":1"))
            #expect(made.text.contains("\"parameters\":{\"guidance_scale\":7.5}"))
            let saved = try await here.put(
                "/api/prompts/1",
                json: #"{"version": 1, "text": "a white fox", "message": "m"}"#
            )
            #expect(
                saved.status == .ok && saved.text.contains("\"version\":2")
                    && saved.text.contains("\"tags\":[\"Winter\"]")
            )
            let late = try await here.put("/api/prompts/1", json: #"{"version": 1, "text": "a grey fox"}"#)
            #expect(
                late.status == .conflict && late.text.contains("\"present\":{") && late.text.contains("a white fox")
            )
            #expect(try await here.get("/api/prompts/1/versions/1").text.contains("a red fox"))
            #expect(try await here.get("/api/prompts?q=tag:winter%20white").text.contains("\"id\":1"))
            #expect(try await here.get("/api/prompts?q=red").text == "{\"prompts\":[]}")
            #expect(try await here.post("/api/prompts", json: "{}").status == .badRequest)
            #expect(try await here.put("/api/prompts/1", json: #"{"text": "x"}"#).status == .badRequest)
            #expect(try await here.put("/api/prompts/9", json: #"{"version": 1, "text": "x"}"#).status == .notFound)
            let faulty = #"{"text": "x", "model": "\#(dreamshaper)", "parameters": {"guidance_scale": 99}}"#
            let refused = try await here.post("/api/prompts", json: faulty)
            #expect(refused.status == .badRequest && refused.text.contains("\"parameters\":"))
        }
    }

    @Test func theLibraryGoesOutAndInThroughTheBrowser() async throws {
        try await TemporarySite.run { here in
            let id = try await add(here, [("title", "Fox"), ("text", "a \"red\" fox,\nin snow"), ("tags", "winter")])
            _ = try await save(here, id, [("version", "1"), ("title", "Fox"), ("text", "a white fox")])
            func file(_ format: String) async throws -> [UInt8] {
                let answer = try await here.get("/prompts/carry/prompts.\(format)")
                #expect(answer.headers[.contentDisposition]?.contains("prompts.\(format)") == true)
                guard case .stream = answer.body else { throw LibraryError.notFound }
                return try await here.carried(format)
            }
            let (json, csv) = (try await file("json"), try await file("csv"))
            try await TemporarySite.run { other in
                for (bytes, name) in [(json, "prompts.json"), (csv, "prompts.csv")] {
                    let sent = try await other.upload(bytes, named: name)
                    let page = try await other.get(try #require(sent.headers[.location])).text
                    #expect(
                        page.contains(name == "prompts.json" ? "1 prompt came, 2 versions in all." : "here already")
                    )
                }
                #expect(try await other.carried("json") == json)
                #expect(try await other.carried("csv") == csv)
                let broken = try await other.upload(Array("text\n\"open".utf8), named: "mine.csv")
                #expect(broken.status == .badRequest)
                #expect(broken.text.contains("Nothing of") && broken.text.contains("Line 2, column 1"))
            }
        }
    }
}

extension TemporarySite {
    /// What the file of that ending holds.
    fileprivate func carried(_ format: String) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        let format = try #require(CarryFormat(rawValue: format))
        _ = try await studio.library.carryOut(as: format) { more, _ in bytes += more }
        return bytes
    }

    /// Sends a file as the form of the page for carrying does.
    fileprivate func upload(_ bytes: [UInt8], named name: String) async throws -> Response {
        let boundary = "a-boundary"
        let head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"prompts\"; filename=\"\(name)\"\r\n\r\n"
        var headers: HTTPFields = [:]
        headers[.contentType] = "multipart/form-data; boundary=\(boundary)"
        let body = Array(head.utf8) + bytes + Array("\r\n--\(boundary)--\r\n".utf8)
        return await router.answer(
            try Request(method: .post, target: "/prompts/carry", headers: headers, body: body)
        )
    }
}
