import Foundation
import HTTPServer
import HTTPTypes
import Library
import Testing

@testable import Site

@Suite struct TagPageTests {
    private func run(_ test: (TemporarySite) async throws -> Void) async throws {
        try await TemporarySite.run { site in
            for (number, tags) in ["Snow, winter", "Snow", "ice"].enumerated() {
                let id = try await site.makePicture("pear \(number)").id
                let body = #"{"ids": [\#(id)], "action": "tag", "value": "\#(tags)"}"#
                _ = try await site.post("/api/selection", json: body)
            }
            try await test(site)
        }
    }

    private func tags(_ site: TemporarySite) async throws -> String { try await site.get("/api/tags").text }

    @Test("Tags are listed with their pictures, and by their beginning")
    func lists() async throws {
        try await run { site in
            let page = try await site.get("/tags").text
            #expect(
                page.contains("2 pictures") && page.contains("/?q=tag:%22Snow%22") || page.contains("tag%3A%22Snow%22")
            )
            let some = try await site.get("/tags?q=s").text
            #expect(some.contains(">Snow<") && !some.contains(">ice<"))
            let none = try await site.get("/tags?q=zebra").text
            #expect(none.contains("No tag begins so"))
            let json = try await site.get("/api/tags?q=SN&limit=1").text
            #expect(json == #"{"tags":[{"count":2,"tag":"Snow"}]}"#)
        }
    }

    @Test("A tag gets another name; where there is one of that name, the two can be made one")
    func renames() async throws {
        try await run { site in
            let renamed = try await site.post("/tags/rename", form: [("tag", "snow"), ("to", "Powder")])
            let address = try #require(renamed.headers[.location])
            let told = try await site.get(address).text
            #expect(told.contains("The tag “Snow” is called “Powder” now: 2 pictures."))
            let taken = try await site.post("/tags/rename", form: [("tag", "Powder"), ("to", "ice")])
            #expect(taken.status == .badRequest && taken.text.contains("There is a tag “ice” already."))
            #expect(taken.text.contains("Make the two one") && taken.text.contains("value=\"ice\""))
            let list = try await site.post("/tags/rename", form: [("tag", "Powder"), ("to", "a, b")])
            #expect(list.status == .badRequest && list.text.contains("without commas"))
            let id = try #require(address.split(separator: "=").last)
            let undone = try await site.post("/actions/\(id)/undo", form: [("back", "/tags")])
            let after = try await site.get(try #require(undone.headers[.location])).text
            #expect(after.contains("The tag is called “Snow” again."))
        }
    }

    @Test("Several tags become one and part again, and tags are deleted with a way back")
    func mergesAndDeletes() async throws {
        try await run { site in
            let before = try await tags(site)
            let form = [("tags", "Snow"), ("tags", "ice"), ("into", "winter"), ("back", "/tags")]
            let merged = try await site.post("/tags/merge", form: form)
            #expect(try await tags(site) == #"{"tags":[{"count":3,"tag":"winter"}]}"#)
            let told = try await site.get(try #require(merged.headers[.location])).text
            #expect(told.contains("Tags became “winter”: Snow, ice: 3 pictures."))
            let id = try #require(merged.headers[.location]?.split(separator: "=").last)
            _ = try await site.post("/api/actions/\(id)/undo", json: "")
            #expect(try await tags(site) == before)
            let deleted = try await site.post("/tags/delete", form: [("tags", "snow")])
            #expect(try await tags(site) == #"{"tags":[{"count":1,"tag":"ice"},{"count":1,"tag":"winter"}]}"#)
            let other = try #require(deleted.headers[.location]?.split(separator: "=").last)
            _ = try await site.post("/api/actions/\(other)/undo", json: "")
            #expect(try await tags(site) == before)
            let nothing = try await site.post("/tags/merge", form: [("into", "winter")])
            #expect(nothing.status == .badRequest)
        }
    }

    @Test("Programs rename, merge and delete as well")
    func api() async throws {
        try await run { site in
            let renamed = try await site.post("/api/tags/rename", json: #"{"tag": "ice", "to": "Frost"}"#)
            #expect(renamed.status == .ok && renamed.text.contains(#""action":"rename""#))
            let taken = try await site.post("/api/tags/rename", json: #"{"tag": "frost", "to": "snow"}"#)
            #expect(taken.status == .conflict && taken.text.contains("can be merged"))
            let gone = try await site.post("/api/tags/rename", json: #"{"tag": "zebra", "to": "horse"}"#)
            #expect(gone.status == .notFound)
            let merged = try await site.post("/api/tags/merge", json: #"{"tags": ["frost"], "into": "snow"}"#)
            #expect(merged.text.contains(#""count":1"#))
            let deleted = try await site.post("/api/tags/delete", json: #"{"tags": ["winter"]}"#)
            #expect(deleted.text.contains(#""count":1"#))
            #expect(try await tags(site) == #"{"tags":[{"count":3,"tag":"Snow"}]}"#)
        }
    }
}
