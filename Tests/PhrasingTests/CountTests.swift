import Testing

@testable import Phrasing

@Suite struct CountTests {
    static let cases: [(String, Total)] = [
        ("{a|b|c}{d|e}", .exactly(6)),
        ("{3$$a|b|c|d|e}", .exactly(60)),
        ("{1-3$$a|{b|c}|d}", .exactly(26)),
        ("{2$${a|b}|{c|d|e}|f}", .exactly(22)),
        ("{0-2$$a|b}", .exactly(5)),
        ("{10$$a|b|c|d|e|f|g|h|i|j}", .exactly(3_628_800)),
        (String(repeating: "{0|1}", count: 49), .exactly(562_949_953_421_312)),
        (String(repeating: "{0|1}", count: 50), .moreThan(Total.countable)),
        ("{40$$" + (0..<60).map(String.init).joined(separator: "|") + "}", .moreThan(Total.countable)),
    ]

    @Test(arguments: cases) func countsWithoutDrawing(text: String, total: Total) throws {
        #expect(try Phrase(text).total() == total)
    }

    /// Texts made at random of few choices: what is counted is what comes one after the other.
    @Test func countsWhatItDraws() throws {
        var dice = WordStream(seed: 20_26)
        var compared = 0
        for _ in 0..<2000 {
            let text = RandomText.choices(&dice, depth: 3)
            let phrase = try Phrase(text)
            guard case .exactly(let count) = try phrase.total(), count <= 500 else { continue }
            #expect(try phrase.combinations(limit: 501).count == count, "\(text)")
            compared += 1
        }
        #expect(compared > 400)
    }

    @Test func whatIsDrawnIsAmongTheCombinations() throws {
        var dice = WordStream(seed: 7)
        for seed in 0..<300 {
            let phrase = try Phrase(RandomText.choices(&dice, depth: 2))
            guard case .exactly(let count) = try phrase.total(), count <= 300 else { continue }
            let all = Set(try phrase.combinations(limit: 301).map(\.text))
            var stream = WordStream(seed: Int64(seed))
            #expect(all.contains(try phrase.draw(from: &stream).text))
        }
    }

    @Test func aLongListIsCountedAtOnce() throws {
        let list = WordList(name: "numbers", text: (0..<50_000).map(String.init).joined(separator: "\n"))
        let lists = WordLists([list])
        #expect(try Phrase("__numbers__ __numbers__").total(lists: lists) == .exactly(2_500_000_000))
        #expect(try Phrase("{2$$__numbers__}").total(lists: lists) == .exactly(50_000 * 49_999))
        #expect(try Phrase("{2000$$__numbers__}").total(lists: lists) == .moreThan(Total.countable))
    }

    @Test func saysLargeNumbersLegibly() {
        #expect(Total.exactly(12).words == "12")
        #expect(Total.exactly(1_234_567).words == "1,234,567")
        #expect(Total.moreThan(Total.countable).words == "more than 1,000,000,000,000,000")
    }
}

/// Texts by chance.
enum RandomText {
    /// Choices, several and weights, all of it in order.
    static func choices(_ dice: inout WordStream, depth: Int) -> String {
        (0..<dice.next(below: 3) + 1).map { _ -> String in
            guard depth > 0, dice.next(below: 3) > 0 else {
                return ["fox", "(owl:1.2)", " ", "é"][Int(dice.next(below: 4))]
            }
            let options = (0..<dice.next(below: 3) + 2).map { _ in
                (dice.next(below: 4) == 0 ? "\(dice.next(below: 3) + 1)::" : "") + choices(&dice, depth: depth - 1)
            }
            let several = ["", "", "2$$", "1-2$$ and $$", "0-1$$"][Int(dice.next(below: 5))]
            return "{\(several)\(options.joined(separator: "|"))}"
        }.joined()
    }

    private static let parts = [
        "{", "}", "|", "$$", "__", "_", "\\", "#", "# ", "\n", "\r\n", " ", "::", "2", "0.5", "-", "(", ")", "[", "]",
        "a",
        "hair", "{{", "}}", "=", "{a|b}", "{2$$", "é", "🦊", "\u{301}", ",", ":", "*", "?", "/", "..", "\"", "$",
        "{{x}}",
        "{{x=y}}", "__hair__", "__h*__", "0::",
    ]

    /// Anything at all, of what means something here.
    static func anything(_ dice: inout WordStream) -> String {
        (0..<dice.next(below: 24)).map { _ in parts[Int(dice.next(below: UInt64(parts.count)))] }.joined()
    }

    private static let literals = [
        "{", "}", "\\", "#", " ", ":", "2", "0.5", "-", "(", ")", "[", "]", "a", "hair", "=", "é", "🦊", ",", "_", "\"",
        "(word:1.2)", "((word))", "{word}", "|", "\\{", "$",
    ]

    /// What means nothing: a bar in braces, `$$`, `{{` with a name, `__` and `# ` are left out.
    static func literal(_ dice: inout WordStream) -> String? {
        let count = dice.next(below: 24)
        let text = (0..<count).map { _ in literals[Int(dice.next(below: UInt64(literals.count)))] }.joined()
        let isMeant = ["$$", "{{", "__", "# ", "${", "#"].contains(where: text.contains)
        return isMeant || (text.contains("|") && text.contains("{")) ? nil : text
    }
}
