import Catalog
import Foundation
import Library
import Segmind
import Testing

@testable import Upkeep

/// What comes of the account's past, and what does not.
@Suite struct ImportTests {
    @Test("every picture arrives once, in the order of making, with all that is known of it")
    func everythingArrives() async throws {
        try await ImportHouse.run { house in
            let first = try await house.makeElsewhere("a pear")
            try await house.makeElsewhere("three plums", samples: 3)
            let report = try await house.bring()
            #expect(report.isWhole && report.found == 2 && report.brought == 2 && report.pictures == 4)
            let details = try await house.generations()
            #expect(details.map(\.generation.prompt) == ["a pear", "three plums"])
            #expect(details.map { $0.images.map(\.sample) } == [[0], [0, 1, 2]])
            #expect(Set(details[1].images.map(\.file.sha256)).count == 3)
            let pear = details[0].generation
            #expect(pear.state == .completed && pear.requestID == first && pear.service == house.service)
            let body = try house.body("a pear")
            #expect(pear.request == body)
            #expect(pear.createdAt == SandboxTime.start + 60 && pear.submittedAt == pear.createdAt)
            let price = try house.model().listedPrice
            #expect(pear.cost == price && pear.isCostReal)
            let found = try await house.library.answer(GalleryQuery(Search("plums")))
            #expect(found.cards.count == 3 && found.cards.allSatisfy { $0.seed == 7 })
        }
    }

    @Test("a second run brings nothing and fetches nothing")
    func aSecondRun() async throws {
        try await ImportHouse.run { house in
            for prompt in ["one", "two"] { try await house.makeElsewhere(prompt) }
            try await house.bring()
            // Whatever was fetched now would be set aside as broken or gone.
            await house.sandbox.backend.settle()
            let again = try await house.bring()
            #expect(again.brought == 0 && again.known == 2 && again.found == 2 && again.isWhole)
            let count = try await house.generations().count
            #expect(count == 2)
        }
    }

    @Test("more than a page of requests arrives whole, also where a request lies across two pages")
    func pageBorders() async throws {
        try await ImportHouse.run { house in
            for number in 1...5 { try await house.makeElsewhere("number \(number)", samples: 3) }
            let report = try await house.bring(rowsAPage: 4)
            #expect(report.brought == 5 && report.pictures == 15 && report.pages >= 4)
            let details = try await house.generations()
            #expect(details.map(\.images.count) == [3, 3, 3, 3, 3])
        }
    }

    @Test("a month of more than a hundred requests a page, and of more pages than are held at once, arrives whole")
    func manyRequests() async throws {
        try await ImportHouse.run { house in
            for _ in 1...105 { try await house.makeElsewhere("the same") }
            let report = try await house.bring()
            #expect(report.brought == 105 && report.isWhole)
            let again = try await house.bring(rowsAPage: 3)
            #expect(again.known == 105 && again.brought == 0 && again.found == 105)
        }
    }

    @Test("what was made on other days stays away")
    func otherDays() async throws {
        try await ImportHouse.run { house in
            try await house.makeElsewhere("before")
            house.clock.advance(by: 40 * 86_400)
            let start = house.clock.now
            let wanted = try await house.makeElsewhere("within")
            house.clock.advance(by: 5 * 86_400)
            try await house.makeElsewhere("after")
            let report = try await house.bring(start..<start + 86_400)
            #expect(report.found == 1 && report.brought == 1)
            let ids = try await house.generations().map(\.generation.requestID)
            #expect(ids == [wanted])
        }
    }

    @Test("what failed, what is pending and what is gone is named and not brought")
    func whatBringsNothing() async throws {
        try await ImportHouse.run { house in
            let failed = try await house.makeElsewhere("sandbox:fail")
            let gone = try await house.makeElsewhere("sandbox:gone")
            let pending = try await house.makeElsewhere("sandbox:slow")
            let report = try await house.bring()
            #expect(report.brought == 0 && report.found == 3 && report.isWhole)
            let named = Dictionary(uniqueKeysWithValues: report.notes.map { ($0.reason, $0.requestID) })
            #expect(named == [.failed: failed, .gone: gone, .pending: pending])
            let count = try await house.generations().count
            #expect(count == 0)
        }
    }

    @Test("what is pending comes with a later run")
    func pendingComesLater() async throws {
        try await ImportHouse.run { house in
            try await house.makeElsewhere("sandbox:slow")
            let early = try await house.bring()
            house.clock.advance(by: 60)
            let late = try await house.bring()
            #expect(early.brought == 0 && late.brought == 1)
        }
    }

    @Test("pictures arrive also when their results are long forgotten")
    func forgottenResults() async throws {
        try await ImportHouse.run { house in
            let id = try await house.makeElsewhere("long ago")
            house.clock.advance(by: 20 * 86_400)
            await #expect(throws: SegmindError.self) { try await house.client.result(of: Ticket(requestID: id)) }
            let report = try await house.bring()
            #expect(report.brought == 1 && report.isWhole)
        }
    }

    @Test("a picture that arrives broken is set aside, said, and tried again by the next run")
    func brokenPicture() async throws {
        try await ImportHouse.run { house in
            try await house.makeElsewhere("sandbox:truncated")
            for _ in 1...2 {
                let report = try await house.bring()
                #expect(report.counts == [.missed: 1] && !report.isWhole && report.brought == 0)
            }
            let aside = try FileManager.default.contentsOfDirectory(
                atPath: house.folder.appending(path: "set-aside").path
            )
            #expect(aside.count == 2)
        }
    }

    @Test("a model that is not in the catalogue keeps its name, and its parameters by their usual names")
    func unknownModel() async throws {
        try await ImportHouse.run { house in
            try await house.makeElsewhere("a quince")
            let report = try await house.bring(catalog: Catalog(models: []))
            #expect(report.brought == 1)
            let page = try await house.library.answer(GalleryQuery(.model("sdxl1.0-dreamshaper")))
            #expect(page.cards.map(\.prompt) == ["a quince"] && page.cards.map(\.seed) == [7])
        }
    }

    @Test("a service that cannot be reached is said")
    func noService() async throws {
        try await ImportHouse.run { house in
            // No port that the system gives out: a test beside this one could be given it.
            let configuration = try SegmindClient.Configuration(key: "test", baseURL: "http://127.0.0.1:1")
            let http = SegmindClient.http(for: configuration)
            let report = try await house.bring(of: SegmindClient(http: http, configuration: configuration))
            try await http.shutdown()
            #expect(report.end == .failed("The request history could not be read: connection refused."))
        }
    }
}
