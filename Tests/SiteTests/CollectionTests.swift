import Foundation
import HTTPServer
import HTTPTypes
import Library
import Synchronization
import Testing

@testable import Site

@Suite struct CollectionTests {
    /// Three pictures, made by the sandbox, in the collection Best in the order of their making.
    private func run(_ test: (TemporarySite, [Int64]) async throws -> Void) async throws {
        try await TemporarySite.run { site in
            var ids: [Int64] = []
            for number in 1...3 { ids.append(try await site.makePicture("pear \(number)").id) }
            let body =
                #"{"name": "Best", "description": "Of <all>", "ids": [\#(ids.map(String.init).joined(separator: ","))]}"#
            #expect(try await site.post("/api/collections", json: body).status == .created)
            try await test(site, ids)
        }
    }

    private func json(_ answer: Response) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
    }

    /// The pictures of a page in order.
    private func order(_ page: String) -> [Int64] {
        page.matches(of: /name="ids" value="(\d+)"/).compactMap { Int64($0.output.1) }
    }

    private func order(_ site: TemporarySite) async throws -> [Int64] {
        order(try await site.get("/collections/1").text)
    }

    @Test("Its page shows the pictures in the order that they were put in, and moves them by forms")
    func arranges() async throws {
        try await run { site, ids in
            let page = try await site.get("/collections/1").text
            #expect(order(page) == ids)
            #expect(page.contains("Of &lt;all&gt;") && page.contains("3 pictures"))
            #expect(page.contains("?q=in:%22Best%22&amp;order=hand") || page.contains("order=hand"))
            let form = [("ids", "\(ids[2])"), ("to", "start"), ("back", "/collections/1")]
            let moved = try await site.post("/collections/1/move", form: form)
            let address = try #require(moved.headers[.location])
            #expect(address.hasPrefix("/collections/1?done="))
            let after = try await site.get(address).text
            #expect(order(after) == [ids[2], ids[0], ids[1]] && after.contains("Moved in “Best”: 1 picture."))
            let action = try #require(address.split(separator: "=").last)
            _ = try await site.post("/actions/\(action)/undo", form: [("back", "/collections/1")])
            #expect(try await order(site) == ids)
            let beside = [
                ("ids", "\(ids[0])"), ("to", "after"), ("picture", " \(ids[1]) "), ("back", "/collections/1"),
            ]
            _ = try await site.post("/collections/1/move", form: beside)
            #expect(try await order(site) == [ids[1], ids[0], ids[2]])
            let still = try await site.post("/collections/1/move", form: beside)
            #expect(still.headers[.location] == "/collections/1", "nothing to tell of")
        }
    }

    @Test(
        "A move that cannot be read changes nothing",
        arguments: [
            [("to", "start")], [("ids", "1"), ("to", "nowhere")], [("ids", "1"), ("to", "before")],
            [("ids", "1"), ("to", "before"), ("picture", "999")], [("ids", "1"), ("all", "1"), ("to", "start")],
        ]
    )
    func refusesMoves(_ form: [(String, String)]) async throws {
        try await run { site, ids in
            let answer = try await site.post("/collections/1/move", form: form)
            #expect(answer.status == .badRequest)
            let after = try await order(site)
            #expect(after == ids)
        }
    }

    @Test("The gallery, the lightbox and a picture's page walk in the same order")
    func walksInOrder() async throws {
        try await run { site, ids in
            _ = try await site.post("/api/collections/1/moves", json: #"{"ids": [\#(ids[0])], "after": \#(ids[1])}"#)
            let wanted = [ids[1], ids[0], ids[2]]
            let gallery = try await site.get("/?q=in:Best&order=hand").text
            #expect(order(gallery) == wanted && gallery.contains(">By hand<"))
            let all = try await site.get("/").text
            #expect(!all.contains("By hand"))
            let images = try json(try await site.get("/api/images?q=in:best&order=hand"))["images"] as? [[String: Any]]
            #expect(images?.compactMap { $0["id"] as? Int64 } == wanted)
            let neighbours = try json(try await site.get("/api/images/\(ids[0])/neighbours?q=in:best&order=hand"))
            #expect((neighbours["newer"] as? [[String: Any]])?.first?["id"] as? Int64 == ids[1])
            let page = try await site.get("/images/\(ids[0])?q=in:best&order=hand").text
            #expect(
                page.contains("/images/\(ids[2])?q=in%3Abest&amp;order=hand") || page.contains("/images/\(ids[2])?q=")
            )
        }
    }

    @Test("Name and description are edited in place, and stay as typed where they cannot be kept")
    func edits() async throws {
        try await run { site, _ in
            _ = try await site.post("/api/collections", json: #"{"name": "Two"}"#)
            let form = [("name", "Uno"), ("description", "New\r\nwords")]
            #expect(try await site.post("/collections/1", form: form).headers[.location] == "/collections/1")
            let page = try await site.get("/collections/1").text
            #expect(page.contains("<h1>Uno</h1>") && page.contains("New\nwords"))
            let taken = try await site.post("/collections/1", form: [("name", "two"), ("description", "kept <here>")])
            #expect(taken.status == .badRequest && taken.text.contains("Another collection is called"))
            #expect(taken.text.contains("kept &lt;here&gt;") && taken.text.contains("value=\"two\""))
            let long = try await site.post(
                "/collections/1",
                form: [("name", "Uno"), ("description", String(repeating: "x", count: 2001))]
            )
            #expect(long.status == .badRequest && long.text.contains("at most 2000 characters"))
            #expect(try await site.get("/?q=in:uno").text.contains("3 pictures"))
        }
    }

    @Test("A cover is chosen and given up again")
    func covers() async throws {
        try await run { site, ids in
            func cover() async throws -> Int64? {
                try json(try await site.get("/api/collections/1"))["cover_image_id"] as? Int64
            }
            #expect(try await cover() == ids[0])
            let chosen = try await site.post("/collections/1/cover", form: [("ids", "\(ids[1])")])
            #expect(chosen.status == .seeOther)
            #expect(try await cover() == ids[1])
            let two = try await site.post("/collections/1/cover", form: [("ids", "1"), ("ids", "2")])
            #expect(two.status == .badRequest)
            _ = try await site.post("/collections/1/cover", form: [("cover", "first")])
            #expect(try await cover() == ids[0])
        }
    }

    @Test("Sorting anew is undone as one act, and a deleted collection comes back from the notice")
    func sortsAndDrops() async throws {
        try await run { site, ids in
            let sorted = try await site.post("/collections/1/sort", form: [("order", "newest")])
            let address = try #require(sorted.headers[.location])
            #expect(try await site.get(address).text.contains("“Best” sorted, newest first: 3 pictures."))
            #expect(try await order(site) == ids.reversed())
            let action = try #require(address.split(separator: "=").last)
            _ = try await site.post("/actions/\(action)/undo", form: [])
            #expect(try await order(site) == ids)
            #expect(try await site.post("/collections/1/sort", form: [("order", "hand")]).status == .badRequest)
            let dropped = try await site.post("/collections/1/delete", form: [])
            let list = try await site.get(try #require(dropped.headers[.location])).text
            #expect(
                list.contains("Deleted the collection “Best”: 3 pictures stay") && list.contains("No collections yet")
            )
            #expect(try await site.get("/collections/1").status == .notFound)
            let undo = try #require(dropped.headers[.location]?.split(separator: "=").last)
            let back = try await site.post("/actions/\(undo)/undo", form: [("back", "/collections")])
            #expect(try await site.get(try #require(back.headers[.location])).text.contains("“Best” is back."))
            #expect(try await order(site) == ids)
        }
    }

    @Test("A search is saved as a smart collection, which follows the library and nobody puts into")
    func smart() async throws {
        try await run { site, ids in
            let gallery = try await site.get("/?q=pear+rating:%3E3").text
            #expect(gallery.contains("/collections/new?q=pear"))
            let form = try await site.get("/collections/new?q=pear+rating:%3E3").text
            #expect(form.contains("value=\"pear rating:&gt;3\"") && form.contains("finds 0 pictures now"))
            let made = try await site.post("/collections", form: [("name", "Good"), ("search", "pear rating:>3")])
            #expect(made.headers[.location] == "/collections/2")
            #expect(try await site.get("/collections/2").text.contains("Nothing found yet"))
            _ = try await site.post("/api/selection", json: #"{"ids": [\#(ids[1])], "action": "rate", "value": 5}"#)
            let page = try await site.get("/collections/2").text
            #expect(order(page) == [ids[1]] && !page.contains("data-arrange"))
            let index = try await site.get("/collections").text
            #expect(index.contains("<strong class=\"word\">Smart</strong>"))
            let put = #"{"ids": [\#(ids[0])], "action": "collect", "value": "good"}"#
            let refused = try await site.post("/api/selection", json: put)
            #expect(refused.status == .conflict && refused.text.contains("follows its search"))
            let faulty = try await site.post("/collections", form: [("name", "x"), ("search", "rating:many")])
            #expect(faulty.status == .badRequest && faulty.text.contains("value=\"rating:many\""))
            let empty = try await site.post("/collections/2", form: [("name", "Good"), ("search", " ")])
            #expect(empty.status == .badRequest && empty.text.contains("needs a search"))
        }
    }

    @Test("Programs make, change, read page by page, and delete collections")
    func api() async throws {
        try await run { site, ids in
            let taken = try await site.post("/api/collections", json: #"{"name": "best"}"#)
            #expect(taken.status == .conflict && taken.text.contains("Another collection is called"))
            let first = try json(try await site.get("/api/collections/1?limit=2"))
            #expect((first["images"] as? [[String: Any]])?.count == 2 && first["search"] is NSNull)
            let before = try #require(first["before"] as? String)
            let second = try json(try await site.get("/api/collections/1?limit=2&before=\(before)"))
            #expect((second["images"] as? [[String: Any]])?.compactMap { $0["id"] as? Int64 } == [ids[2]])
            let changed = try json(
                try await site.put("/api/collections/1", json: #"{"description": "d", "cover_image_id": \#(ids[2])}"#)
            )
            #expect(changed["name"] as? String == "Best" && changed["cover_image_id"] as? Int64 == ids[2])
            let cleared = try json(try await site.put("/api/collections/1", json: #"{"cover_image_id": null}"#))
            #expect(cleared["cover_image_id"] as? Int64 == ids[0] && cleared["description"] as? String == "d")
            #expect(try await site.put("/api/collections/1", json: #"{"search": "x"}"#).status == .badRequest)
            let moved = try json(
                try await site.post("/api/collections/1/moves", json: #"{"ids": [\#(ids[2])], "to": "start"}"#)
            )
            #expect(moved["moved"] as? Int == 1 && moved["action_id"] is Int)
            let odd = #"{"ids": [1], "to": "start", "before": 2}"#
            #expect(try await site.post("/api/collections/1/moves", json: odd).status == .badRequest)
            let sorted = try json(try await site.post("/api/collections/1/sort", json: #"{"order": "oldest"}"#))
            #expect(sorted["action"] as? String == "sort" && sorted["count"] as? Int == 3)
            let list = try json(try await site.get("/api/collections"))
            #expect((list["collections"] as? [[String: Any]])?.first?["count"] as? Int == 3)
            #expect(try await site.get("/api/collections/99").status == .notFound)
            let delete = try Request(method: .delete, target: "/api/collections/1")
            let dropped = try json(await site.router.answer(delete))
            #expect(dropped["action"] as? String == "drop")
        }
    }

    @Test("The download is a stream with its name")
    func downloads() async throws {
        try await run { site, _ in
            let answer = try await site.get("/collections/1/offline")
            #expect(answer.headers[.contentType] == "application/zip")
            #expect(answer.headers[.contentDisposition]?.contains("contactsheet-collection-1.zip") == true)
            guard case .stream = answer.body else {
                Issue.record("no stream")
                return
            }
        }
    }
}
