import Foundation
import HTTPServer
import HTTPTypes
import Library
import Testing

@testable import Site

@Suite struct PageTests {
    @Test func anUnknownModelIsAnsweredWithTheListOfModels() async throws {
        try await TemporarySite.run { site in
            let answer = try await site.get("/generate/sdxl-of-dreams")
            #expect(answer.status == .notFound)
            #expect(answer.text.contains("sdxl1.0-realvis"))
        }
    }

    @Test func everyFieldOfEveryModelIsOnItsForm() async throws {
        try await TemporarySite.run { site in
            for model in site.studio.catalog.models {
                let form = try await site.get("/generate/\(model.slug)").text
                for parameter in model.parameters where !parameter.isHidden && parameter.fixedValue == nil {
                    let isThere = form.contains("name=\"\(parameter.name)\"")
                    #expect(isThere, "\(parameter.name) of \(model.slug)")
                    let isExplained = form.contains(HTMLEscaper().escapeText(parameter.help))
                    #expect(isExplained, "help of \(parameter.name)")
                }
            }
        }
    }

    @Test func aClosedSchedulerListIsASelectAndAnOpenOneAField() async throws {
        try await TemporarySite.run { site in
            #expect(try await site.get("/generate/sdxl1.0-realvis").text.contains("<select id=\"field-scheduler\""))
            let open = try await site.get("/generate/sdxl1.0-realdream-lightning").text
            #expect(open.contains("<datalist id=\"field-scheduler-list\">"))
            #expect(open.contains("DPM++ 3M SDE Karras"))
        }
    }

    @Test func aPromptThatIsTooLongComesBackWhole() async throws {
        try await TemporarySite.run { site in
            let prompt = String(repeating: "word ", count: 2100)
            let answer = try await site.post("/generate/sdxl1.0-realvis", form: [("prompt", prompt)])
            #expect(answer.status == .badRequest)
            #expect(answer.text.contains("at most 10000 are taken"))
            #expect(answer.text.contains(prompt))
        }
    }

    @Test func aFormFromAnotherSiteIsRefused() async throws {
        try await TemporarySite.run { site in
            let fetched = try #require(HTTPField.Name("Sec-Fetch-Site"))
            let foreign: [HTTPFields] = [
                [fetched: "cross-site"], [fetched: "same-site"], [.origin: "http://evil.example"],
            ]
            for headers in foreign {
                let answer = try await site.post(
                    "/generate/sdxl1.0-realvis",
                    form: [("prompt", "paid by you")],
                    headers: headers
                )
                #expect(answer.status == .forbidden)
            }
            #expect(try await site.studio.library.answer(OpenCountQuery()) == 0)
        }
    }

    @Test func everyAnswerCarriesTheSecurityHeaders() async throws {
        try await TemporarySite.run { site in
            let origin: HTTPFields = [.origin: "http://evil.example"]
            let refused = try await site.post("/theme", form: [("theme", "dark")], headers: origin)
            #expect(refused.status == .forbidden)
            var answers = [refused]
            for target in ["/", "/nowhere", "/api/images", "/healthz", "/public/styles/base.css"] {
                answers.append(try await site.get(target))
            }
            for headers in answers.map(\.headers) {
                #expect(headers[.contentSecurityPolicy]?.contains("unsafe-inline") == false)
                #expect(headers[.xContentTypeOptions] == "nosniff")
            }
        }
    }

    @Test func aRequestThatFitsAnotherModelIsNoRegeneration() async throws {
        try await TemporarySite.run { site in
            let image = try await site.makePicture("a pear")
            guard let detail = try await site.studio.library.answer(ImageQuery(id: image.id)) else { return }
            let model = try #require(site.studio.catalog[image.model])
            let set = try model.parameterSet(json: detail.generation.request)
            let form = set.entries.map { ($0.name, $0.value.text) } + [("parent", String(image.id))]
            for (slug, relation) in [("sdxl1.0-realvis", Generation.Relation.variation), (image.model, .regeneration)] {
                let answer = try await site.post("/generate/\(slug)", form: form)
                let id = try #require(answer.headers[.location]?.split(separator: "/").last.flatMap { Int64($0) })
                let asked = try await site.studio.library.answer(GenerationQuery(id: id))
                #expect(asked?.generation.parent == .init(imageID: image.id, relation: relation))
            }
        }
    }

    @Test(arguments: [
        ("127.0.0.1:8080", true), ("[::1]:8080", true), ("localhost", true), ("192.168.1.9", true),
        ("evil.example", false), ("127.0.0.1.evil.example", false), ("", false),
    ])
    func onlyThisMachinesNamesAreAnswered(_ host: String, _ isOurs: Bool) {
        #expect(HostNames(listeningOn: "127.0.0.1").isOurs(host) == isOurs)
    }

