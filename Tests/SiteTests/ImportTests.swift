import Foundation
import HTTPServer
import HTTPTypes
import Library
import Pictures
import Studio
import Testing

@testable import Site

/// Pictures brought through the browser.
@Suite(.timeLimit(.minutes(2))) struct ImportTests {
    /// A picture with an infotext as another program writes it.
    private static func picture(_ prompt: String, shade: UInt8 = 90, model: String = "juggernautXL") throws -> [UInt8] {
        let pixels = Pixels(width: 32, height: 48, rgb: Array(repeating: shade, count: 3 * 32 * 48))
        let text = """
            \(prompt)
            Negative prompt: blurry
            Steps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7, Seed: 4711, Size: 32x48, Model: \(model), Version: v1.9.3
            """
        return try PictureTexts.embedding(text, into: pixels.png())
    }

    private struct Brought: Decodable {
        var state: String
        var image: Int64
        var tool: String?
        var day: String
    }

    private static func send(_ bytes: [UInt8], to site: TemporarySite, _ query: String = "") async throws -> Response {
        await site.router.answer(try Request(method: .post, target: "/api/import\(query)", body: bytes))
    }

    private static func brought(_ response: Response) throws -> Brought {
        try JSONDecoder().decode(Brought.self, from: Data(response.text.utf8))
    }

    @Test("A picture that is sent is an image with its parameters, its thumbnail and its date")
    func brings() async throws {
        try await TemporarySite.run { site in
            let response = try await Self.send(
                Self.picture("a fox"),
                to: site,
                "?name=sub%2Ffox.png&modified=1700000000000"
            )
            #expect(response.status == .created)
            let brought = try Self.brought(response)
            #expect(brought.state == "brought")
            #expect(brought.tool == "automatic1111")
            let detail = try #require(try await site.studio.library.answer(ImageQuery(id: brought.image)))
            #expect(detail.image.createdAt == Date(timeIntervalSince1970: 1_700_000_000))
            #expect(detail.image.file.colour == "#5a5a5a")
            #expect(detail.image.model == "juggernautXL")
            let page = try await site.get("/images/\(brought.image)").text
            #expect(page.contains("a fox"))
            #expect(page.contains("DPM++ 2M Karras"))
            #expect(page.contains("sub/fox.png"))
            #expect(try await site.get("/?q=fox").text.contains("/images/\(brought.image)"))
        }
    }

    @Test("The same bytes are known, and brought back where their file was lost")
    func known() async throws {
        try await TemporarySite.run { site in
            let bytes = try Self.picture("a fox")
            let first = try Self.brought(try await Self.send(bytes, to: site))
            let again = try await Self.send(bytes, to: site)
            #expect(again.status == .ok)
            #expect(try Self.brought(again).state == "known")
            #expect(try Self.brought(again).image == first.image)
            let image = try #require(try await site.studio.library.answer(ImageQuery(id: first.image))).image
            try FileManager.default.removeItem(atPath: site.studio.pictures.file(image.file.path))
            #expect(try Self.brought(try await Self.send(bytes, to: site)).state == "known")
            #expect(site.studio.pictures.hasFile(image.file.path, byteCount: bytes.count))
        }
    }

    @Test("What is no picture, broken or empty is refused with its reason", arguments: [0, 1, 2])
    func refuses(kind: Int) async throws {
        try await TemporarySite.run { site in
            let bytes = try [[], Array("no picture".utf8), Array(Self.picture("cut").dropLast(40))][kind]
            let response = try await Self.send(bytes, to: site)
            #expect(response.status == .badRequest)
            #expect(response.text.contains("error"))
            #expect(try await site.studio.library.answer(GalleryQuery(Search(""), limit: 1)).frames.isEmpty)
        }
    }

    @Test("Without scripts the page's form brings several files, and names those that did not come")
    func form() async throws {
        try await TemporarySite.run { site in
            func post(_ files: [(String, [UInt8])]) async throws -> Response {
                var body: [UInt8] = []
                for (name, bytes) in files {
                    body += Array(
                        """
                        --b\r\nContent-Disposition: form-data; name="pictures"; filename="\(name)"\r\n\
                        Content-Type: image/png\r\n\r\n
                        """.utf8
                    )
                    body += bytes + Array("\r\n".utf8)
                }
                body += Array("--b--\r\n".utf8)
                let headers: HTTPFields = [.contentType: "multipart/form-data; boundary=b"]
                return await site.router.answer(
                    try Request(method: .post, target: "/import", headers: headers, body: body)
                )
            }
            let good = try await post([
                ("a.png", Self.picture("a", shade: 1)), ("b.png", Self.picture("b", shade: 2)),
            ])
            #expect(good.status == .seeOther)
            let address = try #require(good.headers[.location])
            #expect(try await site.get(address).text.contains("2 pictures brought"))
            let mixed = try await post([("a.png", Self.picture("a", shade: 1)), ("<b>.png", [1, 2, 3])])
            #expect(mixed.status == .ok)
            #expect(mixed.text.contains("1 already here"))
            #expect(mixed.text.contains("&lt;b&gt;.png"))
        }
    }

    @Test("An imported picture is not made again, but its values begin a form; one of our models is offered")
    func edits() async throws {
        try await TemporarySite.run { site in
            let foreign = try Self.brought(try await Self.send(Self.picture("a fox"), to: site)).image
            for action in ["regenerate", "new-seed"] {
                let refused = try await site.post("/images/\(foreign)/\(action)", form: [])
                #expect(refused.status == .conflict)
                #expect(refused.text.contains("was imported"))
            }
            let form = try await site.get("/generate/sdxl1.0-realvis?from=\(foreign)")
            #expect(form.status == .ok)
            #expect(form.text.contains("a fox"))
            #expect(form.text.contains("4711"))
            let own = try await Self.send(
                Self.picture("a hare", shade: 3, model: "SDXL1.0-Realvis.safetensors"),
                to: site
            )
            let page = try await site.get("/images/\(try Self.brought(own).image)").text
            #expect(page.contains("/generate/sdxl1.0-realvis?from="))
        }
    }

    @Test("A download carries what made the picture, and reads back the same")
    func downloads() async throws {
        try await TemporarySite.run { site in
            let image = try await site.makePicture("a pear, café")
            let response = try await site.get("/images/\(image.id)/download")
            guard case .bytes(let bytes) = response.body else { throw LibraryError.notFound }
            let carried = try #require(EmbeddedParameters(of: bytes))
            #expect(carried.tool == .contactsheet)
            #expect(carried.prompt == "a pear, café")
            #expect(carried.seed == 1)
            #expect(carried.model == image.model)
            #expect(response.headers[.contentDisposition]?.contains("\(image.model)-1-\(image.id).") == true)
            // Without the text, the very same bytes.
            let again = try Self.brought(try await Self.send(bytes, to: site))
            #expect(again.tool == "contactsheet")
        }
    }
}
