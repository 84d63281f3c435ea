import Foundation
import HTTPServer
import HTTPTypes
import Library
import Pictures
import Testing

@testable import Site

@Suite struct ViewerTests {
    private func address(_ query: String) throws -> ViewerAddress { try ViewerAddress(Query(encoded: query)) }

    @Test(
        "An address says what it says and nothing more",
        arguments: [
            ("ids=3,1,2", "ids=3,1,2"),
            ("ids=3&ids=1&ids=3&q=fox&back=/", "ids=3,1"),
            ("ids=1,2,3&mode=blink&a=2&b=3&shown=3&turn=all", "ids=1,2,3&mode=blink&a=2&b=3&shown=3&turn=all"),
            ("ids=1,2,3&mode=slider&a=9&b=9&shown=9", "ids=1,2,3&mode=slider"),
            ("ids=1,2,3&a=2&b=2", "ids=1,2,3&a=2"),
            ("ids=1,2&mode=sideways&gain=5&turn=some", "ids=1,2"),
            (
                "ids=1,2&mode=heat&gain=16&z=2&x=0.4&y=0.6&ground=grey",
                "ids=1,2&mode=heat&gain=16&z=2&x=0.4&y=0.6&ground=grey"
            ),
            ("ids=1,2&z=%22%3E&x=-1&at=0.25&ground=<b>", "ids=1,2&at=0.25"),
        ]
    )
    func addresses(_ given: String, _ kept: String) throws {
        #expect(try address(given).text == "/compare?\(kept)")
    }

    @Test(
        "What names no pictures, one, or more than nine is refused in a sentence",
        arguments: [
            "ids=", "mode=side", "ids=1", "ids=1,1", "ids=1,2,3,4,5,6,7,8,9,10", "ids=1,x", "ids=1,2.5",
            "ids=1,%3Cb%3E",
            "ids=99999999999999999999,1",
        ]
    )
    func refusals(_ query: String) async throws {
        try await TemporarySite.run { site in
            let answer = try await site.get("/compare?\(query)")
            #expect(answer.status == .badRequest)
            #expect(!answer.text.contains("<b>"))
        }
    }

    @Test("Choosing a picture that is the other one already swaps the two")
    func swaps() throws {
        let address = try address("ids=1,2,3")
        #expect(address.choosing(one: 2).text == "/compare?ids=1,2,3&a=2")
        #expect(address.choosing(one: 3).text == "/compare?ids=1,2,3&a=3&b=2")
        #expect(address.choosing(other: 1).text == "/compare?ids=1,2,3&a=2")
        #expect(address.choosing(other: 3).text == "/compare?ids=1,2,3&b=3")
    }

    @Test("Two pictures stand side by side with what tells them apart, their words compared")
    func comparesTwo() async throws {
        try await TemporarySite.run { site in
            let one = try await site.makePicture("a red fox in the snow")
            let other = try await site.makePicture("a red <hare> in the snow")
            let page = try await site.get("/compare?ids=\(one.id),\(other.id)").text
            #expect(page.contains("<ins>&lt;hare&gt; </ins>") && page.contains("<del>fox </del>"))
            #expect(page.contains("values are the same in all"))
            #expect(page.contains("href=\"/compare?ids=1,2&amp;mode=heat\""))
            let named = try await site.get("/compare?q=&ids=\(one.id)&back=/&ids=\(other.id)")
            #expect(named.status == .seeOther && named.headers[.location] == "/compare?ids=1,2")
        }
    }

    @Test("Pictures that are gone or in the trash are named, and the others shown")
    func absences() async throws {
        try await TemporarySite.run { site in
            let ids = [try await site.makePicture("one").id, try await site.makePicture("two").id]
            let trash = #"{"ids": [\#(ids[1])], "action": "trash"}"#
            #expect(try await site.post("/api/selection", json: trash).status == .ok)
            let page = try await site.get("/compare?ids=\(ids[0]),\(ids[1]),98,99&mode=difference")
            #expect(page.status == .ok)
            #expect(page.text.contains("Pictures 98 and 99 are no longer there."))
            #expect(page.text.contains("Picture 2 lies in the trash."))
            #expect(page.text.contains("1 picture<") && !page.text.contains("data-to=\"heat\""))
            let none = try await site.get("/compare?ids=\(ids[1]),99")
            #expect(none.status == .notFound && none.text.contains("lies in the trash"))
        }
    }

