import Foundation
import GRDB
import Testing

@testable import Library

@Suite struct ActivityTests {
    let house: TemporaryLibrary
    var library: Library { house.library }

    init() throws { house = try TemporaryLibrary() }

    @discardableResult
    private func act(_ kind: String, _ value: String = "", to ids: [Int64], by person: String?, after days: Int = 0)
        async throws -> Action
    {
        let moment = house.now.addingTimeInterval(Double(days) * 86_400)
        let change = try Change(kind: kind, value: value)
        return try await library.begin(change, to: ids, of: ids.count, by: person, at: moment).action
    }

    private func lines(of person: String? = nil, limit: Int = 40) async throws -> [String] {
        try await library.answer(ActivityQuery(of: person, limit: limit)).entries.map { entry in
            let items = entry.items.map { "\($0.kind.rawValue) \($0.count)" }.joined(separator: ", ")
            return "\(entry.person ?? "-"): \(items)"
        }
    }

    @Test("Each person's day says what was done, and what was undone is taken off")
    func counts() async throws {
        for number in 1...3 { try await house.complete("picture \(number)") }
        try await act("rate", "4", to: [1, 2], by: "Ada")
        try await act("rate", "5", to: [1], by: "Ada")
        try await act("tag", "a, b", to: [1, 2, 3], by: "Ada")
        let collected = try await act("collect", "Best", to: [3], by: "Bob")
        try await act("favourite", to: [1], by: "Bob", after: 1)
        try await act("untag", "a", to: [1], by: "Bob")
        #expect(
            try await lines() == ["Bob: favourite 1", "Bob: collect 1", "Ada: rate 3, tag 3", "-: make 3"]
        )
        _ = try await library.undo(collected.id, at: house.now)
        #expect(try await lines(of: "Bob") == ["Bob: favourite 1"])
        _ = try await library.note("hm", beside: 1, instead: .none, by: "Bob", at: house.now)
        #expect(try await lines(of: "bob") == ["Bob: favourite 1", "Bob: note 1"])
        #expect(try await lines(of: "Nobody") == [])
    }

    @Test("Pages go by keyset, of everybody and of one")
    func pages() async throws {
        try await house.complete("picture")
        for day in 0..<5 {
            try await act("rate", String(1 + day % 5), to: [1], by: "Ada", after: day)
            try await act("tag", "t\(day)", to: [1], by: "Bob", after: day)
        }
        for person in [nil, "Ada"] {
            var seen: [String] = []
            var start: ActivityCursor?
            repeat {
                let page = try await library.answer(ActivityQuery(of: person, start: start, limit: 3))
                #expect(page.entries.count <= 3)
                seen += page.entries.map { "\($0.day) \($0.person ?? "-")" }
                start = page.next
                if let next = start { #expect(ActivityCursor(text: next.text) == next) }
            } while start != nil
            #expect(seen.count == (person == nil ? 11 : 5) && Set(seen).count == seen.count)
            #expect(seen.map { $0.prefix(10) } == seen.map { $0.prefix(10) }.sorted(by: >))
        }
        let all = try await library.answer(ActivityQuery()).entries
        let day = try #require(all.last?.day)
        #expect(try await library.answer(ActivityQuery(days: day...day)).entries.count == 3)
        #expect(ActivityCursor(text: "x.1") == nil && ActivityCursor(text: "2026-13-01.1") == nil)
    }

    @Test("Votes and comparisons count, and comparisons are named")
    func votesAndComparisons() async throws {
        let generations = try await [house.complete("one"), house.complete("two")]
        try await library.pool.write { db in
            let ada = try db.user(named: "Ada")
            try db.execute(
                sql: """
                    INSERT INTO comparison (name, plan, service, user_id, created_at) VALUES ('Foxes', '{}', 's', ?, ?);
                    INSERT INTO vote (user_id, left_image_id, right_image_id, left_generation_id, right_generation_id,
                                      outcome, created_at)
                    VALUES (?, 1, 2, ?, ?, 'left', ?), (?, 1, 2, ?, ?, 'tie', ?);
                    DELETE FROM vote WHERE outcome = 'tie';
                    """,
                arguments: [
                    ada, house.now.milliseconds, ada, generations[0].id, generations[1].id, house.now.milliseconds, ada,
                    generations[0].id, generations[1].id, house.now.milliseconds,
                ]
            )
        }
        let entry = try #require(try await library.answer(ActivityQuery(of: "Ada")).entries.first)
        #expect(entry.items == [.init(kind: .compare, count: 1), .init(kind: .vote, count: 1)])
        #expect(entry.comparisons.map(\.name) == ["Foxes"])
    }

    @Test("The actions of a person's day are listed with some of their pictures")
    func actions() async throws {
        for number in 1...3 { try await house.complete("picture \(number)") }
        try await act("rate", "4", to: [1, 2], by: "Ada")
        try await act("tag", "x", to: [3], by: "Ada")
        try await act("rate", "3", to: [1], by: "Bob")
        try await act("rate", "2", to: [1], by: "Ada", after: 1)
        let day = try #require(try await library.answer(ActivityQuery(of: "Bob")).entries.first?.day)
        let hers = try await library.answer(ActionsQuery(.init(person: "Ada", day: day)))
        #expect(hers.map(\.action.change.kind) == ["tag", "rate"])
        #expect(hers.map(\.pictures.count) == [1, 2])
        let rated = try await library.answer(ActionsQuery(.init(person: "Ada", day: day, kind: "rate")))
        #expect(rated.map(\.action.id) == [1])
        #expect(try await library.answer(ActionsQuery(before: 3)).map(\.action.id) == [2, 1])
        #expect(try await library.answer(ActionPicturesQuery(of: 1, limit: 1)).map(\.id) == [2, 1])
        #expect(try await library.answer(ActionPicturesQuery(of: 1, before: 2)).map(\.id) == [1])
    }
}

extension ActivityTests {
    @Test("What is brought counts as of today for who brings it, whatever it is of; what is known does not count")
    func brought() async throws {
        let then = house.now.addingTimeInterval(-90 * 86_400)
        let pictures = (1...3).map { ImportedPicture(file: house.file("f\($0)"), madeAt: then, fileModifiedAt: then) }
        _ = try await library.bring(pictures, by: "Ada")
        _ = try await library.bring(Array(pictures.prefix(2)), by: "Ada")
        let entry = try #require(try await library.answer(ActivityQuery(of: "Ada")).entries.first)
        #expect(entry.items == [.init(kind: .bring, count: 3)])
        #expect(LocalDay.span(entry.day)?.contains(Date().addingTimeInterval(-5).milliseconds) == true)
    }

    @Test("Every save of a prompt counts")
    func prompts() async throws {
        let prompts = try PromptHouse()
        let fox = try await prompts.add("Fox", by: "Ada", at: 1)
        _ = try await prompts.save("a silver fox", to: fox, over: 1, at: 9)
        let entry = try #require(try await prompts.library.answer(ActivityQuery(of: "Ada")).entries.first)
        #expect(entry.items.first?.kind == .prompt)
    }
}
