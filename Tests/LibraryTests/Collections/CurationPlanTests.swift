import Foundation
import GRDB
import Testing

@testable import Library

@Suite("Every list of collections, tags, notes and activity goes by an index")
struct CurationPlanTests {
    @Test func plans() async throws {
        let best = try await Collected(3)
        try await best.act("tag", "a", to: [1, 2], by: "Ada")
        _ = try await best.library.note("words", beside: 1, instead: .none, by: "Ada", at: best.now)
        let smart = try CollectionDetails(name: "Smart")
        _ = try await best.library.makeCollection(smart, search: "has:note", by: nil, at: best.now)
        let id = try await best.id()
        let statements = TracedStatements()
        try await best.library.pool.write { db in
            let mark = try #require(try db.mark(of: id))
            let cursor = Cursor(key: -(1 << 41), place: 1)
            db.trace { statements.add($0.expandedDescription) }
            for start in [GalleryQuery.Start.first, .before(cursor), .after(cursor)] {
                for typed in ["in:best", "in:best picture", "note:words", "has:note picture", "in:smart", "-has:note"] {
                    _ = try GalleryQuery(Search(typed), order: .hand, start: start).answer(db)
                }
            }
            _ = try NeighboursQuery(of: 1, Search("in:best"), order: .hand, limit: 3).answer(db)
            _ = try CollectionsQuery(after: "A").answer(db)
            _ = try CollectionQuery(id: id).answer(db)
            _ = try CollectionQuery(name: "best").answer(db)
            _ = try TagsQuery(beginning: "a", after: "a").answer(db)
            _ = try NoteQuery(of: 1).answer(db)
            for person in [nil, "Ada"] {
                for start in [nil, ActivityCursor(day: "2026-01-01", user: 3)] {
                    _ = try ActivityQuery(of: person, days: "2025-01-01"..."2026-12-31", start: start).answer(db)
                }
            }
            _ = try ActionsQuery(.init(person: "Ada", day: "2026-09-21", kind: "tag")).answer(db)
            _ = try ActionsQuery(before: 9).answer(db)
            _ = try ActionPicturesQuery(of: 1, before: 9).answer(db)
            for spot in [CollectionSpot.start, .end, .before(2), .after(2), .earlier, .later] {
                _ = try Moving([1], mark: mark, db).go(to: spot, db)
            }
            db.trace(options: [])
            #expect(statements.all.count > 60)
            let wanted = ["SELECT", "UPDATE", "DELETE"]
            for statement in Set(statements.all)
            where wanted.contains(where: statement.hasPrefix) && !statement.contains("_config'") {
                for row in try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + statement) {
                    let step: String = row["detail"]
                    let isBounded = [
                        "VIRTUAL TABLE", "(subquery", "list", "json_each", "CONSTANT ROW",
                    ].contains { step.contains($0) }
                    let isFacet = statement.contains("facet WHERE kind")
                    #expect(!step.contains("TEMP B-TREE") || isFacet, "\(step) in \(statement)")
                    // In the order of its key up to a limit.
                    let isWalk = ["SCAN action", "SCAN activity"].contains {
                        step.hasPrefix($0) && statement.contains("LIMIT")
                    }
                    #expect(!step.hasPrefix("SCAN") || isBounded || isFacet || isWalk, "\(step) in \(statement)")
                }
            }
        }
    }
}
