import Foundation
import GRDB
import Testing

@testable import Library

@Suite struct TagTests {
    let shelf: Shelf
    var library: Library { shelf.library }
    var now: Date { shelf.house.now }

    init() throws {
        shelf = try Shelf([
            .init(tags: ["snow"]), .init(tags: ["snow", "winter"]), .init(tags: ["ice"]), .init(tags: ["winter"]),
            .init(tags: ["snow"], isTrashed: true),
        ])
    }

    private func merge(_ tags: String, into: String) async throws -> Action {
        let change = try Change(kind: "merge", value: "\(tags), \(into)")
        guard case .merge(let from, _) = change else { throw LibraryError.notFound }
        let ids = try await library.answer(TaggedIDsQuery(from))
        return try await library.begin(change, to: ids, of: ids.count, by: nil, at: now).action
    }

    private func tags(beginning: String = "") async throws -> [String] {
        try await library.answer(TagsQuery(beginning: beginning)).tags.map { "\($0.label) \($0.count)" }
    }

    @Test("Tags are listed in the order of the alphabet with their counts, by keyset and by their beginning")
    func lists() async throws {
        #expect(try await tags() == ["ice 1", "snow 2", "winter 2"])
        #expect(try await tags(beginning: "SN") == ["snow 2"])
        let first = try await library.answer(TagsQuery(limit: 2))
        #expect(first.tags.map(\.label) == ["ice", "snow"])
        #expect(try await library.answer(TagsQuery(after: first.next, limit: 2)).tags.map(\.label) == ["winter"])
    }

    @Test("Several become one, in the trash too, and part again as they were")
    func merges() async throws {
        let action = try await merge("snow, ice", into: "Winter")
        #expect(action.changed == 4)
        #expect(try await tags() == ["winter 4"])
        #expect(try await shelf.find("tag:winter") == [4, 3, 2, 1])
        _ = try await library.begin(.restore, to: [5], of: 1, by: nil, at: now)
        #expect(try await shelf.find("tag:winter").count == 5)
        while try await !library.undo(action.id, at: now).isOver {}
        #expect(try await tags() == ["ice 1", "snow 3", "winter 2"])
        #expect(try await shelf.find("tag:snow") == [5, 2, 1])
        #expect(try await shelf.find("tag:winter") == [4, 2])
        #expect(try await library.answer(CounterGapQuery()).isEmpty)
    }

    @Test("A picture that lost the one tag since stays as it is when the merging is undone")
    func mergesAndChanges() async throws {
        let action = try await merge("snow", into: "winter")
        _ = try await library.begin(try Change(kind: "untag", value: "winter"), to: [1], of: 1, by: nil, at: now)
        let undone = try await library.undo(action.id, at: now).action
        #expect(undone.tally.changedSince == 1)
        #expect(try await library.answer(MarksQuery(of: 1, for: nil)).tags == [])
    }

    @Test("Into a tag that is new")
    func mergesIntoANewOne() async throws {
        let action = try await merge("snow, winter", into: "Cold season")
        #expect(try await tags() == ["Cold season 3", "ice 1"])
        _ = try await library.undo(action.id, at: now)
        #expect(try await tags() == ["ice 1", "snow 2", "winter 2"])
        await #expect(throws: LibraryError.self) { try await merge("nothing", into: "x") }
    }

    @Test("A tag gets another name at once, and its old one back")
    func renames() async throws {
        let snow = try #require(try Tag("SNOW"))
        let other = try #require(try Tag("Powder snow"))
        let action = try await library.rename(snow, to: other, by: "Ada", at: now)
        #expect(action.changed == 2)
        #expect(try await tags() == ["ice 1", "Powder snow 2", "winter 2"])
        #expect(try await shelf.find("tag:\"powder snow\"") == [2, 1])
        await #expect(throws: LibraryError.self) {
            try await library.rename(other, to: try #require(try Tag("ice")), by: nil, at: now)
        }
        let loud = try await library.rename(other, to: try #require(try Tag("POWDER SNOW")), by: nil, at: now)
        #expect(try await tags().contains("POWDER SNOW 2"), "upper and lower case are a name, too")
        _ = try await library.undo(loud.id, at: now)
        _ = try await library.undo(action.id, at: now)
        #expect(try await tags() == ["ice 1", "snow 2", "winter 2"])
        #expect(try await library.answer(CounterGapQuery()).isEmpty)
    }

    @Test("A renaming is not undone where there is a tag of the old name again")
    func renamesAndComesBack() async throws {
        let snow = try #require(try Tag("snow"))
        let action = try await library.rename(snow, to: try #require(try Tag("powder")), by: nil, at: now)
        _ = try await library.begin(try Change(kind: "tag", value: "snow"), to: [3], of: 1, by: nil, at: now)
        await #expect(throws: LibraryError.self) { try await library.undo(action.id, at: now) }
        #expect(try await tags() == ["ice 1", "powder 2", "snow 1", "winter 2"])
    }
}
