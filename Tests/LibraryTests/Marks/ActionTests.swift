import Foundation
import GRDB
import Testing

@testable import Library

@Suite struct ActionTests {
    let house: TemporaryLibrary
    var library: Library { house.library }

    init() throws { house = try TemporaryLibrary() }

    private func make(_ count: Int) async throws {
        for number in 1...count { try await house.complete("picture \(number)") }
    }

    @discardableResult
    private func act(_ kind: String, _ value: String = "", to ids: [Int64], by person: String? = nil, after: Int = 0)
        async throws -> Action
    {
        let change = try Change(kind: kind, value: value)
        let now = house.now.addingTimeInterval(Double(after))
        return try await library.begin(change, to: ids, of: ids.count, by: person, at: now).action
    }

    private func ids(_ typed: String, person: String? = nil) async throws -> [Int64] {
        let query = GalleryQuery(Search(typed), context: SearchContext(person: person))
        return try await library.answer(query).frames.map(\.id)
    }

    private func expectSound() async throws {
        #expect(try await library.answer(CounterGapQuery()) == [])
        let gaps = try await library.answer(SearchGapQuery(limit: 9))
        #expect(gaps.missing.count == 0 && gaps.stray.count == 0)
        #expect(try await library.answer(SoundnessQuery()) == .init(pages: [], links: []))
    }

    @Test("A rating is found, and its undoing puts each picture back to its own")
    func undoesRatings() async throws {
        try await make(3)
        try await act("rate", "2", to: [1])
        let action = try await act("rate", "5", to: [1, 2, 3])
        #expect(action.changed == 3 && action.tally.isDone)
        #expect(try await ids("rating:5") == [3, 2, 1])
        let undone = try await library.undo(action.id, at: house.now)
        #expect(undone.isOver && undone.touched == [1, 2, 3])
        #expect(try await ids("rating:2") == [1])
        #expect(try await ids("rating:0") == [3, 2])
        try await expectSound()
    }

    @Test("Of two actions that overlap, each takes back only what is still its own")
    func overlapping() async throws {
        try await make(3)
        let first = try await act("rate", "3", to: [1, 2])
        let second = try await act("rate", "5", to: [2, 3])
        let one = try await library.undo(first.id, at: house.now).action
        #expect(one.tally.undone == 1 && one.tally.changedSince == 1)
        #expect(try await ids("rating:5") == [3, 2])
        let two = try await library.undo(second.id, at: house.now).action
        #expect(two.tally.undone == 2 && two.tally.changedSince == 0)
        #expect(try await ids("rating:3") == [2], "as the second found it")
    }

    @Test("The second of two who delete the same pictures is told how many lay there already")
    func twoPeopleDelete() async throws {
        try await make(4)
        async let hers = act("trash", to: [1, 2, 3], by: "Ada")
        async let his = act("trash", to: [2, 3, 4], by: "Bob", after: 1)
        let (one, two) = try await (hers, his)
        #expect(one.changed + two.changed == 4)
        #expect(one.tally.already + two.tally.already == 2)
        #expect(try await library.answer(GalleryCountQuery()).count == 0)
        #expect(try await library.answer(TrashQuery()).count == 4)
        _ = try await library.undo(two.id, at: house.now)
        #expect(try await library.answer(GalleryCountQuery()).count == two.changed)
        _ = try await library.undo(one.id, at: house.now)
        #expect(try await library.answer(GalleryCountQuery()).count == 4)
        try await expectSound()
    }

    @Test("What was put back from the trash by somebody else is not put back again")
    func restoredSince() async throws {
        try await make(2)
        let trashed = try await act("trash", to: [1, 2])
        try await act("restore", to: [1])
        try await act("trash", to: [1], after: 5)
        let undone = try await library.undo(trashed.id, at: house.now).action
        #expect(undone.tally.undone == 1 && undone.tally.changedSince == 1)
        #expect(try await ids("") == [2])
    }

