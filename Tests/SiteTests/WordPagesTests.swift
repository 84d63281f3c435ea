import Foundation
import HTTPServer
import HTTPTypes
import Library
import Phrasing
import Testing

@testable import Site

@Suite struct WordPagesTests {
    private func post(
        _ site: TemporarySite,
        _ target: String,
        files: [(field: String, name: String, bytes: [UInt8])],
        _ fields: [(String, String)] = []
    ) async throws -> Response {
        var body: [UInt8] = []
        for (name, value) in fields {
            body += Array("--b\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for file in files {
            let disposition = "form-data; name=\"\(file.field)\"; filename=\"\(file.name)\""
            body += Array("--b\r\nContent-Disposition: \(disposition)\r\n\r\n".utf8) + file.bytes + Array("\r\n".utf8)
        }
        body += Array("--b--\r\n".utf8)
        let headers: HTTPFields = [.contentType: "multipart/form-data; boundary=b"]
        return await site.router.answer(try Request(method: .post, target: target, headers: headers, body: body))
    }

    @Test func aListIsWrittenChangedDeletedAndBroughtBack() async throws {
        try await TemporarySite.run { site in
            #expect(try await site.get("/wildcards").text.contains("No lists yet"))
            let made = try await site.post("/wildcards/new", form: [("name", "people/hair"), ("text", "red\r\n{a|b")])
            let address = try #require(made.headers[.location])
            let page = try await site.get(address).text
            #expect(page.contains("\nred\n{a|b</textarea>"))
            #expect(page.contains("Line 2: This { begins a choice"))
            let version = try #require(page.firstMatch(of: /name="version" value="(\d+)"/)).output.1
            let twin = try await site.post("/wildcards/new", form: [("name", "People/Hair"), ("text", "mine")])
            #expect(twin.status == .conflict)
            #expect(twin.text.contains("\nmine</textarea>"))
            let saved = try await site.post(
                address,
                form: [("name", "hair"), ("text", "grey"), ("version", "\(version)")]
            )
            #expect(saved.status == .seeOther)
            // Somebody who had opened it before is told, and keeps the text.
            let late = try await site.post(
                address,
                form: [("name", "hair"), ("text", "late"), ("version", "\(version)")]
            )
            #expect(late.status == .conflict)
            #expect(late.text.contains("nothing was saved"))
            #expect(late.text.contains("\nlate</textarea>"))
            let deleted = try await site.post("\(address)/delete", form: [])
            let list = try await site.get(try #require(deleted.headers[.location])).text
            #expect(list.contains("The list “hair” is deleted."))
            #expect(try await site.get(address).status == .notFound)
            #expect(try await site.post("\(address)/restore", form: []).status == .seeOther)
            #expect(try await site.get("/wildcards").text.contains("__hair__"))
        }
    }

    @Test func aListThatWasNotTouchedStaysToTheByte() async throws {
        try await TemporarySite.run { site in
            let text = "\u{FEFF}# hair\r\nred\r\n"
            let id = try await site.studio.library.addList(named: "hair", text: text, at: Date())
            let list = try #require(try await site.studio.library.answer(WildcardListQuery(id: id)))
            let version = "\(list.version)"
            _ = try await site.post(
                "/wildcards/\(id)",
                form: [("name", "hair2"), ("text", "# hair\r\nred\r\n"), ("version", version)]
            )
            let renamed = try #require(try await site.studio.library.answer(WildcardListQuery(id: id)))
            #expect(renamed.text == text)
            _ = try await site.post(
                "/wildcards/\(id)",
                form: [("name", "hair2"), ("text", "# hair\r\nred\r\ngrey\r\n"), ("version", "\(renamed.version)")]
            )
            #expect(try await site.get("/wildcards/\(id)/text").text == "\u{FEFF}# hair\r\nred\r\ngrey\r\n")
        }
    }

    @Test func filesComeInAndWhatDoesNotIsNamed() async throws {
        try await TemporarySite.run { site in
            let answer = try await post(
                site,
                "/wildcards/import",
                files: [
                    ("files", "hair.txt", Array("red\ngrey\n".utf8)),
                    ("folder", "mine/people/eyes.txt", Array("blue".utf8)),
                    ("files", "<x>.txt", [0xFF]),
                ]
            )
            #expect(answer.status == .badRequest)
            #expect(answer.text.contains("2 lists came."))
            #expect(answer.text.contains("&lt;x&gt;.txt"))
            let names = try await site.studio.library.answer(WildcardListsQuery()).lists.map(\.name)
            #expect(names == ["hair", "people/eyes"])
            let again = try await post(site, "/wildcards/import", files: [("files", "hair.txt", Array("x".utf8))])
            #expect(again.text.contains("“hair” is there with another text and stayed."))
            let replaced = try await post(
                site,
                "/wildcards/import",
                files: [("files", "hair.txt", Array("x".utf8))],
                [("replace", "1")]
            )
            #expect(replaced.text.contains("took the place of an older one"))
            #expect(try await site.get("/wildcards").text.contains("Deleted lately"))
        }
    }

    @Test func stylesAreWrittenChangedAndExchanged() async throws {
        try await TemporarySite.run { site in
            #expect(try await site.get("/styles").text.contains("No styles yet"))
            let faulty = try await site.post("/styles/new", form: [("name", "x"), ("prompt", "{a|b")])
            #expect(faulty.status == .badRequest)
            #expect(faulty.text.contains("In the prompt. At character 1"))
            let file =
                "\u{FEFF}name,prompt,negative_prompt\r\nfilm,\"{prompt}, 35mm\",\r\n\"say \"\"hi\"\"\",\"a\nb\",blurry\r\n"
            let brought = try await post(site, "/styles/import", files: [("files", "styles.csv", Array(file.utf8))])
            #expect(brought.text.contains("2 styles came."))
            let download = try await site.get("/styles.csv")
            guard case .bytes(let bytes) = download.body else { throw LibraryError.notFound }
            #expect(bytes == Array(file.utf8))
            let saved = try #require(try await site.studio.library.answer(StylesQuery()).first)
            let page = try await site.get("/styles/\(saved.id)").text
            #expect(page.contains("\n{prompt}, 35mm</textarea>"))
            let changed = try await site.post(
                "/styles/\(saved.id)",
                form: [("name", "film"), ("prompt", "35mm"), ("version", "\(saved.version)")]
            )
            #expect(changed.status == .seeOther)
            let late = try await site.post(
                "/styles/\(saved.id)",
                form: [("name", "film"), ("prompt", "late"), ("version", "\(saved.version)")]
            )
            #expect(late.status == .conflict)
            let deleted = try await site.post("/styles/\(saved.id)/delete", form: [])
            #expect(try await site.get(try #require(deleted.headers[.location])).text.contains("is deleted."))
            #expect(try await site.post("/styles/\(saved.id)/restore", form: []).status == .seeOther)
        }
    }

    @Test func programsAskHowAPromptMayGoOn() async throws {
        try await TemporarySite.run { site in
            _ = try await site.studio.library.addList(named: "hair", text: "red", at: Date())
            let answer = try await site.get("/api/words?q=a%20__ha")
            #expect(answer.text == #"[{"count":1,"note":"1 value","source":"list","text":"__hair__"}]"#)
            _ = try await site.post(
                "/generate/sdxl1.0-dreamshaper",
                form: [("prompt", "a {red|blue} fox")],
                headers: [.cookie: "person=Ann"]
            )
            let mine = try Request(method: .get, target: "/api/words/mine", headers: [.cookie: "person=Ann"])
            #expect(await site.router.answer(mine).text == #"["a {red|blue} fox"]"#)
            #expect(try await site.get("/api/words/mine").text == "[]")
        }
    }
}
