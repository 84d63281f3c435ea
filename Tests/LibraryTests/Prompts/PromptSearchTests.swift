import Foundation
import Fuzzing
import GRDB
import Testing

@testable import Library

@Suite("The prompt library is searched in the gallery's language")
struct PromptSearchTests {
    private func shelf() async throws -> PromptHouse {
        let house = try PromptHouse()
        try await house.add("Fox", "a red fox in golden light", notes: "for Åse", tags: ["Winter"], by: "Anna")
        try await house.add(
            "Hare",
            "a hare in the light of gold",
            negative: "blurry",
            model: "sdxl1.0-dreamshaper",
            at: 1
        )
        try await house.add("Foxglove", "flowers", tags: ["winter", "Garden"], model: "realvis", by: "Ben", at: 2)
        return house
    }

    @Test("Words, phrases, beginnings, exclusions, tags, models, people and times")
    func grammar() async throws {
        let house = try await shelf()
        let cases: [(String, [String])] = [
            ("", ["Foxglove", "Hare", "Fox"]), ("fox", ["Fox"]), ("fox*", ["Foxglove", "Fox"]),
            ("\"golden light\"", ["Fox"]), ("light -golden", ["Hare"]), ("ase", ["Fox"]), ("negative:blurry", ["Hare"]),
            ("blurry", []), ("tag:winter", ["Foxglove", "Fox"]), ("tag:Winter -tag:garden", ["Fox"]),
            ("model:dream", ["Hare"]), ("model:realvis,dream", ["Foxglove", "Hare"]),
            ("-model:realvis", ["Hare", "Fox"]),
            ("by:anna", ["Fox"]), ("by:me", ["Foxglove"]),
            ("after:2026-09 before:2026-10", ["Foxglove", "Hare", "Fox"]),
            ("before:2020", []), ("light model:dream tag:winter", []), ("prompt:fox", ["Fox"]),
        ]
        for (typed, titles) in cases { #expect(try await house.find(typed, by: "Ben") == titles, "\(typed)") }
    }

    @Test("What is saved last comes first, and is found by its present words alone")
    func order() async throws {
        let house = try await shelf()
        let fox = try #require(try await house.library.answer(PromptsQuery(Search("fox"))).entries.first?.prompt.id)
        _ = try await house.save("a silver fox", to: fox, over: 1, at: 9)
        #expect(try await house.find("") == ["Fox", "Foxglove", "Hare"])
        #expect(try await house.find("red").isEmpty)
        #expect(try await house.find("silver") == ["Fox"])
        #expect(try await house.isSound())
    }

    @Test("What cannot be meant is remarked upon, and the rest still counts")
    func remarks() async throws {
        let house = try await shelf()
        let query = PromptsQuery(Search("fox seed:7 is:favourite tag:nothing rating:x"))
        let remarks = try await house.library.answer(query).remarks.map(\.sentence)
        #expect(remarks.contains("“seed:” is about pictures, so it was left aside here."))
        #expect(remarks.contains("“is:” is about pictures, so it was left aside here."))
        #expect(remarks.contains("No prompt has the tag “nothing”."))
        #expect(remarks.contains { $0.contains("rating:x") })
        #expect(try await house.find("fox seed:7") == ["Fox"])
    }

    @Test("Pages follow each other without gap or twin")
    func pages() async throws {
        let house = try PromptHouse()
        for number in 0..<25 { try await house.add("P\(number)", "fox \(number)", at: number / 3) }
        for typed in ["", "fox"] {
            var found: [String] = []
            var before: Int64?
            repeat {
                let page = try await house.library.answer(PromptsQuery(Search(typed), before: before, limit: 7))
                #expect(page.count == 25 && !page.isCapped)
                found += page.entries.map(\.prompt.title)
                before = page.next
            } while before != nil
            #expect(found == (0..<25).reversed().map { "P\($0)" })
        }
    }

    @Test("Nothing typed breaks it")
    func random() async throws {
        let house = try await shelf()
        let pieces = [
            "\"", "*", "(", ")", "AND", "NOT", "{title}", ":", "^", "-", "prompt:", "prompt:\"", "tag:", "by:me", "fox",
            "fo*",
            " ", " ", "model:", "is:", "before:2026", "after:9999", "\0", "é", "🦊", "title:", "facets:", "negative:x",
            "%", "_",
        ]
        try await house.library.pool.read { db in
            var dice = SplitMix(seed: 11)
            for _ in 0..<20_000 {
                let typed = (0..<Int.random(in: 1...10, using: &dice)).map { _ in
                    pieces.randomElement(using: &dice) ?? ""
                }.joined()
                _ = try PromptsQuery(Search(typed), limit: 5).answer(db)
                _ = try GalleryQuery(Search(typed), limit: 5).answer(db)
            }
        }
    }

    @Test("Every list goes by an index: no sort of what is found, no scan of a table")
    func plans() async throws {
        let house = try await shelf()
        let fox = try await house.add("Fox", by: "Anna", at: 4)
        _ = try await house.save("a white fox", to: fox, over: 1, at: 5)
        try await house.picture(of: fox, rating: 3)
        let statements = TracedStatements()
        try await house.library.pool.read { db in
            db.trace { statements.add($0.expandedDescription) }
            for typed in ["", "fox", "tag:winter fox*", "model:dream", "by:anna before:2030", "-fox", "prompt:fox"] {
                for before in [nil, Int64.max / 2] {
                    _ = try PromptsQuery(Search(typed), context: .init(person: "Anna"), before: before).answer(db)
                }
            }
            _ = try PromptQuery(id: fox).answer(db)
            _ = try PromptQuery(id: fox, before: 2).answer(db)
            _ = try PromptPicturesQuery(of: fox, 1, start: Cursor(key: 3, place: 1)).answer(db)
            _ = try TrashedPromptsQuery().answer(db)
            _ = try CarriedPromptsQuery(after: 1).answer(db)
            for typed in ["prompt:fox", "prompt:\"Fox\"", "prompt:fo*", "prompt:gone"] {
                _ = try GalleryQuery(Search(typed)).answer(db)
            }
            _ = try SuggestionsQuery("prompt:f").answer(db)
            _ = try SuggestionsQuery("prompt:").answer(db)
            db.trace(options: [])
            for statement in Set(statements.all) where statement.hasPrefix("SELECT") && !statement.contains("_config'")
            {
                for row in try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + statement) {
                    let step: String = row["detail"]
                    // Bounded: the facets of one kind, and lists that are cut inside.
                    let isBounded =
                        ["VIRTUAL TABLE", "(subquery", "list", "json_each", "CONSTANT ROW", "INDEX prompt_shown"]
                        .contains {
                            step.contains($0)
                        }
                        || statement.contains("facet WHERE kind")
                    #expect(
                        !step.contains("TEMP B-TREE") || statement.contains("facet WHERE kind"),
                        "\(step) in \(statement)"
                    )
                    #expect(!step.hasPrefix("SCAN") || isBounded, "\(step) in \(statement)")
                }
            }
        }
    }
}
