import Catalog
import Foundation
import GRDB
import Testing

@testable import Library

@Suite struct ComparisonTests {
    /// A comparison of two models and some seeds, as the studio would write it.
    private func comparison(
        _ house: TemporaryLibrary,
        seeds: [String] = ["1", "2"],
        once: String? = nil,
        isFresh: Bool = false
    ) throws -> NewComparison {
        let catalog = try Catalog.standard()
        let plan = GridPlan(
            prompt: "a fox",
            models: [catalog.models[0].slug, catalog.models[2].slug],
            axes: [Axis(.parameter(.seed), seeds)]
        )
        let grid = try plan.grid(in: catalog)
        return NewComparison(
            name: "a fox",
            plan: plan,
            axes: grid.axes,
            cells: grid.cells.map { cell in
                .init(
                    coordinates: cell.coordinates,
                    wish: cell.parameters.map { .init(model: cell.model, parameters: $0, service: "test") },
                    remark: cell.remark
                )
            },
            service: "test",
            once: once,
            isFresh: isFresh
        )
    }

    /// Brings every queued generation to its end.
    private func work(_ house: TemporaryLibrary) async throws {
        while let generation = try await house.takeNext() {
            _ = try await house.library.move(generation.id, to: .storing(requestID: nil), at: house.now)
            _ = try await house.library.complete(
                generation.id,
                with: .init(files: [(0, house.file("\(generation.id)"))], inferenceSeconds: 1, verdict: nil),
                at: house.now
            )
        }
    }

    private func cells(_ house: TemporaryLibrary, _ id: Comparison.ID) async throws -> [ComparisonCell] {
        try #require(try await house.library.answer(ComparisonSheetQuery(id: id))).cells
    }

    @Test("Is written with its axes and a generation for every cell")
    func isWritten() async throws {
        let house = try TemporaryLibrary()
        let (id, wishes) = try await house.library.make(comparison(house), at: house.now)
        let written = try #require(try await house.library.answer(ComparisonQuery(id: id)))
        #expect(wishes.count == 4)
        #expect(written.axes == (try comparison(house)).axes)
        #expect(written.plan == (try comparison(house)).plan)
        let cells = try await cells(house, id)
        #expect(cells.map(\.coordinates) == [[0, 0, 0], [0, 1, 0], [1, 0, 0], [1, 1, 0]])
        // Row by row, as the sheet is read.
        #expect(cells.map(\.generation) == [0, 2, 1, 3].map { wishes[$0] })
        #expect(cells.allSatisfy { $0.state == .queued && !$0.isReused })
    }

    @Test("What is in the gallery already is not made again")
    func reusesPictures() async throws {
        let house = try TemporaryLibrary()
        let (first, _) = try await house.library.make(comparison(house), at: house.now)
        try await work(house)
        let (second, wishes) = try await house.library.make(comparison(house, seeds: ["2", "3"]), at: house.now)
        #expect(wishes.count == 2)
        let before = try await cells(house, first)
        let after = try await cells(house, second)
        #expect(after[0].generation == before[1].generation)
        #expect(after.map(\.isReused) == [true, false, true, false])
    }

    @Test("What is on its way is waited for, not asked for twice")
    func reusesWhatIsOnItsWay() async throws {
        let house = try TemporaryLibrary()
        _ = try await house.library.make(comparison(house), at: house.now)
        #expect(try await house.library.make(comparison(house), at: house.now).wishes.isEmpty)
    }

    @Test("Pictures in the trash, failures and another service's pictures are not taken")
    func doesNotReuseWhatIsGone() async throws {
        let house = try TemporaryLibrary()
        let (first, wishes) = try await house.library.make(comparison(house), at: house.now)
        try await work(house)
        let image = try #require(try await cells(house, first)[0].picture)
        try await house.library.pool.write { db in
            try db.execute(sql: "UPDATE image SET trashed_at = 1 WHERE id = ?", arguments: [image.id])
            try db.execute(sql: "UPDATE generation SET state = 'failed' WHERE id = ?", arguments: [wishes[1]])
            try db.execute(sql: "UPDATE generation SET service = 'other' WHERE id = ?", arguments: [wishes[2]])
        }
        #expect(try await house.library.make(comparison(house), at: house.now).wishes.count == 3)
    }

