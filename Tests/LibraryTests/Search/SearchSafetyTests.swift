import Foundation
import Fuzzing
import GRDB
import Testing

@testable import Library

@Suite("Nothing typed breaks the search")
struct SearchSafetyTests {
    private static let pieces = [
        "\"", "*", "(", ")", "AND", "OR", "NOT", "NEAR(", "NEAR/3", ":", "^", "-", "--", "prompt:", "facets:", "\0",
        "é", "猫",
        "'", ";", "{", "}", "+", ",", "..", ">", "<", "=", "$", "“", "”", "fox", "fo*", "golden", "light", "-fox", " ",
        " ",
        " ", "model:", "model:dream", "scheduler:", "by:me", "by:", "tag:a,b", "seed:", "seed:99999999999999999999",
        "seed:1-2", "steps:", "steps:>3", "steps:3-", "guidance:1e5", "guidance:0x1", "size:", "size:1x1", "size:x",
        "size:99999999999999999999x1", "rating:>3", "rating:9", "is:favourite", "is:failed", "in:", "in:x",
        "before:2026",
        "before:9999-12-31", "after:0001", "on:2026-03-10", "cost:>0", "cost:<=1.5", "negative:x", "\u{202E}", "🦊", "½",
        "\u{301}", "\r\n", "\t", "%", "_", "\\", "/", "?", "#", "x:y", "nan", "inf", "١٢",
    ]

    private static func typed(_ dice: inout SplitMix) -> String {
        (0..<Int.random(in: 1...14, using: &dice)).map { _ in pieces.randomElement(using: &dice) ?? "" }.joined()
    }

    @Test("100,000 random strings: no error, and never further than the bound")
    func random() async throws {
        let shelf = try Shelf(
            (0..<40).map { number in
                Shelf.Picture(
                    prompt: number % 2 == 0 ? "golden fox \(number)" : "light city",
                    seed: Int64(number),
                    steps: Int64(number),
                    rating: number % 6,
                    tags: number % 3 == 0 ? ["a"] : []
                )
            }
        )
        try await shelf.library.pool.read { db in
            var dice = SplitMix(seed: 7)
            for number in 0..<100_000 {
                let typed = Self.typed(&dice)
                let search = Search(typed)
                let order: GalleryOrder = number % 5 == 0 ? GalleryOrder.allCases[number / 5 % 4] : .newest
                do {
                    let page = try GalleryQuery(search, order: order, limit: 5, needsCard: { _ in false }).answer(db)
                    try #require(page.frames.count <= 5)
                } catch {
                    Issue.record("\(typed.debugDescription): \(error)")
                    return
                }
            }
        }
    }

    @Test("What is rare among what is common ends at the budget, says so, and goes on from there")
    func budget() async throws {
        let count = PlaceWalk.budget + 5000
        let shelf = try Shelf([.init(prompt: "rare one", guidance: 1), .init(prompt: "rare two")])
        // As many again that are like the second, older than it.
        try await shelf.library.pool.write { db in
            try db.execute(
                sql: """
                    DROP TRIGGER image_indexed; DROP TRIGGER image_counted;
                    WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < \(count))
                    INSERT INTO image (place, generation_id, sample, model, facets, dice, sha256, path, format, width,
                                       height, bytes, created_at, cost)
                    SELECT (SELECT max(place) FROM image) + n, 2, n, 'm', '[]', n, 'x', 'x', 'png', 1, 1, 1, 0, 7 FROM n;
                    """
            )
        }
        let search = Search("cost:<0.000001")
        var start = GalleryQuery.Start.first
        var found: [Int64] = []
        var stretches = 0
        while stretches < 1000 {
            let page = try await shelf.library.answer(GalleryQuery(search, start: start, needsCard: { _ in false }))
            found += page.frames.map(\.id)
            stretches += 1
            guard let reached = page.reached else { break }
            start = .before(reached)
        }
        #expect(found == [2, 1])
        #expect(stretches > 1)
        // And the other way, from the oldest on.
        start = .after(Cursor(place: .min))
        (found, stretches) = ([], 0)
        while stretches < 1000 {
            let page = try await shelf.library.answer(GalleryQuery(search, start: start, needsCard: { _ in false }))
            found += page.frames.map(\.id).reversed()
            stretches += 1
            guard let reached = page.reachedNewer else { break }
            start = .after(reached)
        }
        #expect(found == [1, 2])
        let between = try await shelf.library.answer(NeighboursQuery(of: 1, search, limit: 1))
        #expect(between.newer.map(\.id) == [2])
        let counted = try await shelf.library.answer(GalleryCountQuery(search))
        #expect(counted == .init(count: 0, isCapped: true))
    }

    @Test("Every list goes by an index: no sort of what is found, no scan of a table")
    func plans() async throws {
        let shelf = try Shelf([.init(seed: 7, rating: 4, tags: ["a", "b"], collections: ["c"], favouriteOf: ["Anna"])])
        let searches = [
            "", "cat", "cat model:dream", "model:dream", "-cat", "\"a cat\"", "ca* steps:>3", "tag:a", "tag:a,b",
            "tag:a cat",
            "rating:>3", "rating:4 cat", "is:favourite", "in:c", "seed:7", "seed:1-9", "cost:>0.01", "before:2030",
            "on:2026-03",
            "is:unrated -tag:a", "size:square rating:4 tag:b cat",
        ]
        let statements = TracedStatements()
        try await shelf.library.pool.read { db in
            db.trace { statements.add($0.expandedDescription) }
            for typed in searches {
                for order in GalleryOrder.allCases {
                    let cursor = Cursor(place: Place.first(at: Shelf.noon))
                    for start in [GalleryQuery.Start.first, .before(cursor), .after(cursor)] {
                        let context = SearchContext(person: "Anna")
                        let query = GalleryQuery(Search(typed), context: context, order: order, start: start)
                        _ = try query.answer(db)
                    }
                }
                _ = try GalleryCountQuery(Search(typed)).answer(db)
            }
            _ = try MonthsQuery().answer(db)
            _ = try NeighboursQuery(of: 1, limit: 3).answer(db)
            db.trace(options: [])
            for statement in Set(statements.all) where statement.hasPrefix("SELECT") && !statement.contains("_config'")
            {
                for row in try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + statement) {
                    let step: String = row["detail"]
                    // Bounded: a window of a list, the values of a short list, the facets of one kind.
                    let isBounded = ["VIRTUAL TABLE", "(subquery", "list", "json_each", "CONSTANT ROW"].contains {
                        step.contains($0)
                    }
                    // Several marks or ratings are merged: each brings no more than the window.
                    let isMerge = statement.contains(" UNION ") || statement.contains("facet WHERE kind")
                    #expect(!step.contains("TEMP B-TREE") || isMerge, "\(step) in \(statement)")
                    #expect(!step.hasPrefix("SCAN") || isBounded || isMerge, "\(step) in \(statement)")
                }
            }
        }
    }
}
