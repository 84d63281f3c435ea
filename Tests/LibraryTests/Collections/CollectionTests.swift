import Foundation
import GRDB
import Testing

@testable import Library

@Suite struct CollectionTests {
    private func list(_ best: Collected) async throws -> [CollectionsQuery.Entry] {
        try await best.library.answer(CollectionsQuery()).entries
    }

    private func find(_ typed: String, _ best: Collected) async throws -> [Int64] {
        try await best.library.answer(GalleryQuery(Search(typed))).frames.map(\.id)
    }

    @Test("A collection is made empty, described, renamed, and no two are called the same")
    func makes() async throws {
        let best = try await Collected(2)
        let details = try CollectionDetails(name: " Winter  night ", description: "\u{0}Cold\r\nand dark \n")
        let id = try await best.library.makeCollection(details, by: "Ada", at: best.now)
        let made = try #require(try await best.library.answer(CollectionQuery(id: id)))
        #expect(made.collection.name == "Winter night" && made.collection.description == "Cold\nand dark")
        #expect(made.collection.person == "Ada" && made.cover == nil)
        await #expect(throws: LibraryError.self) {
            try await best.library.makeCollection(try CollectionDetails(name: "winter NIGHT"), by: nil, at: best.now)
        }
        await #expect(throws: LibraryError.self) {
            try await best.library.changeCollection(id, to: try CollectionDetails(name: "best"))
        }
        try await best.library.changeCollection(id, to: try CollectionDetails(name: "WINTER", description: ""))
        #expect(try await list(best).map(\.collection.name) == ["Best", "WINTER"])
        #expect(
            try await list(best).map(\.count) == [.init(count: 2, isCapped: false), .init(count: 0, isCapped: false)]
        )
        #expect(try await best.shelf.remarks("in:winter").isEmpty, "it is there, and empty")
        #expect(try await best.shelf.remarks("in:summer").count == 1)
    }

    @Test("What is too long is refused with a sentence")
    func bounds() {
        #expect(throws: ChangeFault.self) {
            try CollectionDetails(name: "a", description: String(repeating: "x", count: 2001))
        }
        #expect(throws: ChangeFault.self) { try CollectionDetails(name: " \" ") }
    }

    @Test("The list goes by keyset in the order of the names")
    func pages() async throws {
        let best = try await Collected(1, in: nil)
        for name in ["delta", "Alpha", "charlie", "Bravo"] {
            _ = try await best.library.makeCollection(try CollectionDetails(name: name), by: nil, at: best.now)
        }
        let first = try await best.library.answer(CollectionsQuery(limit: 2))
        #expect(first.entries.map(\.collection.name) == ["Alpha", "Bravo"])
        let second = try await best.library.answer(CollectionsQuery(after: first.next, limit: 2))
        #expect(second.entries.map(\.collection.name) == ["charlie", "delta"] && second.next == nil)
    }

    @Test("The first picture stands for a collection until another is chosen, and again when that is gone")
    func covers() async throws {
        let best = try await Collected(4)
        let id = try await best.id()
        func cover() async throws -> Int64? { try await best.library.answer(CollectionQuery(id: id))?.cover?.id }
        #expect(try await cover() == 1)
        try await best.library.changeCollection(id, cover: 3)
        #expect(try await cover() == 3)
        #expect(try await list(best).first?.cover?.id == 3)
        try await best.act("trash", to: [3, 1])
        #expect(try await cover() == 2)
        try await best.act("restore", to: [3, 1])
        try await best.act("uncollect", "Best", to: [3])
        #expect(try await cover() == 1)
        try await best.act("trash", to: [3])
        _ = try await best.library.begin(.delete, to: [3], of: 1, by: nil, at: best.now)
        #expect(try await best.library.answer(CollectionQuery(id: id))?.collection.chosenCover == nil)
        await #expect(throws: LibraryError.self) { try await best.library.changeCollection(id, cover: 99) }
    }

    @Test("One that was deleted is nowhere to be seen, and comes back whole")
    func drops() async throws {
        let best = try await Collected(4)
        let id = try await best.id()
        try await best.move([4], .start)
        let action = try await best.library.dropCollection(id, by: "Ada", at: best.now)
        #expect(action.changed == 4 && action.canBeUndone)
        #expect(try await list(best).isEmpty)
        #expect(try await best.library.answer(CollectionQuery(id: id)) == nil)
        #expect(try await find("in:best", best) == [])
        #expect(try await best.library.answer(MarksQuery(of: 1, for: nil)).collections == [])
        #expect(try await best.library.answer(MarkNamesQuery()).collections == [])
        #expect(try await best.library.answer(ChoicesQuery()).collections == [])
        #expect(try await best.library.answer(SuggestionsQuery("in:b")).isEmpty)
        await #expect(throws: LibraryError.self) {
            try await best.library.move([1], in: id, to: .end, by: nil, at: best.now)
        }
        try await best.act("collect", "Best", to: [2])
        try await best.undo(action)
        #expect(try await list(best).map(\.collection.name) == ["Best", "Best 2"], "its name was another's by then")
        #expect(try await best.order("Best 2") == [4, 1, 2, 3])
        #expect(try await best.order("Best") == [2])
        #expect(try await best.sound())
    }

    @Test("An empty one comes back as well, and after 30 days it is forgotten with all that it held")
    func forgets() async throws {
        let best = try await Collected(3)
        let empty = try await best.library.makeCollection(try CollectionDetails(name: "Empty"), by: nil, at: best.now)
        let action = try await best.library.dropCollection(empty, by: nil, at: best.now)
        #expect(action.canBeUndone && action.changed == 0)
        try await best.undo(action)
        #expect(try await list(best).count == 2)
        let full = try await best.library.dropCollection(try await best.id(), by: nil, at: best.now)
        while try await best.library.forgetCollections(before: best.now) {}
        #expect(try await best.library.answer(ActionQuery(id: full.id)) != nil)
        while try await best.library.forgetCollections(before: best.now.addingTimeInterval(1)) {}
        await #expect(throws: LibraryError.self) { try await best.library.undo(full.id, at: best.now) }
        #expect(try await find("", best) == [3, 2, 1])
        #expect(try await best.sound())
    }

    @Test("A smart one is what its search finds, in the gallery too, and grows with the library")
    func smart() async throws {
        let best = try await Collected(6)
        let details = try CollectionDetails(name: "Good ones")
        let id = try await best.library.makeCollection(details, search: "rating:>3 in:best", by: nil, at: best.now)
        #expect(try await find("in:\"good ones\"", best) == [6, 5])
        #expect(try await find("in:\"Good ones\" picture -rating:5", best) == [5])
        let entry = try #require(try await list(best).last)
        #expect(entry.collection.isSmart && entry.count == .init(count: 2, isCapped: false) && entry.cover?.id == 6)
        try await best.act("rate", "4", to: [1])
        #expect(try await find("in:\"good ones\"", best) == [6, 5, 1])
        #expect(try await best.library.answer(GalleryCountQuery(Search("in:\"good ones\""))).count == 3)
        try await best.library.changeCollection(id, search: "rating:4")
        #expect(try await find("in:\"good ones\"", best) == [5, 1])
        #expect(try await best.library.answer(SuggestionsQuery("in:good")).map(\.text) == ["in:\"Good ones\""])
    }

    @Test("Nothing is put into a smart one by hand")
    func smartByHand() async throws {
        let best = try await Collected(2)
        let id = try await best.library.makeCollection(
            try CollectionDetails(name: "Smart"),
            search: "picture",
            by: nil,
            at: best.now
        )
        for kind in ["collect", "uncollect"] {
            await #expect(throws: LibraryError.self) { try await best.act(kind, "smart", to: [1]) }
        }
        await #expect(throws: LibraryError.self) {
            try await best.library.move([1], in: id, to: .end, by: nil, at: best.now)
        }
        await #expect(throws: LibraryError.self) {
            try await best.library.changeCollection(try await best.id(), search: "picture")
        }
        #expect(try await best.library.answer(RecentActionsQuery()).count == 1, "nothing else was written down")
    }

    @Test("Smart ones stand in each other, but not in themselves, and are not excluded")
    func smartInSmart() async throws {
        let best = try await Collected(6)
        for (name, search) in [("a", "in:b rating:>1"), ("b", "in:best -rating:5"), ("loop", "in:loop picture")] {
            _ = try await best.library.makeCollection(
                try CollectionDetails(name: name),
                search: search,
                by: nil,
                at: best.now
            )
        }
        #expect(try await find("in:a", best) == [5, 4, 3])
        #expect(try await best.shelf.remarks("in:a").isEmpty)
        #expect(try await best.shelf.remarks("in:loop").count == 1)
        #expect(try await find("in:loop", best).count == 6)
        #expect(try await best.shelf.remarks("-in:a").count == 1)
        #expect(try await best.shelf.remarks("in:a,best").count == 1)
    }

    @Test("A collection of an older library keeps the order that it was shown in")
    func migrates() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "old-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let old = try DatabaseQueue(path: folder.appending(path: "contactsheet.sqlite").path)
        try Migrations.migrator.migrate(old, upTo: "2026-11-21 comparisons and votes")
        try await old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO user (id, name) VALUES (3, 'Ada');
                    INSERT INTO generation (model, request, prompt, samples, service, state, created_at, user_id)
                    VALUES ('m', '{}', 'a fox', 3, 's', 'completed', 1790000000000, 3);
                    INSERT INTO image (id, place, generation_id, sample, model, facets, dice, sha256, path, format, width,
                                       height, bytes, created_at)
                    VALUES (1, 10, 1, 0, 'm', '[1]', 0, 'a', 'a', 'png', 1, 1, 1, 1790000000000),
                           (2, 11, 1, 1, 'm', '[1]', 0, 'b', 'b', 'png', 1, 1, 1, 1790000000000),
                           (3, 12, 1, 2, 'm', '[1]', 0, 'c', 'c', 'png', 1, 1, 1, 1790000000000);
                    INSERT INTO collection (id, name, description, user_id, created_at) VALUES (7, 'Best', 'd', 3, 5);
                    INSERT INTO mark (id, kind, value, label) VALUES (1, 'tag', 'x', 'X'), (2, 'collection', 7, 'Best');
                    INSERT INTO image_mark VALUES (1, 10, 1), (2, 10, 1), (2, 12, 3), (2, 11, 2);
                    INSERT INTO action (kind, detail, user_id, created_at, count)
                    VALUES ('uncollect', '{"value":"Best","marks":[2],"tally":{"already":0,"gone":0,"isDone":true,"undone":0,"changedSince":0}}', 3, 1790000000000, 1),
                           ('rate', '{"value":"4","marks":[],"tally":{"already":0,"gone":0,"isDone":true,"undone":0,"changedSince":0}}', 3, 1790000000000, 2);
                    INSERT INTO action_image VALUES (1, 2, 1);
                    DELETE FROM image_mark WHERE mark_id = 2 AND place = 11;
                    DELETE FROM collection WHERE id = 9;
                    """
            )
        }
        try old.close()
        let library = try Library(folder: folder)
        let query = GalleryQuery(Search("in:best"), order: .hand)
        #expect(try await library.answer(query).frames.map(\.id) == [3, 1])
        _ = try await library.undo(1, at: Date())
        #expect(try await library.answer(query).frames.map(\.id) == [3, 1, 2], "it did not know where it had stood")
        let found = try #require(try await library.answer(CollectionQuery(id: 7)))
        #expect(found.collection.description == "d" && found.collection.person == "Ada")
        #expect(try await library.answer(CounterGapQuery()).isEmpty)
        let days = try await library.answer(ActivityQuery(of: "Ada")).entries
        #expect(days.first?.items == [.init(kind: .make, count: 3), .init(kind: .rate, count: 2)])
        let broken = try await library.pool.read { db in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count }
        #expect(broken == 0)
        let next = try await library.makeCollection(try CollectionDetails(name: "Next"), by: nil, at: Date())
        #expect(next > 7)
        try library.close()
    }
}