    @Test("Of a cell's pictures the first is shown that does not lie in the trash")
    func showsWhatIsThere() async throws {
        let house = try TemporaryLibrary()
        let (id, wishes) = try await house.library.make(comparison(house), at: house.now)
        try await work(house)
        let first = try #require(try await cells(house, id)[0].picture)
        try await house.library.pool.write { db in
            try db.execute(
                sql: "UPDATE image SET generation_id = ?, sample = 1 WHERE generation_id = ?",
                arguments: [wishes[0], wishes[1]]
            )
            try db.execute(sql: "UPDATE image SET trashed_at = 1 WHERE id = ?", arguments: [first.id])
        }
        let second = try #require(try await cells(house, id)[0].picture)
        #expect(second.id != first.id && !second.isTrashed)
        try await house.library.pool.write { db in try db.execute(sql: "UPDATE image SET trashed_at = 1") }
        #expect(try await cells(house, id)[0].picture?.id == first.id)
    }

    @Test("Told to, it makes all of it again, but the same request once")
    func makesAfresh() async throws {
        let house = try TemporaryLibrary()
        _ = try await house.library.make(comparison(house), at: house.now)
        try await work(house)
        var again = try comparison(house, isFresh: true)
        again.cells[1].wish = again.cells[0].wish
        #expect(try await house.library.make(again, at: house.now).wishes.count == 3)
    }

    @Test("The same form pressed twice makes one")
    func isMadeOnce() async throws {
        let house = try TemporaryLibrary()
        let first = try await house.library.make(comparison(house, once: "form"), at: house.now)
        let second = try await house.library.make(comparison(house, once: "form", isFresh: true), at: house.now)
        #expect(first.id == second.id)
        #expect(second.wishes.isEmpty)
    }

    @Test("Values are added behind those that are there; whoever is late is told")
    func grows() async throws {
        let house = try TemporaryLibrary()
        let (id, _) = try await house.library.make(comparison(house), at: house.now)
        var more = try comparison(house, seeds: ["1", "2", "3"])
        more.cells.removeAll { $0.coordinates[1] < 2 }
        let wishes = try await house.library.extend(id, to: more, on: 1, known: [2, 2], at: house.now)
        #expect(wishes.count == 2)
        #expect(try await cells(house, id).count == 6)
        #expect(try await house.library.answer(ComparisonQuery(id: id))?.axes[1].values == ["1", "2", "3"])
        await #expect(throws: LibraryError.self) {
            try await house.library.extend(id, to: more, on: 1, known: [2, 2], at: house.now)
        }
    }

    @Test("What is asked for in place of a failure takes its cell")
    func showsTheSuccessor() async throws {
        let house = try TemporaryLibrary()
        let (id, wishes) = try await house.library.make(comparison(house), at: house.now)
        _ = try await house.library.move(wishes[0], to: .cancelled, at: house.now)
        var again = try #require(try comparison(house).cells[0].wish)
        again.successorOf = wishes[0]
        let generation = try await house.library.enqueue(again, at: house.now)
        #expect(try await cells(house, id)[0].generation == generation.id)
    }

    @Test("Taken apart, it leaves its pictures")
    func isDeleted() async throws {
        let house = try TemporaryLibrary()
        let (id, wishes) = try await house.library.make(comparison(house), at: house.now)
        try await house.library.describe(id, name: "foxes", tags: ["Animals"])
        #expect(try await house.library.answer(ComparisonsQuery(tag: "animals")).map(\.comparison.name) == ["foxes"])
        try await house.library.deleteComparison(id)
        #expect(try await house.library.answer(ComparisonQuery(id: id)) == nil)
        #expect(try await house.library.answer(GenerationQuery(id: wishes[0])) != nil)
    }

    @Test("The look for the same request is one step in its index")
    func looksInTheIndex() async throws {
        let house = try TemporaryLibrary()
        let plan = try await house.library.pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    EXPLAIN QUERY PLAN SELECT id FROM generation
                    WHERE seed = 1 AND model = 'm' AND request_length = length('x') AND service <> 'import'
                      AND service = 's' AND request = 'x'
                    """
            ).map { $0["detail"] as String }
        }
        #expect(plan.joined().contains("generation_same (seed=? AND model=? AND request_length=?)"), "\(plan)")
    }
}
