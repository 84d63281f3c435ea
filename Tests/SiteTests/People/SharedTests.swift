import Accounts
import Foundation
import HTTPServer
import HTTPTypes
import Library
import Synchronization
import Testing

@testable import Site

@Suite struct SharedTests {
    /// A link as the page shows it once.
    private func link(
        _ house: TemporarySite,
        _ thing: String,
        by somebody: Somebody,
        _ form: [(String, String)] = [("days", "7")]
    ) async throws -> String {
        let page = try await house.ask(.post, "\(thing)/share", as: somebody, form: form)
        #expect(page.status == .ok)
        let match = try #require(page.text.firstMatch(of: /http:\/\/127\.0\.0\.1:8080(\/shared\/[A-Za-z0-9_-]{43})/))
        return String(match.output.1)
    }

    private func status(_ house: TemporarySite, _ target: String) async throws -> HTTPResponse.Status {
        try await house.ask(.get, target).status
    }

    @Test func aStrangerSeesTheSharedPictureAndNoWordOfIt() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.member)
            let image = try await house.makePicture("a quince on slate")
            let other = try await house.makePicture("a hare")
            let link = try await link(house, "/images/\(image.id)", by: mina)
            let page = try await house.ask(.get, link)
            #expect(page.status == .ok && page.text.contains("\(link)/files/\(image.file.sha256)"))
            for word in ["quince", image.model, "Mina", "seed"] { #expect(!page.text.contains(word), "\(word)") }
            #expect(page.headers[.cacheControl] == "private, no-store")
            #expect(page.headers[try #require(HTTPField.Name("Referrer-Policy"))] == "no-referrer")
            #expect(page.headers[try #require(HTTPField.Name("X-Robots-Tag"))]?.contains("noindex") == true)
            for kind in ["files", "thumbnails"] {
                let own = try await house.ask(.get, "\(link)/\(kind)/\(image.file.sha256)")
                #expect(own.status == .ok && own.headers[.cacheControl] == "private, max-age=60")
                let foreign = try await status(house, "\(link)/\(kind)/\(other.file.sha256)")
                #expect(foreign == .notFound)
            }
        }
    }

    @Test func promptsAndParametersAreShownWhereThatWasTicked() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.member)
            let image = try await house.makePicture("a quince on slate")
            let form = [("days", "1"), ("words", "yes")]
            let page = try await house.ask(.get, try await link(house, "/images/\(image.id)", by: mina, form)).text
            #expect(page.contains("a quince on slate") && page.contains("Seed"))
        }
    }

    @Test func whatEndedWasTakenBackOrNeverWasAnswersTheSame() async throws {
        let clock = Mutex(Date())
        try await TemporarySite.run(doors: .closed, now: { clock.withLock { $0 } }) { house in
            let mina = try await house.somebody(.member)
            let image = try await house.makePicture("a quince")
            let link = try await link(house, "/images/\(image.id)", by: mina, [("days", "1")])
            let never = try await house.ask(.get, "/shared/\(Secret().text)")
            let noSecret = try await house.ask(.get, "/shared/short")
            let foreign = try await house.ask(.get, "\(link)/files/\(String(repeating: "0", count: 64))")
            let open = try await house.studio.library.answer(SharesQuery(of: nil, at: house.site.now()))
            _ = try await house.ask(.post, "/shares/\(open.entries[0].id)/end", as: mina)
            let takenBack = try await house.ask(.get, link)
            let second = try await self.link(house, "/images/\(image.id)", by: mina, [("days", "1")])
            clock.withLock { $0 += 86_401 }
            let ended = try await house.ask(.get, second)
            for answer in [never, noSecret, foreign, takenBack, ended] {
                #expect(answer.status == .notFound && answer.text == never.text)
                #expect(answer.headers == never.headers)
            }
            let file = try await house.ask(.get, "\(second)/files/\(image.file.sha256)")
            #expect(file.status == .notFound && file.text == never.text)
        }
    }

    @Test func whatWasTrashedIsNoLongerHere() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.member)
            let image = try await house.makePicture("a quince")
            let link = try await link(house, "/images/\(image.id)", by: mina)
            let form = [("action", "trash"), ("ids", "\(image.id)")]
            _ = try await house.ask(.post, "/selection", as: mina, form: form)
            let page = try await house.ask(.get, link)
            #expect(page.status == .gone && page.text.contains("No longer here"))
            let file = try await status(house, "\(link)/files/\(image.file.sha256)")
            #expect(file == .notFound)
        }
    }

    /// A comparison of two cells, as somebody asks for it; the first one's picture.
    private func compare(_ house: TemporarySite, by somebody: Somebody) async throws -> Image {
        let body = """
            {"prompt": "quinces in rain", "models": ["sdxl1.0-realvis"], "axes": [{"parameter": "seed", "values": [4711, 4712]}]}
            """
        var headers = somebody.headers
        headers[try #require(HTTPField.Name("host"))] = "127.0.0.1:8080"
        let made = try await house.post("/api/comparisons", json: body, headers: headers)
        #expect(made.status == .created)
        let sheet = try #require(try await house.studio.library.answer(ComparisonSheetQuery(id: 1)))
        let generation = try #require(sheet.cells.first?.generation)
        return try #require(try await house.house.wait(for: generation).images.first)
    }

    @Test(arguments: [false, true])
    func aComparisonsSheetHidesWhatVariedUnlessThatIsTicked(_ isTicked: Bool) async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.member)
            let image = try await compare(house, by: mina)
            let form = [("days", "7")] + (isTicked ? [("words", "yes")] : [])
            let link = try await link(house, "/comparisons/1", by: mina, form)
            let page = try await house.ask(.get, link)
            #expect(page.status == .ok && page.text.contains("\(link)/files/\(image.file.sha256)"))
            for word in ["in rain", "4711"] { #expect(page.text.contains(word) == isTicked, "\(word)") }
            #expect(!page.text.contains("Mina"))
            let file = try await status(house, "\(link)/files/\(image.file.sha256)")
            #expect(file == .ok)
            let other = try await house.makePicture("a hare")
            let foreign = try await status(house, "\(link)/files/\(other.file.sha256)")
            #expect(foreign == .notFound)
        }
    }

    @Test func membersSeeTheirLinksAndAdministratorsAll() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.administrator, "Mina")
            let tom = try await house.somebody(.member, "Tom")
            let kim = try await house.somebody(.member, "Kim")
            let image = try await house.makePicture("a quince")
            let form = [("days", "30"), ("remark", "<i>Acme</i>")]
            let link = try await link(house, "/images/\(image.id)", by: tom, form)
            _ = try await house.ask(.get, link)
            let own = try await house.ask(.get, "/shares", as: tom).text
            #expect(own.contains("&lt;i&gt;Acme") && own.contains("opened once") && !own.contains(link))
            let others = try await house.ask(.get, "/shares", as: kim).text
            #expect(!others.contains("Acme"))
            let all = try await house.ask(.get, "/shares", as: mina).text
            #expect(all.contains("Acme") && all.contains("by Tom"))
            let id = try await house.studio.library.answer(SharesQuery(of: nil, at: house.site.now())).entries[0].id
            let foreign = try await house.ask(.post, "/shares/\(id)/end", as: kim)
            #expect(foreign.status == .notFound)
            let still = try await status(house, link)
            #expect(still == .ok)
            let ended = try await house.ask(.post, "/shares/\(id)/end", as: mina)
            #expect(ended.status == .seeOther)
            let gone = try await status(house, link)
            #expect(gone == .notFound)
            let lines = try await house.record()
            #expect(lines.contains { $0.hasPrefix("Tom shared a picture") })
            #expect(lines.contains { $0.hasPrefix("Mina took a link back") })
        }
    }

    @Test(arguments: [("days", "8"), ("days", "x"), ("remark", String(repeating: "x", count: 61))])
    func aWishThatIsOutOfBoundsIsRefused(_ field: (String, String)) async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let mina = try await house.somebody(.member)
            let image = try await house.makePicture("a quince")
            let answer = try await house.ask(.post, "/images/\(image.id)/share", as: mina, form: [field])
            #expect(answer.status == .badRequest)
            let open = try await house.studio.library.answer(SharesQuery(of: nil, at: house.site.now()))
            #expect(open.entries.isEmpty)
        }
    }

    @Test func theMenuStandsWhereLinksCanBeMade() async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let image = try await house.makePicture("a quince")
            let member = try await house.somebody(.member, "Mina")
            let viewer = try await house.somebody(.viewer, "Tom")
            let makers = try await house.ask(.get, "/images/\(image.id)", as: member).text
            #expect(makers.contains("/images/\(image.id)/share"))
            let viewers = try await house.ask(.get, "/images/\(image.id)", as: viewer).text
            #expect(!viewers.contains("/share"))
        }
    }

    @Test func anOpenHouseSharesNothing() async throws {
        try await TemporarySite.run { house in
            let image = try await house.makePicture("a quince")
            let page = try await house.ask(.get, "/images/\(image.id)").text
            #expect(!page.contains("/share"))
            let made = try await house.ask(.post, "/images/\(image.id)/share", form: [("days", "7")])
            let list = try await house.ask(.get, "/shares")
            let link = try await house.ask(.get, "/shared/\(Secret().text)")
            #expect(made.status == .notFound && list.status == .notFound && link.status == .notFound)
        }
    }
}
