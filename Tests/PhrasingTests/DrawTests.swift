import Testing

@testable import Phrasing

/// The vectors were worked out by another program, from the doc comment of ``WordStream`` alone.
@Suite struct DrawTests {
    @Test func theNumbersAreSplitMix64() {
        var stream = WordStream(seed: 1_234_567)
        let numbers = (0..<5).map { _ in stream.next() }
        #expect(
            numbers == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ]
        )
    }

    @Test func theWordsOfASeedStayTheSame() throws {
        let words = try Self.draw("{red|green|blue}", seeds: 0..<12)
        #expect(
            words == [
                "blue", "green", "green", "red", "green", "green", "blue", "green", "green", "blue", "red", "red",
            ]
        )
        #expect(try Self.draw("{red|green|blue}", seeds: [-1, .max, 4_294_967_295]) == ["blue", "red", "green"])
    }

    @Test func theNegativePromptHasItsOwnWords() throws {
        let words = try Self.draw("{red|green|blue}", seeds: 0..<12, for: .negativePrompt)
        #expect(
            words == [
                "blue", "red", "red", "red", "red", "green", "blue", "green", "blue", "red", "green", "green",
            ]
        )
    }

    @Test func weightsAreHeeded() throws {
        let words = try Self.draw("{3::red|0.5::blue}", seeds: 0..<12)
        #expect(words == ["blue"] + Array(repeating: "red", count: 11))
    }

    @Test func severalComeInTheOrderDrawn() throws {
        let words = try Self.draw("{1-3$$a|b|c|d}", seeds: 0..<8)
        #expect(words == ["b, a, d", "c, d", "c, b", "c", "d, c", "d, a", "b, a, c", "a, d"])
    }

    @Test func aSentenceWithListsStaysTheSame() throws {
        let lists = WordLists([
            WordList(name: "hair", text: "long red hair\n2::{short|cropped} blond hair\ngrey hair\n"),
            WordList(name: "clothes", text: "hat\nscarf\ncoat\n"),
        ])
        let phrase = try Phrase("a {man|woman} with __hair__, {2$$ and $$__clothes__}")
        let words = try ([0, 1, 42, -7] as [Int64]).map { seed in
            var stream = WordStream(seed: seed)
            return try phrase.draw(from: &stream, lists: lists).text
        }
        #expect(
            words == [
                "a woman with short blond hair, coat and hat", "a woman with cropped blond hair, scarf and hat",
                "a woman with long red hair, hat and scarf", "a man with cropped blond hair, hat and coat",
            ]
        )
    }

    @Test func saysWhatWasTaken() throws {
        var stream = WordStream(seed: 42)
        let phrase = try Phrase("a {{who=fox}},\nin {the {deep|dark} wood|a field} by __hair__ {2$$x|y}")
        let lists = WordLists([WordList(name: "hair", text: "{red}")])
        let drawing = try phrase.draw(from: &stream, lists: lists)
        let drawn = drawing.drawn
        #expect(drawn.map(\.stood) == ["{{who=fox}}", "{the {deep|dark} wood|a field}", "__hair__", "{2$$x|y}"])
        #expect(drawn.map(\.place.offset) == [2, 18, 52, 61])
        #expect(drawn.map(\.place.line) == [1, 2, 2, 2])
        #expect(drawn[1].place.column == 4)
        #expect(
            drawing.text == "a \(drawn[0].taken),\nin \(drawn[1].taken) by \(drawn[2].taken) \(drawn[3].taken)"
        )
        #expect(drawn[0].taken == "fox")
        #expect(drawn[2].taken == "{red}")
    }

    @Test func everyOptionComesAsOftenAsItWeighs() throws {
        let phrase = try Phrase("{3::a|b}")
        let count = try (0..<4000).count { seed in
            var stream = WordStream(seed: Int64(seed))
            return try phrase.draw(from: &stream).text == "a"
        }
        #expect((2850...3150).contains(count))
    }

    private static func draw(
        _ text: String,
        seeds: some Sequence<Int64>,
        for part: WordStream.Part = .prompt
    ) throws -> [String] {
        let phrase = try Phrase(text)
        return try seeds.map { seed in
            var stream = WordStream(seed: seed, for: part)
            return try phrase.draw(from: &stream).text
        }
    }
}