    @Test("Taking out of the trash is undone to the very moment that it came there")
    func undoesRestoring() async throws {
        try await make(1)
        try await act("trash", to: [1])
        let restored = try await act("restore", to: [1], after: 60)
        _ = try await library.undo(restored.id, at: house.now)
        let entry = try #require(try await library.answer(TrashQuery()).entries.first)
        #expect(entry.trashedAt == house.now)
    }

    @Test("Favourites are each person's own")
    func favourites() async throws {
        try await make(3)
        try await act("favourite", to: [1, 2], by: "Ada")
        try await act("favourite", to: [2], by: "Bob")
        try await act("favourite", to: [3])
        #expect(try await ids("is:favourite", person: "Ada") == [2, 1])
        #expect(try await ids("is:favourite", person: "Bob") == [2])
        #expect(try await ids("is:favourite") == [3])
        let again = try await act("favourite", to: [1, 2], by: "Ada")
        #expect(again.changed == 0 && again.tally.already == 2 && !again.canBeUndone)
        try await act("unfavourite", to: [1, 2, 3], by: "Ada")
        #expect(try await ids("is:favourite", person: "Bob") == [2])
        try await expectSound()
    }

    @Test("Of several tags, undoing takes away those that were given, not those that were there")
    func undoesTags() async throws {
        try await make(2)
        try await act("tag", "Snow", to: [1])
        let both = try await act("tag", "snow, Night sky", to: [1, 2])
        #expect(both.changed == 2)
        #expect(try await ids("tag:\"night sky\"") == [2, 1])
        _ = try await library.undo(both.id, at: house.now)
        #expect(try await ids("tag:SNOW") == [1])
        #expect(try await ids("tag:\"night sky\"") == [])
        #expect(try await library.answer(MarkNamesQuery()).tags == ["Snow"])
        try await expectSound()
    }

    @Test("Tags that were taken away come back where they were")
    func undoesUntagging() async throws {
        try await make(3)
        try await act("tag", "a, b", to: [1])
        try await act("tag", "b", to: [2])
        let taken = try await act("untag", "a, b, c", to: [1, 2, 3])
        #expect(taken.changed == 2 && taken.tally.already == 1)
        _ = try await library.undo(taken.id, at: house.now)
        #expect(try await library.answer(MarksQuery(of: 1, for: nil)).tags == ["a", "b"])
        #expect(try await library.answer(MarksQuery(of: 2, for: nil)).tags == ["b"])
        try await expectSound()
    }

    @Test("A collection is made by its first picture, renamed, and deleted without its pictures")
    func collections() async throws {
        try await make(2)
        try await act("collect", "Best of  Übersee", to: [1, 2])
        let action = try await act("collect", "Other", to: [2])
        #expect(try await ids("in:\"best of Übersee\"") == [2, 1])
        let made = try await library.answer(CollectionsQuery()).entries.map(\.collection)
        #expect(made.map(\.name) == ["Best of Übersee", "Other"] && made.map(\.count) == [2, 1])
        let (other, south) = (try CollectionDetails(name: "other"), try CollectionDetails(name: "South"))
        await #expect(throws: LibraryError.self) { try await library.changeCollection(made[0].id, to: other) }
        try await library.changeCollection(made[0].id, to: south)
        #expect(try await library.answer(MarksQuery(of: 1, for: nil)).collections == ["South"])
        for collection in made { _ = try await library.dropCollection(collection.id, by: nil, at: house.now) }
        #expect(try await library.answer(CollectionsQuery()).entries.isEmpty)
        #expect(try await ids("") == [2, 1])
        let undone = try await library.undo(action.id, at: house.now).action
        #expect(undone.tally.undone == 0 && undone.tally.changedSince == 1)
        try await expectSound()
    }

    @Test("What is undone cannot be undone again, and what is gone is counted")
    func twice() async throws {
        try await make(1)
        let action = try await act("rate", "4", to: [1, 99])
        #expect(action.changed == 1 && action.tally.gone == 1)
        _ = try await library.undo(action.id, at: house.now)
        await #expect(throws: LibraryError.self) { try await library.undo(action.id, at: house.now) }
        await #expect(throws: LibraryError.self) { try await library.goOn(action.id, to: [1], of: 2) }
    }

