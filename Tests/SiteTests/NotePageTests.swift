import Foundation
import HTTPServer
import HTTPTypes
import Library
import Testing

@testable import Site

@Suite struct NotePageTests {
    private func run(_ test: (TemporarySite, Int64) async throws -> Void) async throws {
        try await TemporarySite.run { site in try await test(site, try await site.makePicture("a pear").id) }
    }

    private func version(_ page: String) -> String {
        page.firstMatch(of: /name="version" value="(\d*)"/).map { String($0.output.1) } ?? "none"
    }

    @Test("A note is written on the picture's page, shown in the panel, found, and undone")
    func writes() async throws {
        try await run { site, id in
            let first = try await site.get("/images/\(id)").text
            #expect(first.contains("Write a note") && version(first) == "")
            let form = [("note", "Mind <the> hands\r\nand feet"), ("version", ""), ("back", "/images/\(id)")]
            let written = try await site.post("/images/\(id)/note", form: form)
            let page = try await site.get(try #require(written.headers[.location])).text
            #expect(page.contains("Mind &lt;the&gt; hands\nand feet") && page.contains("Wrote a note: 1 picture."))
            let panel = try await site.get("/images/\(id)/panel").text
            #expect(panel.contains("Mind &lt;the&gt; hands"))
            let found = try await site.get("/?q=note:hands").text
            #expect(found.contains("1 picture<"))
            let action = try #require(written.headers[.location]?.split(separator: "=").last)
            _ = try await site.post("/actions/\(action)/undo", form: [])
            let after = try await site.get("/images/\(id)").text
            #expect(after.contains("Write a note"))
        }
    }

    @Test("Who was second is told, and finds both texts")
    func conflicts() async throws {
        try await run { site, id in
            let old = version(try await site.get("/images/\(id)").text)
            _ = try await site.post("/images/\(id)/note", form: [("note", "hers"), ("version", old)])
            let second = try await site.post("/images/\(id)/note", form: [("note", "his <b>"), ("version", old)])
            #expect(second.status == .conflict && second.text.contains("Somebody was faster"))
            #expect(second.text.contains(">his &lt;b&gt;</textarea>") && second.text.contains(">hers</p>"))
            let now = version(second.text)
            let third = try await site.post("/images/\(id)/note", form: [("note", "both"), ("version", now)])
            #expect(third.status == .seeOther)
        }
    }

    @Test("What is too long stays as it was typed")
    func bounds() async throws {
        try await run { site, id in
            let long = String(repeating: "x", count: 4001)
            let answer = try await site.post("/images/\(id)/note", form: [("note", long), ("version", "")])
            #expect(answer.status == .badRequest && answer.text.contains(long) && answer.text.contains("at most 4000"))
            let missing = try await site.post("/images/99/note", form: [("note", "x")])
            #expect(missing.status == .notFound)
        }
    }

    @Test("Programs read and write notes by their version")
    func api() async throws {
        try await run { site, id in
            let path = "/api/images/\(id)/note"
            let none = try await site.get(path).text
            #expect(none.contains(#""text":null"#) && none.contains(#""version":null"#))
            let written = try await site.put(path, json: #"{"text": "one", "version": null}"#)
            #expect(written.text.contains(#""text":"one""#) && written.text.contains(#""action_id":1"#))
            let stale = try await site.put(path, json: #"{"text": "two", "version": null}"#)
            #expect(stale.status == .conflict && stale.text.contains(#""text":"one""#))
            let over = try await site.put(path, json: #"{"text": "three"}"#)
            #expect(over.status == .ok && over.text.contains(#""text":"three""#))
            let wiped = try await site.put(path, json: #"{"text": " "}"#)
            #expect(wiped.text.contains(#""text":null"#))
            let missing = try await site.get("/api/images/99/note")
            #expect(missing.status == .notFound)
        }
    }
}
