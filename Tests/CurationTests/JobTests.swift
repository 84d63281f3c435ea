import Foundation
import GRDB
import Synchronization
import Testing

@testable import Curation
@testable import Library

@Suite struct JobTests {
    @Test("A hundred thousand pictures are rated in steps, stopped in the middle, and put back")
    func stopsAndUndoes() async throws {
        let sheet = try await Sheet(pictures: 100_000)
        let curation = sheet.curation
        let touched = Mutex(0)
        curation.observe { ids in touched.withLock { $0 += ids.count } }
        let action = try await curation.apply(.rate(4), to: .matching(Search("pear"), SearchContext()))
        #expect(action.changed == 0, "it goes on as a job")
        for await _ in curation.listen(to: action.id) {
            // Others' writes go between the steps.
            _ = try await sheet.library.begin(.favourite, to: [1], of: 1, by: "Ada", at: Date())
            if curation.progress(of: action.id)?.done ?? 0 >= 20_000 { curation.stop(action.id) }
        }
        await curation.wait(for: action.id)
        let stopped = try #require(try await sheet.library.answer(ActionQuery(id: action.id)))
        #expect((20_000..<100_000).contains(stopped.changed) && !stopped.tally.isDone)
        #expect(stopped.tally.total == 100_000)
        #expect(touched.withLock { $0 } == stopped.changed)
        #expect(try await sheet.rated(4) == stopped.changed)

        _ = try await curation.undo(action.id)
        await curation.wait(for: action.id)
        let undone = try #require(try await sheet.library.answer(ActionQuery(id: action.id)))
        #expect(undone.undoneAt != nil && undone.tally.undone == stopped.changed)
        #expect(try await sheet.rated(0) == 100_000)
    }

    @Test("All that match are found before they change, also when changing them makes them match no more")
    func whatMatchesChanges() async throws {
        let sheet = try await Sheet(pictures: 3000)
        let action = try await sheet.curation.apply(.trash, to: .matching(.everything, SearchContext()))
        await sheet.curation.wait(for: action.id)
        #expect(try await sheet.library.answer(ActionQuery(id: action.id))?.changed == 3000)
        #expect(try await sheet.count("").count == 0)
        #expect(try await sheet.isSound())
        let restored = try await sheet.curation.apply(.restore, to: .trashed(until: sheet.curation.now()))
        await sheet.curation.wait(for: restored.id)
        #expect(try await sheet.count("").count == 3000)
        #expect(try await sheet.isSound())
    }

    @Test("What is small is done when the answer comes")
    func small() async throws {
        let sheet = try await Sheet(pictures: 1000)
        let action = try await sheet.curation.apply(.rate(1), to: .matching(.everything, SearchContext()))
        #expect(action.changed == 1000 && action.tally.isDone)
        #expect(sheet.curation.progress(of: action.id) == nil)
        let undone = try await sheet.curation.undo(action.id)
        #expect(undone.undoneAt != nil)
    }

    @Test("Of two who trash everything at once, both are told the truth, and the counts stay exact")
    func twoJobs() async throws {
        let sheet = try await Sheet(pictures: 5000)
        let everything = Selection.matching(.everything, SearchContext())
        let one = try await sheet.curation.apply(.trash, to: everything, by: "Ada")
        sheet.pass(1)
        let two = try await sheet.curation.apply(.trash, to: everything, by: "Bob")
        await sheet.curation.wait(for: one.id)
        await sheet.curation.wait(for: two.id)
        let first = try #require(try await sheet.library.answer(ActionQuery(id: one.id)))
        let second = try #require(try await sheet.library.answer(ActionQuery(id: two.id)))
        #expect(first.changed + second.changed == 5000)
        #expect(second.changed + second.tally.already == second.tally.total)
        #expect(try await sheet.isSound())
        _ = try await sheet.curation.undo(one.id)
        await sheet.curation.wait(for: one.id)
        #expect(try await sheet.count("").count == first.changed)
        #expect(try await sheet.isSound())
    }

    @Test("A job that the program's end cut short is told as stopped, and undone after the restart")
    func restart() async throws {
        let sheet = try await Sheet(pictures: 3000)
        let action = try await sheet.curation.apply(.rate(5), to: .matching(.everything, SearchContext()))
        await sheet.curation.close()
        let again = Curation(library: sheet.library, pictures: sheet.curation.pictures)
        let left = try #require(try await sheet.library.answer(ActionQuery(id: action.id)))
        #expect(again.progress(of: action.id) == nil && !left.tally.isDone)
        if left.canBeUndone {
            _ = try await again.undo(action.id)
            await again.wait(for: action.id)
        }
        #expect(try await sheet.rated(5) == 0)
    }

    @Test("Undoing what still runs stops it first")
    func undoesWhatRuns() async throws {
        let sheet = try await Sheet(pictures: 20_000)
        let action = try await sheet.curation.apply(
            .tag([try #require(try Tag("t"))]),
            to: .matching(.everything, .init())
        )
        for await _ in sheet.curation.listen(to: action.id)
        where sheet.curation.progress(of: action.id)?.done ?? 0 > 0 { break }
        _ = try await sheet.curation.undo(action.id)
        await sheet.curation.wait(for: action.id)
        #expect(try await sheet.count("tag:t").count == 0)
        #expect(try await sheet.isSound())
    }
}

extension Sheet {
    func rated(_ rating: Int) async throws -> Int {
        try await library.pool.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM image WHERE rating = ?", arguments: [rating]) ?? 0
        }
    }
}