    @Test("Deleting for ever takes only what lies in the trash, and leaves the generation")
    func deletes() async throws {
        try await make(2)
        try await act("trash", to: [1])
        let step = try await library.begin(.delete, to: [1, 2], of: 2, by: nil, at: house.now)
        #expect(step.action.changed == 1 && step.action.tally.already == 1 && !step.action.canBeUndone)
        #expect(step.unnamed.map(\.path) == ["images/1-0.jpg"])
        #expect(try await library.answer(GenerationQuery(id: 1))?.images.isEmpty == true)
        let states = try await library.answer(StateGapQuery(limit: 9))
        #expect(states.empty.count == 0, "a picture that somebody deleted is not missed")
        try await expectSound()
    }

    @Test("Old actions are forgotten, younger ones stay")
    func forgets() async throws {
        try await make(2)
        let old = try await act("rate", "1", to: [1, 2])
        let young = try await act("rate", "2", to: [1, 2], after: 100)
        while try await library.forgetActions(before: house.now.addingTimeInterval(50)) {}
        #expect(try await library.answer(ActionQuery(id: old.id)) == nil)
        #expect(try await library.undo(young.id, at: house.now).touched.count == 2)
    }

    @Test(
        "What cannot be read is refused with a sentence",
        arguments: [
            ("rate", "6"), ("rate", ""), ("rate", "-1"), ("tag", " , "), ("tag", String(repeating: "x", count: 61)),
            ("collect", "\" \""), ("collect", String(repeating: "y", count: 81)), ("explode", ""), ("", ""),
            ("tag", (0...30).map(String.init).joined(separator: ",")),
        ]
    )
    func refuses(kind: String, value: String) {
        #expect(throws: ChangeFault.self) { try Change(kind: kind, value: value) }
    }

    @Test("A change reads back from its own words")
    func readsBack() throws {
        for (kind, value) in [
            ("rate", "3"), ("tag", "Snow, night sky"), ("collect", "Best"), ("favourite", ""), ("trash", ""),
        ] {
            let change = try Change(kind: kind, value: value)
            #expect(try Change(kind: change.kind, value: change.value) == change)
        }
        #expect(try Change(kind: "tag", value: " a\u{0} “b” ,A b").value == "a b")
    }

    @Test("Every look at marks, actions and the trash goes by an index")
    func plans() async throws {
        try await make(1)
        try await act("collect", "c", to: [1])
        try await act("trash", to: [1])
        let statements = TracedStatements()
        try await library.pool.read { db in
            db.trace { statements.add($0.expandedDescription) }
            _ = try TrashQuery(start: TrashCursor(milliseconds: 1, image: 1)).answer(db)
            _ = try TrashedIDsQuery(until: house.now).answer(db)
            _ = try MarksQuery(of: 1, for: nil).answer(db)
            _ = try MarkNamesQuery().answer(db)
            _ = try CollectionsQuery().answer(db)
            _ = try ActionQuery(id: 1).answer(db)
            _ = try RecentActionsQuery().answer(db)
            _ = try NamedPathsQuery(paths: [("x", "y")]).answer(db)
            _ = try DownloadQuery(ids: [1]).answer(db)
            db.trace(options: [])
            #expect(statements.all.count > 8)
            for statement in statements.all where statement.hasPrefix("SELECT") {
                for row in try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + statement) {
                    let step: String = row["detail"]
                    // The walk in an index's own order up to a limit, of small tables.
                    let isBounded =
                        ["CONSTANT ROW", "SCAN action", "SCAN collection", "(subquery"]
                        .contains { step.contains($0) }
                        || step.contains("USING COVERING INDEX image_trashed")
                    #expect(!step.hasPrefix("SCAN") || isBounded, "\(step) in \(statement)")
                    #expect(!step.contains("TEMP B-TREE"), "\(step) in \(statement)")
                }
            }
        }
    }
}
