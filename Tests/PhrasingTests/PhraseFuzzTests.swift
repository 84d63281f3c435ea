import Fuzzing
import Testing

@testable import Phrasing

@Suite("No prompt and no file of words breaks its reader", .timeLimit(.minutes(20)))
struct PhraseFuzzTests {
    private static let lists = WordLists([
        WordList(name: "hair", text: "red\n2::{a|__hat__}\n# c\n"), WordList(name: "hat", text: "__hair__\ncap"),
    ])
    private static let words = [
        "{", "}", "|", "{{", "}}", "__", "$$", "::", "\\", "# ", "\n", "(", ")", "[", "]", ":", "=", "-", "*", "hair",
        "2$$", "{2-3$$", "0::", "${", "{prompt}", ",", "\"", "\r\n",
    ]

    @Test("any prompt has a fault with a place in it, or the same words with the same seed")
    func prompts() {
        let corpus = [
            "a {red|2::green|0.5::{big|small} blue} fox, __hair__, {{subject=cat}}\n# a comment\n(word:1.2) \\{x|y\\}",
            "{2$$ and $$a|b|c} {1-2$$__ha*__} {-2$$x|y} {{a name}} {\"json\": {\"a\": 1}} {} __people/hair__",
        ]
        var mutator = Mutator(seed: 1, corpus: corpus.map { Array($0.utf8) }, words: Self.words, longest: 2000)
        let broken = Fuzz.run("phrase", &mutator, rounds: 1500) { input, chance in
            let text = String(decoding: input, as: UTF8.self)
            let length = text.unicodeScalars.count
            let seed = Int64.random(in: .min ... .max, using: &chance)
            _ = LoneBracket.all(in: text)
            _ = TokenEstimate(of: text)
            do throws(PhraseFault) {
                let phrase = try Phrase(text)
                var (one, other) = (WordStream(seed: seed), WordStream(seed: seed))
                _ = try phrase.total(lists: Self.lists)
                let drawing = try phrase.draw(from: &one, lists: Self.lists, fields: ["subject": "x", "a name": "y"])
                let again = try phrase.draw(from: &other, lists: Self.lists, fields: ["subject": "x", "a name": "y"])
                return drawing == again && (!phrase.isPlain || drawing.text.utf8.elementsEqual(text.utf8))
                    && drawing.drawn.allSatisfy { $0.place.offset < length }
            } catch {
                return error.list != nil || error.place.map { $0.offset < length } ?? true
            }
        }
        #expect(broken == nil)
    }

    @Test("any styles.csv is refused, or holds the same styles when it is written and read again")
    func stylesFiles() throws {
        let corpus = [
            StyleTests.written, "name, extra, prompt\nfirst, x, one\n\nsecond,,\"two\"\nshort", "name,text\nold,a b\n",
        ]
        var mutator = Mutator(seed: 2, corpus: corpus.map { Array($0.utf8) }, words: Self.words + ["name,", "\"\""])
        let broken = try Fuzz.run("styles", &mutator, rounds: 4000) { input, _ in
            guard let file = try? StylesFile(bytes: input) else { return true }
            let written = file.bytes
            let again = try StylesFile(bytes: written)
            return again.bytes == written && again.styles.count == file.styles.count
                && file.styles.allSatisfy { $0.prompt.utf8.count <= input.count }
        }
        #expect(broken == nil)
    }

    @Test("any list of words is read, each value once and in its line")
    func wordLists() {
        let corpus = ["red\n2::blue\n# no\n\n0.5::{a|b}\r\nred", "\u{FEFF}a\nb\n", "0::x\n::y\n1e9::z"]
        var mutator = Mutator(seed: 3, corpus: corpus.map { Array($0.utf8) }, words: Self.words)
        let broken = Fuzz.run("word-lists", &mutator, rounds: 3000) { input, _ in
            let text = String(decoding: input, as: UTF8.self)
            let list = WordList(name: "x", text: text)
            _ = list.listNames
            let lines = text.unicodeScalars.count { $0 == "\n" } + 1
            return Set(list.values.map(\.text)).count == list.values.count
                && list.values.allSatisfy { (1...lines).contains($0.line) }
        }
        #expect(broken == nil)
    }

    @Test("any selection of any text is weighed within the text, or not at all")
    func weights() {
        let corpus = ["a (red:1.2) fox, ((word)), [x] (a b:0.95)", "\\(esc\\) (a:9.9) (b:-1) (c:1e3)"]
        var mutator = Mutator(seed: 4, corpus: corpus.map { Array($0.utf8) }, words: Self.words + ["1.1)", ":9.9)"])
        let broken = Fuzz.run("weights", &mutator, rounds: 3000) { input, chance in
            let text = String(decoding: input.prefix(300), as: UTF8.self)
            let length = text.unicodeScalars.count
            let ends = [0, 1].map { _ in Int.random(in: 0...length, using: &chance) }
            let selected = min(ends[0], ends[1])..<max(ends[0], ends[1])
            guard let change = WeightChange(Bool.random(using: &chance) ? .up : .down, of: selected, in: text) else {
                return true
            }
            let after = length - change.range.count + change.replacement.unicodeScalars.count
            return change.range.upperBound <= length && change.selection.lowerBound >= 0
                && change.selection.upperBound <= after
        }
        #expect(broken == nil)
    }
}
