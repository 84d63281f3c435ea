import Foundation
import GRDB
import Testing

@testable import Library

@Suite struct ShareTests {
    private let now = Date(timeIntervalSince1970: 1_790_000_000)

    private func hash(_ number: Int) -> SecretHash {
        SecretHash([UInt8(number % 256), UInt8(number / 256)] + [UInt8](repeating: 7, count: 30))
    }

    private func member(_ library: Library, _ name: String = "Mina") async throws -> Account.ID {
        try await library.addAccount(name, role: .member, password: "kept", at: now).id
    }

    private func share(
        _ library: Library,
        _ subject: Share.Subject,
        by maker: Account.ID,
        number: Int = 1,
        days: Double = 7,
        withWords: Bool = false
    ) async throws -> Share {
        try await library.share(
            subject,
            hash(number),
            by: maker,
            remark: "a client",
            withWords: withWords,
            until: now.addingTimeInterval(days * 86_400),
            at: now
        )
    }

    private func sha256(_ id: Image.ID, _ library: Library) async throws -> String {
        try #require(try await library.answer(ImageQuery(id: id))).image.file.sha256
    }

    private func shows(_ share: Share, _ id: Image.ID, _ library: Library) async throws -> Bool {
        try await library.answer(SharedFileQuery(share, sha256: sha256(id, library))) != nil
    }

    @Test func aLinkIsFoundByItsHashUntilItEndsOrIsTakenBack() async throws {
        let house = try await Collected(1)
        let library = house.library
        let maker = try await member(library)
        let made = try await share(library, .init(.picture, 1), by: maker)
        #expect(try await library.answer(ShareQuery(hash(1), at: now)) == made)
        #expect(try await library.answer(ShareQuery(hash(2), at: now)) == nil)
        #expect(try await library.answer(ShareQuery(hash(1), at: now + 7 * 86_400 - 1)) != nil)
        #expect(try await library.answer(ShareQuery(hash(1), at: now + 7 * 86_400)) == nil)
        try await library.endShare(made.id, of: maker)
        #expect(try await library.answer(ShareQuery(hash(1), at: now)) == nil)
        await #expect(throws: LibraryError.self) { try await library.endShare(made.id, of: nil) }
    }

    @Test func aMemberTakesBackTheirOwnLinksAlone() async throws {
        let house = try await Collected(1)
        let maker = try await member(house.library)
        let other = try await member(house.library, "Tom")
        let made = try await share(house.library, .init(.picture, 1), by: maker)
        await #expect(throws: LibraryError.self) { try await house.library.endShare(made.id, of: other) }
        #expect(try await house.library.answer(SharesQuery(of: other, at: now)).entries.isEmpty)
        #expect(try await house.library.answer(SharesQuery(of: nil, at: now)).entries.map(\.id) == [made.id])
    }

    @Test func aLinkIsWorthNoMoreThanWhoeverMadeIt() async throws {
        let house = try await Collected(1)
        _ = try await house.library.addAccount("Ada", role: .administrator, password: "kept", at: now)
        let maker = try await member(house.library)
        _ = try await share(house.library, .init(.picture, 1), by: maker)
        try await house.library.set(.viewer, of: maker)
        #expect(try await house.library.answer(ShareQuery(hash(1), at: now)) == nil)
        try await house.library.set(.member, of: maker)
        #expect(try await house.library.answer(ShareQuery(hash(1), at: now)) != nil)
        try await house.library.close(maker, at: now)
        #expect(try await house.library.answer(ShareQuery(hash(1), at: now)) == nil)
    }

