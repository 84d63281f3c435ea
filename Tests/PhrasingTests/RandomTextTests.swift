import Testing

@testable import Phrasing

@Suite struct RandomTextTests {
    private static let lists = WordLists([
        WordList(name: "hair", text: "red\n{a|__hat__}\n"), WordList(name: "hat", text: "__hair__\ncap"),
    ])

    /// 100,000 texts of what means something here, in any order: each is read or has a fault with a place in it.
    @Test func takesAnything() {
        var dice = WordStream(seed: 100_000)
        var faults: [PhraseFault.Kind: Int] = [:]
        var drawn = 0
        for round in 0..<100_000 {
            let text = RandomText.anything(&dice)
            let length = text.unicodeScalars.count
            do throws(PhraseFault) {
                let phrase = try Phrase(text)
                var stream = WordStream(seed: Int64(round))
                let drawing = try phrase.draw(from: &stream, lists: Self.lists, fields: ["x": "value"])
                var again = WordStream(seed: Int64(round))
                let second = try phrase.draw(from: &again, lists: Self.lists, fields: ["x": "value"])
                if drawing != second || drawing.text.utf8.count > 100_000 { Issue.record("Not stable: \(text)") }
                if phrase.isPlain, drawing.text != text { Issue.record("Changed: \(text)") }
                for word in drawing.drawn where word.place.offset >= length { Issue.record("No place: \(text)") }
                _ = try phrase.total(lists: Self.lists)
                drawn += 1
            } catch {
                faults[error.kind, default: 0] += 1
                if error.list == nil, let place = error.place, place.offset >= length {
                    Issue.record("No place: \(text)")
                }
            }
            _ = LoneBracket.all(in: text)
            _ = TokenEstimate(of: text)
            _ = WordList(name: "x", text: text)
        }
        #expect(drawn > 50_000)
        #expect(faults[.unclosed, default: 0] > 1000)
        #expect(faults[.unknownList, default: 0] > 10)
    }

    @Test func leavesLiteralTextAsItIs() throws {
        var dice = WordStream(seed: 3)
        var compared = 0
        for _ in 0..<100_000 {
            guard let text = RandomText.literal(&dice) else { continue }
            var stream = WordStream(seed: 1)
            let phrase = try Phrase(text)
            if !phrase.isPlain { Issue.record("Not plain: \(text)") }
            if try phrase.draw(from: &stream).text != text { Issue.record("Changed: \(text)") }
            compared += 1
        }
        #expect(compared > 20_000)
    }

    @Test func aLongRowOfBracesTakesNoLongTime() throws {
        for part in ["{", "}", "{{", "{a", "__a", "{|}", "{2$$", "{{a=", "${a", "\\", "(", "# \n", "__a("] {
            let text = String(repeating: part, count: 50_000 / part.count)
            _ = try? Phrase(text)
            _ = LoneBracket.all(in: text)
            _ = TokenEstimate(of: text)
        }
    }
}
