import Foundation
import Fuzzing
import GRDB
import Testing

@testable import Library

@Suite("A collection has an order of its own")
struct MovingTests {
    @Test("Pictures are put in at the end, in the order given")
    func appends() async throws {
        let best = try await Collected(5, in: nil)
        try await best.act("collect", "Best", to: [3, 1])
        try await best.act("collect", "Best", to: [5, 1, 2])
        #expect(try await best.order() == [3, 1, 5, 2])
        try await best.act("uncollect", "Best", to: [3])
        try await best.act("collect", "Best", to: [3])
        #expect(try await best.order() == [1, 5, 2, 3])
        #expect(try await best.sound())
    }

    @Test(
        "One or several move to a spot and keep their order among each other",
        arguments: [
            ([3], CollectionSpot.start, [3, 1, 2, 4, 5, 6]), ([3], .end, [1, 2, 4, 5, 6, 3]),
            ([5], .before(2), [1, 5, 2, 3, 4, 6]), ([1], .after(4), [2, 3, 4, 1, 5, 6]),
            ([6, 2], .before(4), [1, 3, 2, 6, 4, 5]), ([2, 5], .after(2), [1, 2, 5, 3, 4, 6]),
            ([2, 3], .earlier, [2, 3, 1, 4, 5, 6]), ([2, 4], .later, [1, 3, 5, 2, 4, 6]),
            ([6], .later, [1, 2, 3, 4, 5, 6]),
            ([1], .earlier, [1, 2, 3, 4, 5, 6]), ([3, 99], .start, [3, 1, 2, 4, 5, 6]),
        ]
    )
    func moves(ids: [Int64], spot: CollectionSpot, expected: [Int64]) async throws {
        let best = try await Collected(6)
        let move = try await best.move(ids, spot)
        #expect(try await best.order() == expected)
        #expect((move.action == nil) == (expected == [1, 2, 3, 4, 5, 6]))
        if let action = move.action { try await best.undo(action) }
        #expect(try await best.order() == [1, 2, 3, 4, 5, 6])
        #expect(try await best.sound())
    }

    @Test("One step passes by what lies in the trash between")
    func passesTheTrash() async throws {
        let best = try await Collected(5)
        try await best.act("trash", to: [2, 3])
        try await best.move([4], .earlier)
        #expect(try await best.order() == [4, 1, 5])
        try await best.move([4], .later)
        #expect(try await best.order() == [1, 4, 5])
    }