    @Test func theThemeGoesBackOnlyIntoTheHouse() async throws {
        try await TemporarySite.run { site in
            for back in ["//evil.example", "https://evil.example", "/\\evil.example"] {
                let answer = try await site.post("/theme", form: [("theme", "dark"), ("back", back)])
                #expect(answer.headers[.location] == "/")
            }
        }
    }

    @Test func aPictureKeepsItsPlaceInASearch() async throws {
        try await TemporarySite.run { site in
            let first = try await site.makePicture("green pear")
            _ = try await site.makePicture("grey stone")
            let last = try await site.makePicture("yellow pear")
            let gallery = try await site.get("/?q=pear").text
            #expect(gallery.contains("/images/\(first.id)?q=pear"))
            let page = try await site.get("/images/\(first.id)?q=pear").text
            #expect(page.contains("href=\"/images/\(last.id)?q=pear\" data-key=\"ArrowLeft\""))
        }
    }

    @Test func aThumbnailIsImmutableAndUnknownHashesAreNot() async throws {
        try await TemporarySite.run { site in
            let image = try await site.makePicture("small")
            let answer = try await site.get("/thumbnails/\(image.file.sha256)")
            #expect(answer.headers[.cacheControl]?.contains("immutable") == true)
            let missing = try await site.get("/thumbnails/\(String(repeating: "0", count: 64))")
            #expect(missing.status == .notFound)
            #expect(missing.headers[.cacheControl]?.contains("immutable") != true)
            #expect(try await site.get("/files/..%2f..%2fetc%2fpasswd").status == .notFound)
        }
    }
}

@Suite struct APITests {
    @Test func aGenerationIsMadeAndRead() async throws {
        try await TemporarySite.run { site in
            let body = #"{"model": "sdxl1.0-dreamshaper", "parameters": {"prompt": "by program", "seed": 9}}"#
            let answer = try await site.post("/api/generations", json: body)
            #expect(answer.status == .created)
            let object = try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
            #expect(
                Set(object.keys) == [
                    "id", "model", "state", "error", "request_id", "parameters", "images", "parent_image_id", "verdict",
                    "cost_usd", "cost_is_real", "person", "prompt_id", "prompt_version", "prompt_is_edited", "wording",
                ]
            )
            #expect((object["parameters"] as? [String: Any])?["guidance_scale"] as? Double == 7.5)
        }
    }

    @Test func everyFaultIsNamedWithItsField() async throws {
        try await TemporarySite.run { site in
            let body = #"{"model": "sdxl1.0-dreamshaper", "parameters": {"samples": 9, "colour": "red"}}"#
            let answer = try await site.post("/api/generations", json: body)
            #expect(answer.status == .badRequest)
            let object = try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
            let fields = try #require(object["fields"] as? [String: String])
            #expect(Set(fields.keys) == ["prompt", "samples", "colour"])
        }
    }

    @Test(arguments: ["", "[]", "{", #"{"model": 3}"#, #"{"model": "x", "parameters": {"prompt": {}}}"#])
    func rubbishIsAFaultNotAnAccident(_ body: String) async throws {
        try await TemporarySite.run { site in
            let answer = try await site.post("/api/generations", json: body)
            #expect(answer.status == .badRequest)
        }
    }

    @Test func theGalleryIsPagedByCursor() async throws {
        try await TemporarySite.run { site in
            for number in 1...3 { _ = try await site.makePicture("number \(number)") }
            struct Gallery: Decodable {
                struct Entry: Decodable { var id: Int64 }
                var images: [Entry]
                var before: String?
            }
            let first = try JSONDecoder().decode(
                Gallery.self,
                from: Data(try await site.get("/api/images?limit=2").text.utf8)
            )
            #expect(first.images.map(\.id) == [3, 2])
            let before = try #require(first.before)
            let second = try JSONDecoder().decode(
                Gallery.self,
                from: Data(try await site.get("/api/images?limit=2&before=\(before)").text.utf8)
            )
            #expect(second.images.map(\.id) == [1])
            #expect(second.before == nil)
        }
    }

    @Test func regeneratingWhatDoesNotExistIsNotFound() async throws {
        try await TemporarySite.run { site in
            let answer = try await site.post("/api/images/404/regenerate", json: "")
            #expect(answer.status == .notFound)
            #expect(answer.text.contains("\"error\""))
        }
    }
}
