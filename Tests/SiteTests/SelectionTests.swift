import Foundation
import HTTPServer
import HTTPTypes
import Library
import Synchronization
import Testing

@testable import Site

@Suite struct SelectionTests {
    /// Three pictures, made by the sandbox.
    private func run(_ test: (TemporarySite, [Int64]) async throws -> Void) async throws {
        try await TemporarySite.run { site in
            var ids: [Int64] = []
            for number in 1...3 { ids.append(try await site.makePicture("pear \(number)").id) }
            try await test(site, ids)
        }
    }

    private func ask(_ site: TemporarySite, _ json: String) async throws -> [String: Any] {
        let answer = try await site.post("/api/selection", json: json)
        #expect(answer.status == .ok, "\(answer.text)")
        return try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
    }

    @Test("A form's action goes back to its page, which tells of it and offers the way back")
    func goesBackWithANotice() async throws {
        try await run { site, ids in
            let form =
                ids.prefix(2).map { ("ids", String($0)) } + [("action", "rate:4"), ("back", "/?q=pear&order=rating")]
            let answer = try await site.post("/selection", form: form)
            #expect(answer.status == .seeOther)
            let address = try #require(answer.headers[.location])
            #expect(address.hasPrefix("/?q=pear&order=rating&done="))
            let page = try await site.get(address).text
            #expect(page.contains("Rated 4: 2 pictures."))
            #expect(page.contains("title=\"Rated 4 of 5\""), "cards that were drawn before are drawn anew")
            let id = try #require(address.split(separator: "=").last)
            #expect(page.contains("action=\"/actions/\(id)/undo\""))
            let undone = try await site.post("/actions/\(id)/undo", form: [("back", "/")])
            #expect(undone.headers[.location] == "/?done=\(id)")
            let after = try await site.get("/?done=\(id)").text
            #expect(after.contains("Undone for 2 pictures.") && !after.contains("Rated 4 of 5"))
            #expect(try await site.post("/actions/\(id)/undo", form: []).status == .conflict)
        }
    }

    @Test("All that match are marked, tags are found, and favourites are one's own")
    func marksAllThatMatch() async throws {
        try await run { site, ids in
            let tagged = try await ask(site, #"{"q": "pear", "action": "tag", "value": ["Snow", "night"]}"#)
            #expect(tagged["count"] as? Int == 3 && tagged["job"] is NSNull)
            #expect(try await site.get("/?q=tag:snow").text.contains("3 pictures"))
            let names = try await site.get("/api/marks").text
            #expect(names == #"{"collections":[],"tags":["night","Snow"]}"#)
            _ = try await ask(site, #"{"ids": [\#(ids[0])], "action": "favourite"}"#)
            #expect(try await site.get("/?q=is:favourite").text.contains("1 picture<"))
            _ = try await ask(site, #"{"q": "", "action": "collect", "value": "Best, of all"}"#)
            #expect(try await site.get("/collections").text.contains("Best, of all"))
            #expect(try await site.get("/?q=in:%22best,%20of%20all%22").text.contains("3 pictures"))
            let picture = try await site.get("/images/\(ids[0])").text
            #expect(picture.contains("untag:Snow") && picture.contains("uncollect:Best, of all"))
            #expect(picture.contains("aria-pressed=\"true\""))
        }
    }

    @Test("The trash shows what came there, puts it back, and is emptied only when that is confirmed")
    func trash() async throws {
        try await run { site, ids in
            let all = ids.map(String.init).joined(separator: ",")
            _ = try await ask(site, #"{"ids": [\#(all)], "action": "trash"}"#)
            #expect(try await site.get("/").text.contains("An empty sheet"))
            #expect(try await site.get("/images/\(ids[0])").text.contains("In the trash since"))
            let page = try await site.get("/trash").text
            #expect(page.contains("3 pictures") && page.contains("30 days"))
            let restore = [("in", "trash"), ("ids", "\(ids[0])"), ("action", "restore"), ("back", "/trash")]
            #expect(try await site.post("/selection", form: restore).status == .seeOther)
            #expect(try await site.post("/trash/empty", form: []).status == .badRequest)
            #expect(try await site.get("/trash").text.contains("2 pictures"))
            let emptied = try await site.post("/trash/empty", form: [("sure", "yes"), ("until", "99999999999999")])
            #expect(emptied.headers[.location]?.hasPrefix("/trash?done=") == true)
            #expect(try await site.get("/trash").text.contains("Nothing in the trash"))
            #expect(try await site.get("/images/\(ids[1])").status == .notFound)
            #expect(try await site.get("/images/\(ids[0])").status == .ok)
        }
    }

    @Test("A zip comes as a stream, by a name that says when and how many")
    func zips() async throws {
        try await run { site, ids in
            let answer = try await site.post("/selection/zip", form: [("all", "1"), ("q", "pear")])
            #expect(answer.headers[.contentType] == "application/zip")
            #expect(answer.headers[.contentDisposition]?.hasSuffix("-3.zip\"") == true)
            guard case .stream = answer.body else {
                Issue.record("no stream")
                return
            }
        }
    }

    @Test(
        "What cannot be read is refused and changes nothing",
        arguments: [
            #"{"ids": [], "action": "trash"}"#, #"{"action": "trash"}"#, #"{"ids": [1], "q": "", "action": "trash"}"#,
            #"{"ids": [1], "action": "delete"}"#, #"{"ids": [1], "action": "rate", "value": 9}"#,
            #"{"ids": ["1"], "action": "trash"}"#, #"{"q": "is:failed", "action": "trash"}"#,
            #"{"q": "rating:many", "action": "trash"}"#, #"{"q": "-is:failed", "action": "trash"}"#,
            #"{"ids": [1], "action": "tag"}"#, "[]", "",
        ]
    )
    func refuses(_ json: String) async throws {
        try await TemporarySite.run { site in
            #expect(try await site.post("/api/selection", json: json).status == .badRequest)
            let actions = try await site.studio.library.answer(RecentActionsQuery())
            #expect(actions.isEmpty)
        }
    }

    @Test("More than a thousand are not named one by one, and for ever is no action of a form")
    func bounds() async throws {
        try await TemporarySite.run { site in
            let many = (1...1001).map { ("ids", String($0)) } + [("action", "trash")]
            let delete = [("ids", "1"), ("action", "delete")]
            for form in [many, delete, [("ids", "x"), ("action", "trash")], [("action", "trash")]] {
                let answer = try await site.post("/selection", form: form)
                #expect(answer.status == .badRequest)
            }
        }
    }

    @Test(
        "No form leads to another site",
        arguments: ["//evil.example", "/\\evil.example", "https://evil.example/x", ""]
    )
    func staysInTheHouse(_ back: String) async throws {
        try await run { site, ids in
            let form = [("ids", String(ids[0])), ("action", "favourite"), ("back", back)]
            let answer = try await site.post("/selection", form: form)
            #expect(answer.headers[.location]?.hasPrefix("/?done=") == true)
        }
    }

    @Test("What was done is listed, each with its page and its way back")
    func listsWhatWasDone() async throws {
        try await run { site, ids in
            let done = try await ask(site, #"{"ids": [\#(ids[0])], "action": "tag", "value": "<b>"}"#)
            let id = try #require(done["action_id"] as? Int)
            let list = try await site.get("/jobs").text
            #expect(list.contains("Tagged &lt;b&gt;") && list.contains("/jobs/\(id)"))
            #expect(try await site.get("/jobs/\(id)").text.contains("Done"))
            #expect(try await site.get("/jobs/999").status == .notFound)
        }
    }

}