    @Test("A difference is painted, told in numbers, immutable, and only of pictures that are there")
    func differences() async throws {
        try await TemporarySite.run { site in
            let one = try await site.makePicture("a pear").file.sha256
            let other = try await site.makePicture("a stone").file.sha256
            let page = try await site.get("/compare?ids=1,2&mode=difference&gain=4").text
            #expect(page.contains("/differences/\(one)/\(other)?as=absolute&amp;gain=4"))
            #expect(page.contains("of the pixels differ visibly"))
            let picture = try await site.get("/differences/\(one)/\(other)?as=absolute&gain=4")
            #expect(picture.headers[.contentType] == "image/jpeg")
            #expect(picture.headers[.cacheControl]?.contains("immutable") == true)
            #expect(site.site.differences.pictures.figures.hits == 1, "the page had it made")
            #expect(try await site.get("/compare?ids=1,2&mode=heat").text.contains("as=heat"))
            let nobody = String(repeating: "0", count: 64)
            for target in ["\(one)/\(nobody)", "\(one)/\(other)?gain=5", "\(one)/\(other)?as=ink", "\(one)/x"] {
                #expect(try await site.get("/differences/\(target)").status == .notFound, "\(target)")
            }
        }
    }

    @Test("An imported picture stands beside the house's own with what its file tells, and is left out of a drift")
    func importedPictures() async throws {
        try await TemporarySite.run { site in
            let own = try await site.makePicture("a fox")
            let text = """
                a fox at night
                Negative prompt: blurry
                Steps: 20, Sampler: Heun, CFG scale: 3, Seed: 4711, Size: 32x48, Model: juggernautXL, Version: v1.9.3
                """
            let pixels = Pixels(width: 32, height: 48, rgb: Array(repeating: 90, count: 3 * 32 * 48))
            let bytes = try PictureTexts.embedding(text, into: pixels.png())
            let brought = try await site.studio.bring(bytes, named: "fox.png", modified: nil, by: nil)
            guard case .brought(let id) = brought.arrival else {
                Issue.record("\(brought.arrival)")
                return
            }
            let page = try await site.get("/compare?ids=\(own.id),\(id)&mode=slider").text
            #expect(page.contains("<mark>juggernautXL</mark>") && page.contains("<mark>Heun</mark>"))
            #expect(page.contains("<ins> at night</ins>") || page.contains("<ins>at night</ins>"))
            #expect(page.contains("picture \(id), 32 × 48, was scaled to 1024 × 1024"))
            let asked = try await site.post("/drifts", form: [("ids", "\(own.id)"), ("ids", "\(id)")]).text
            #expect(asked.contains("1 request<") && asked.contains("1 picture was imported"))
        }
    }

    @Test("A picture's page leads to it beside its relatives")
    func waysIn() async throws {
        try await TemporarySite.run { site in
            let image = try await site.makePicture("a pear")
            #expect(!(try await site.get("/images/\(image.id)").text.contains("/compare?")))
            let again = try await site.post("/images/\(image.id)/regenerate", form: [])
            let id = try #require(again.headers[.location]?.split(separator: "/").last.flatMap { Int64($0) })
            let made = try #require(try await site.house.wait(for: id).images.first)
            #expect(try await site.get("/images/\(made.id)").text.contains("/compare?ids=\(made.id),\(image.id)"))
        }
    }
}

@Suite struct WordDifferenceTests {
    private func marked(_ old: String, _ new: String) -> String {
        WordDifference(from: old, to: new).parts.map { part in
            switch part.kind {
            case .same: part.text
            case .added: "[+\(part.text)]"
            case .removed: "[-\(part.text)]"
            }
        }.joined()
    }

    @Test(
        "Words that differ are marked, and only those",
        arguments: [
            ("a fox", "a fox", "a fox"),
            ("", "a fox", "[+a fox]"),
            ("a fox", "", "[-a fox]"),
            ("a red fox, snow", "a red hare, snow", "a red [-fox][+hare], snow"),
            ("fox", "fox, night", "fox[+, night]"),
            ("snow at dusk, fox", "snow, fox", "snow[- at dusk], fox"),
            ("one two three", "three one two", "[+three ]one two[- three]"),
            ("(fox:1.2)", "(fox:1.4)", "(fox:1.[-2][+4])"),
            ("Füchse 狐", "Füchse 兎", "Füchse [-狐][+兎]"),
        ]
    )
    func words(_ old: String, _ new: String, _ expected: String) {
        #expect(marked(old, new) == expected)
    }

    @Test("Long texts that have nothing in common are not walked through")
    func bound() {
        let old = (0..<3000).map { "old\($0)" }.joined(separator: " ")
        let new = (0..<3000).map { "new\($0)" }.joined(separator: " ")
        let parts = WordDifference(from: "same \(old) end", to: "same \(new) end").parts
        #expect(parts.map(\.kind) == [.same, .removed, .added, .same])
    }
}