    @Test("A key that is pressed often is one action, and leads back to where it began")
    func isOneAction() async throws {
        let best = try await Collected(6)
        var actions: Set<Int64> = []
        for step in 0..<4 {
            let move = try await best.move([1], .later, by: "Ada", after: step)
            actions.insert(try #require(move.action).id)
        }
        #expect(actions.count == 1)
        #expect(try await best.order() == [2, 3, 4, 5, 1, 6])
        let his = try await best.move([1], .later, by: "Bob", after: 5)
        #expect(try #require(his.action).id != actions.first)
        try await best.undo(his.action)
        try await best.undo(try await best.library.answer(ActionQuery(id: try #require(actions.first))))
        #expect(try await best.order() == [1, 2, 3, 4, 5, 6])
    }

    @Test("A thousand moves by chance, many of them into the same gap, and all the way back")
    func agreesWithAList() async throws {
        let best = try await Collected(60)
        var dice = SplitMix(seed: 11)
        var list: [Int64] = Array(1...60)
        var history: [(action: Action, list: [Int64])] = []
        for number in 0..<1000 {
            let image = try #require(list.randomElement(using: &dice))
            // Every second one goes in front of the same picture.
            let anchor = number % 2 == 0 ? 30 : try #require(list.randomElement(using: &dice))
            guard image != anchor else { continue }
            let before = list
            list.removeAll { $0 == image }
            let index = try #require(list.firstIndex(of: anchor))
            list.insert(image, at: number % 3 == 0 ? index + 1 : index)
            let spot: CollectionSpot = number % 3 == 0 ? .after(anchor) : .before(anchor)
            // Long enough after the last one to be an action of its own.
            let move = try await best.move([image], spot, after: number * 60)
            if let action = move.action { history.append((action, before)) }
        }
        #expect(try await best.order() == list)
        for (number, step) in history.reversed().enumerated() {
            try await best.undo(step.action)
            if number % 50 == 0 { #expect(try await best.order() == step.list) }
        }
        #expect(try await best.order() == Array(1...60))
        #expect(try await best.sound())
    }

    @Test("In a collection of 100,000 a move touches a few rows, also when its gap is used up")
    func touchesFewRows() async throws {
        let best = try await Collected(3, in: nil)
        try await best.act("collect", "Best", to: [1, 2, 3])
        try await best.library.pool.write { db in
            try db.execute(
                sql: """
                    DROP TRIGGER image_indexed; DROP TRIGGER image_counted;
                    WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 100000)
                    INSERT INTO image (place, generation_id, sample, model, facets, dice, sha256, path, format, width,
                                       height, bytes, created_at)
                    SELECT (SELECT max(place) FROM image) + n, 1, n, 'm', '[]', n, 'x', 'x', 'png', 1, 1, 1, 0 FROM n;
                    DROP TRIGGER image_collected;
                    INSERT INTO image_mark (mark_id, place, image_id, position)
                    SELECT (SELECT id FROM mark WHERE kind = 'collection'), place, id, 1099511627776 + 1048576 * id
                    FROM image WHERE id > 3;
                    """
            )
        }
        func changes() async throws -> Int { try await best.library.pool.write { db in db.totalChangesCount } }
        var most = 0
        for number in 0..<200 {
            let before = try await changes()
            // Always between the same two in the middle, from far away.
            try await best.move([Int64(60_000 + number)], .after(50_000), after: number * 60)
            most = max(most, try await changes() - before)
        }
        // Two dozen neighbours at a time are taken up and set down, where the gap is used up.
        #expect((4...160).contains(most), "\(most) rows")
        let order = try await best.order()
        #expect(order.count == 100_003 && Array(order[49_999..<50_003]) == [50_000, 60_199, 60_198, 60_197])
    }

    @Test("Pages go by keyset in both directions, and a picture knows its neighbours")
    func pages() async throws {
        let best = try await Collected(7)
        try await best.move([7], .start)
        try await best.act("trash", to: [3])
        let search = Search("in:best")
        let first = try await best.library.answer(GalleryQuery(search, order: .hand, limit: 3))
        #expect(first.frames.map(\.id) == [7, 1, 2] && first.hasOlder && !first.hasNewer)
        let last = try #require(first.frames.last).cursor
        let second = try await best.library.answer(GalleryQuery(search, order: .hand, start: .before(last), limit: 3))
        #expect(second.frames.map(\.id) == [4, 5, 6] && !second.hasOlder && second.hasNewer)
        let front = try #require(second.frames.first).cursor
        let back = try await best.library.answer(GalleryQuery(search, order: .hand, start: .after(front), limit: 2))
        #expect(back.frames.map(\.id) == [1, 2] && back.hasNewer)
        #expect(Cursor(text: last.text) == last)
        let neighbours = try await best.library.answer(NeighboursQuery(of: 2, search, order: .hand, limit: 2))
        #expect(neighbours.newer.map(\.id) == [7, 1] && neighbours.older.map(\.id) == [4, 5])
        let odd = Cursor(key: .min, place: .min)
        #expect(try await best.library.answer(GalleryQuery(search, order: .hand, start: .before(odd))).frames.isEmpty)
        #expect(try await best.library.answer(GalleryQuery(search, order: .hand, start: .after(odd))).frames.count == 6)
    }

    @Test("With other words beside it the order by hand still holds; without a collection the newest come first")
    func withWords() async throws {
        let best = try await Collected(6)
        try await best.move([6], .start)
        func find(_ typed: String) async throws -> [Int64] {
            try await best.library.answer(GalleryQuery(Search(typed), order: .hand)).frames.map(\.id)
        }
        #expect(try await find("in:best picture -rating:0") == [6, 2, 3, 4, 5])
        #expect(try await find("picture") == [6, 5, 4, 3, 2, 1])
        let search = Search("in:best picture")
        let page = try await best.library.answer(GalleryQuery(search, order: .hand, limit: 2))
        let cursor = try #require(page.frames.last).cursor
        let next = try await best.library.answer(GalleryQuery(search, order: .hand, start: .before(cursor), limit: 2))
        #expect(next.frames.map(\.id) == [2, 3])
    }

    @Test("What is taken out comes back to its spot when that is undone")
    func undoesTakingOut() async throws {
        let best = try await Collected(5)
        let action = try await best.act("uncollect", "best", to: [2, 4])
        #expect(try await best.order() == [1, 3, 5])
        try await best.undo(action)
        #expect(try await best.order() == [1, 2, 3, 4, 5])
        #expect(try await best.sound())
    }

    @Test("Sorting anew is one act, holds what lies in the trash, and is undone to the order that there was")
    func sorts() async throws {
        let best = try await Collected(7)
        try await best.move([7, 2], .before(5))
        let before = try await best.order()
        try await best.act("trash", to: [4])
        let id = try await best.id()
        for (order, expected) in [
            (CollectionOrder.rating, [6, 5, 3, 2, 7, 1]), (.newest, [7, 6, 5, 3, 2, 1]), (.oldest, [1, 2, 3, 5, 6, 7]),
        ] as [(CollectionOrder, [Int64])] {
            let ids = try await best.library.answer(CollectedIDsQuery(in: id, order: order, withTrash: true))
            let action = try await best.library.begin(
                .sort("Best", order),
                to: ids,
                of: ids.count,
                by: nil,
                at: best.now
            ).action
            #expect(action.changed == 7 && action.tally.isDone)
            #expect(try await best.order() == expected, "\(order)")
            try await best.undo(action)
            #expect(try await best.order() == before.filter { $0 != 4 })
        }
        try await best.act("restore", to: [4])
        #expect(try await best.order() == before)
        #expect(try await best.sound())
    }

    @Test("While a sorting is on its way others put in and move, and nobody stands where another stands")
    func sortsBesideOthers() async throws {
        let best = try await Collected(40)
        try await best.act("uncollect", "Best", to: [40, 39])
        let id = try await best.id()
        let ids = try await best.library.answer(CollectedIDsQuery(in: id, order: .newest, withTrash: true))
        let change = Change.sort("Best", .newest)
        let step = try await best.library.begin(change, to: ids.prefix(10), of: ids.count, by: nil, at: best.now)
        try await best.act("collect", "Best", to: [40])
        try await best.move([1], .start)
        try await best.move([2], .after(35))
        let rest = try await best.library.goOn(step.action.id, to: ids.dropFirst(10), of: ids.count)
        #expect(rest.isOver)
        try await best.act("collect", "Best", to: [39])
        #expect(try await best.order() == Array((1...38).reversed()) + [40, 39])
        try await best.undo(rest.action)
        #expect(Set(try await best.order()).count == 40)
        #expect(try await best.sound())
    }
}
