import Foundation
import HTTPServer
import Library
import Testing

@testable import Site

@Suite struct LightboxTests {
    private struct Answer: Decodable {
        struct Frame: Decodable {
            var id: Int64
            var width: Int
            var thumbnail_url: String
        }
        var image: Frame
        var newer: [Frame]
        var older: [Frame]
        var has_newer: Bool
        var has_older: Bool
    }

    private func neighbours(_ site: TemporarySite, _ target: String) async throws -> Answer {
        try JSONDecoder().decode(Answer.self, from: Data(try await site.get(target).text.utf8))
    }

    @Test("A picture has its neighbours within the search, nearest in the middle")
    func neighboursOfASearch() async throws {
        try await TemporarySite.run { site in
            var ids: [Int64] = []
            for prompt in ["pear one", "stone", "pear two", "pear three", "pear four"] {
                ids.append(try await site.makePicture(prompt).id)
            }
            let answer = try await neighbours(site, "/api/images/\(ids[2])/neighbours?q=pear&limit=1")
            #expect(answer.image.id == ids[2])
            #expect(answer.newer.map(\.id) == [ids[3]])
            #expect(answer.older.map(\.id) == [ids[0]])
            #expect(answer.has_newer && !answer.has_older)
            let all = try await neighbours(site, "/api/images/\(ids[2])/neighbours")
            #expect(all.newer.map(\.id) == [ids[4], ids[3]])
            #expect(all.older.map(\.id) == [ids[1], ids[0]])
            #expect(!all.has_newer && !all.has_older)
        }
    }

    @Test("A view is drawn with links to both sides, and carries what is on along")
    func viewCarriesItsParts() async throws {
        try await TemporarySite.run { site in
            let first = try await site.makePicture("pear one")
            let middle = try await site.makePicture("pear two")
            let last = try await site.makePicture("pear three")
            let page = try await site.get("/images/\(middle.id)/view?q=pear&details=1&slideshow=7").text
            let kept = "view?q=pear&amp;details=1&amp;slideshow=7\""
            #expect(page.contains("href=\"/images/\(last.id)/\(kept) data-step=\"-1\""))
            #expect(page.contains("href=\"/images/\(first.id)/\(kept) data-step=\"1\""))
            #expect(page.contains("content=\"7;url=/images/\(first.id)/\(kept)"))
            #expect(page.contains("<h2>Parameters</h2>"))
            let plain = try await site.get("/images/\(middle.id)/view?q=pear&slideshow=0").text
            #expect(!plain.contains("<h2>Parameters</h2>"))
            #expect(!plain.contains("http-equiv=\"refresh\""))
        }
    }

    @Test("The details are the same on the picture's page, in its view and by themselves")
    func detailsAreOne() async throws {
        try await TemporarySite.run { site in
            let image = try await site.makePicture("a <pear> & more")
            for target in ["/images/\(image.id)", "/images/\(image.id)/view?details=1", "/images/\(image.id)/panel"] {
                let text = try await site.get(target).text
                #expect(text.contains("a &lt;pear&gt; &amp; more"), "\(target)")
                #expect(text.contains("action=\"/images/\(image.id)/new-seed\""), "\(target)")
                #expect(text.contains("/public/symbols.svg"), "\(target)")
            }
        }
    }

    @Test(
        "A picture that does not exist has no view, no details and no neighbours",
        arguments: [
            "/images/404/view", "/images/404/panel", "/api/images/404/neighbours", "/images/0x1/view",
        ]
    )
    func nothingThere(_ target: String) async throws {
        try await TemporarySite.run { site in
            let answer = try await site.get(target)
            #expect(answer.status == .notFound)
        }
    }

    @Test(
        "What cannot be read in a view's address is left out",
        arguments: [
            "slideshow=999999999999999999999", "slideshow=-5", "slideshow=x", "details=2", "order=sideways",
        ]
    )
    func nonsenseIsLeftOut(_ query: String) {
        let address = LightboxAddress(Query(encoded: query))
        #expect(address.view(of: 3) == "/images/3/view")
    }
}