    @Test func aPicturesLinkShowsItAloneAndNotFromTheTrash() async throws {
        let house = try await Collected(2)
        let maker = try await member(house.library)
        let made = try await share(house.library, .init(.picture, 1), by: maker)
        let (own, other) = (
            try await shows(made, 1, house.library), try await shows(made, 2, house.library)
        )
        #expect(own && !other)
        try await house.act("trash", to: [1])
        let trashed = try await shows(made, 1, house.library)
        #expect(!trashed)
        #expect(try await house.library.answer(SharesQuery(of: maker, at: now)).entries.first?.name == nil)
        await #expect(throws: LibraryError.self) {
            _ = try await share(house.library, .init(.picture, 1), by: maker, number: 2)
        }
    }

    @Test func aCollectionsLinkShowsWhatIsInItNow() async throws {
        let house = try await Collected(4)
        let library = house.library
        let maker = try await member(library)
        let made = try await share(library, .init(.collection, try await house.id()), by: maker)
        try await house.act("uncollect", "Best", to: [2])
        try await house.act("trash", to: [3])
        let page = try #require(try await library.answer(SharedCollectionQuery(made)))
        #expect(page.pictures.frames.map(\.id) == [1, 4] && page.requests.isEmpty)
        var shown: [Bool] = []
        for id in Int64(1)...4 { shown.append(try await shows(made, id, library)) }
        #expect(shown == [true, false, false, true])
        _ = try await library.dropCollection(try await house.id(), by: nil, at: now)
        #expect(try await library.answer(SharedCollectionQuery(made)) == nil)
        let gone = try await shows(made, 1, library)
        #expect(!gone)
    }

    @Test func aSmartCollectionsLinkShowsWhatItsSearchFinds() async throws {
        let house = try await Collected(6)
        let library = house.library
        let maker = try await member(library)
        let smart = try await library.makeCollection(
            CollectionDetails(name: "Rated"),
            search: "rating:3-5",
            by: nil,
            at: now
        )
        let made = try await share(library, .init(.collection, smart), by: maker)
        let page = try #require(try await library.answer(SharedCollectionQuery(made)))
        let found = Set(page.pictures.frames.map(\.id))
        #expect(found == [4, 5, 6])
        for id in Int64(1)...6 {
            let isShown = try await shows(made, id, library)
            #expect(isShown == found.contains(id))
        }
    }

    @Test func aCollectionComesInPagesByKeyset() async throws {
        let house = try await Collected(7)
        let maker = try await member(house.library)
        let made = try await share(house.library, .init(.collection, try await house.id()), by: maker)
        let first = try #require(try await house.library.answer(SharedCollectionQuery(made, limit: 3)))
        #expect(first.pictures.frames.map(\.id) == [1, 2, 3] && first.pictures.hasOlder)
        let cursor = try #require(first.pictures.frames.last?.cursor)
        let second = try #require(
            try await house.library.answer(SharedCollectionQuery(made, start: .before(cursor), limit: 3))
        )
        #expect(second.pictures.frames.map(\.id) == [4, 5, 6] && second.pictures.hasNewer)
    }

    @Test func openingsAreCountedOnceAMinute() async throws {
        let house = try await Collected(1)
        let library = house.library
        let maker = try await member(library)
        _ = try await share(library, .init(.picture, 1), by: maker)
        for second in [0.0, 1, 59, 60, 61, 130] {
            let moment = now.addingTimeInterval(second)
            let known = try #require(try await library.answer(ShareQuery(hash(1), at: moment)))
            try await library.open(known, at: moment)
        }
        let known = try #require(try await library.answer(ShareQuery(hash(1), at: now)))
        #expect(known.openedCount == 3 && known.openedAt == now.addingTimeInterval(130))
    }

    @Test func aPersonHasSoManyLinksOpenAndEndedOnesMakeRoom() async throws {
        let house = try await Collected(1)
        let maker = try await member(house.library)
        for number in 0..<Share.most {
            _ = try await share(house.library, .init(.picture, 1), by: maker, number: number, days: 1)
        }
        await #expect(throws: LibraryError.self) {
            _ = try await share(house.library, .init(.picture, 1), by: maker, number: 900)
        }
        _ = try await house.library.share(
            .init(.picture, 1),
            hash(901),
            by: maker,
            remark: "",
            withWords: false,
            until: now + 3 * 86_400,
            at: now + 2 * 86_400
        )
    }

    @Test func everyLookUpGoesByAnIndex() async throws {
        let house = try await Collected(1)
        let plans = try await house.library.pool.read { db in
            try [
                "SELECT \(Share.columns) FROM \(Share.good) WHERE hash = x'00' AND expires_at > 0",
                "SELECT 1 FROM image_mark WHERE mark_id = 1 AND place = 1 AND position IS NOT NULL",
                "SELECT \(Image.columns) FROM image WHERE sha256 = 'a' AND trashed_at IS NULL LIMIT 100",
            ].flatMap { sql in try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(sql)").map { $0["detail"] as String } }
        }
        #expect(!plans.contains { $0.hasPrefix("SCAN") }, "\(plans)")
    }
}
