import Foundation
import Testing

@testable import Curation
@testable import Library

@Suite("Collections and tags of many pictures change in steps")
struct CollectionJobTests {
    private func done(_ action: Action, _ sheet: Sheet) async throws -> Action {
        await sheet.curation.wait(for: action.id)
        return try #require(try await sheet.library.answer(ActionQuery(id: action.id)))
    }

    private func order(_ sheet: Sheet) async throws -> [Image.ID] {
        let query = CollectedIDsQuery(in: 1, order: .hand, withTrash: true)
        return try await sheet.library.answer(query)
    }

    @Test("Five thousand are put into a collection, sorted beside somebody who moves one, and put back in order")
    func sorts() async throws {
        let sheet = try await Sheet(pictures: 5000)
        let collected = try await sheet.curation.apply(.collect("Best"), to: .matching(.everything, SearchContext()))
        #expect(try await done(collected, sheet).changed == 5000)
        let before = try await order(sheet)
        #expect(before == Array((1...5000).reversed()), "as the gallery shows them")
        let sorted = try await sheet.curation.apply(.sort("Best", .oldest), to: .collected(1, .oldest))
        #expect(sorted.changed == 0, "it goes on as a job")
        #expect(try await done(sorted, sheet).tally.isDone)
        #expect(try await order(sheet) == Array(1...5000))
        let undone = try await sheet.curation.undo(sorted.id)
        #expect(try await done(undone, sheet).tally.undone == 5000)
        #expect(try await order(sheet) == before)
        #expect(try await sheet.isSound())
    }

    @Test("Two tags on thousands of pictures become one, and part again")
    func merges() async throws {
        let sheet = try await Sheet(pictures: 3000)
        let (snow, ice) = (try #require(try Tag("Snow")), try #require(try Tag("ice")))
        _ = try await done(try await sheet.curation.apply(.tag([snow]), to: .matching(.everything, .init())), sheet)
        _ = try await done(try await sheet.curation.apply(.tag([ice]), to: .images([1, 2, 3])), sheet)
        let merged = try await sheet.curation.apply(.merge([snow], into: ice), to: .tagged([snow]))
        #expect(try await done(merged, sheet).changed == 3000)
        #expect(try await sheet.library.answer(TagsQuery()).tags.map(\.count) == [3000])
        _ = try await done(try await sheet.curation.undo(merged.id), sheet)
        #expect(try await sheet.library.answer(TagsQuery()).tags.map(\.count) == [3, 3000])
        let removed = try await sheet.curation.apply(.untag([snow]), to: .tagged([snow]))
        _ = try await done(removed, sheet)
        #expect(try await sheet.library.answer(TagsQuery()).tags.map(\.label) == ["ice"])
        _ = try await done(try await sheet.curation.undo(removed.id), sheet)
        #expect(try await sheet.library.answer(TagsQuery()).tags.map(\.count) == [3, 3000])
        #expect(try await sheet.isSound())
    }

    @Test("A deleted collection is forgotten after 30 days, when the trash is swept")
    func forgets() async throws {
        let sheet = try await Sheet(pictures: 3)
        _ = try await sheet.curation.apply(.collect("Best"), to: .images([1, 2, 3]))
        let dropped = try await sheet.library.dropCollection(1, by: nil, at: sheet.curation.now())
        sheet.pass(29 * 86_400)
        try await sheet.curation.sweep()
        _ = try await sheet.curation.undo(dropped.id)
        #expect(try await order(sheet) == [1, 2, 3])
        _ = try await sheet.library.dropCollection(1, by: nil, at: sheet.curation.now())
        sheet.pass(31 * 86_400)
        try await sheet.curation.sweep()
        #expect(try await order(sheet) == [])
        #expect(try await sheet.isSound())
    }
}
