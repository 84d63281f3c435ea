import Foundation
import Fuzzing
import Testing

@testable import Library

@Suite("No search box's text breaks its reader", .timeLimit(.minutes(20)))
struct SearchFuzzTests {
    private static let corpus = [
        "a red fox -cat \"golden light\" scheduler:euler", "model:\"dream shaper\" steps:20-30 seed:7,9..11 cfg:>=3.5",
        "tag:a,b in:best is:favourite -is:failed before:2026-11 after:today cost:<=$1.5 size:896x1152,portrait",
        "“smart quotes” „german“ «french» fo* sci-fi note:\"x\" has:note prompt:title by:me on:yesterday rating:>3",
        "size:9223372036854775807x1 seed:18446744073709551615 steps:..5 date:2026-02-30 --x - : unknown:word",
    ]
    private static let words =
        [
            "\"", "“", "”", "«", ":", "-", "..", ">", ">=", "<", ",", "*", " ", "x", "×", "$", ".", "–", "\u{A0}",
            "\u{301}",
        ]
        + SearchKey.allCases.map { "\($0.rawValue):" }

    @Test("any text is read within the bounds, and reads the same once it was tidied up")
    func reading() throws {
        let calendar = SearchCalendar(zone: .gmt, now: Shelf.noon)
        var mutator = Mutator(seed: 1, corpus: Self.corpus.map { Array($0.utf8) }, words: Self.words)
        let broken = Fuzz.run("search", &mutator, rounds: 3000) { input, _ in
            let typed = String(decoding: input, as: UTF8.self)
            let search = Search(typed, calendar: calendar)
            let tidied = Search(search.typed, calendar: calendar)
            let again = Search(tidied.typed, calendar: calendar)
            return search.terms.count + search.filters.count <= 40 && search.remarks.count <= 42
                && search.remarks.allSatisfy { $0.sentence.count <= Search.longest + 200 }
                && search.typed.utf8.count <= 3 * Search.longest
                && tidied.terms == again.terms && tidied.filters == again.filters
                && search.without(["model", "tag"], calendar: calendar).value(of: "model") == nil
        }
        #expect(broken == nil)
    }

    @Test("any text is looked for without an error, and a term never leaves its quotes")
    func answering() async throws {
        let shelf = try Shelf((0..<12).map { Shelf.Picture(prompt: "golden fox \($0)", seed: $0, rating: Int($0) % 6) })
        let broken = try await shelf.library.pool.read { db in
            var mutator = Mutator(seed: 2, corpus: Self.corpus.map { Array($0.utf8) }, words: Self.words, longest: 600)
            return try Fuzz.run("search-answers", &mutator, rounds: 2000) { input, _ in
                let search = Search(String(decoding: input, as: UTF8.self))
                let page = try GalleryQuery(search, limit: 5, needsCard: { _ in false }).answer(db)
                return page.frames.count <= 5 && search.terms.allSatisfy { !$0.text.contains("\"") }
            }
        }
        #expect(broken == nil)
    }

    @Test("any span of numbers is refused, or has its ends in order and whole numbers within 64 bits")
    func spans() {
        let corpus = ["7", ">3", ">=3.5", "<5", "20-30", "30..20", "20..", "..30", "1–2", "99999999999999999999.9"]
        var mutator = Mutator(
            seed: 3,
            corpus: corpus.map { Array($0.utf8) },
            words: ["..", "-", ".", ">", "<", "=", "9", "–"],
            longest: 64
        )
        let broken = Fuzz.run("spans", &mutator, rounds: 4000) { input, _ in
            guard let span = NumberSpan(typed: String(decoding: input, as: UTF8.self)) else { return true }
            _ = span.integers(times: 1_000_000)
            _ = span.contains(.infinity)
            guard let least = span.least, let most = span.most else { return span.least != nil || span.most != nil }
            return least <= most
        }
        #expect(broken == nil)
    }

    @Test("no span has an infinity in it")
    func infinity() throws {
        let span = try #require(NumberSpan(typed: ">3"))
        #expect(!span.contains(.infinity) && !span.contains(.nan))
    }
}
