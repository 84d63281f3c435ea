import Foundation
import Testing

@testable import Phrasing

@Suite struct WritingTests {
    /// The cases that the browser's tests try with the script.
    struct WeightCase: Decodable, Sendable, CustomTestStringConvertible {
        var text: String
        var from: Int
        var to: Int
        var up: String?
        var down: String?
        var selected: String
        var testDescription: String { "\(text) \(from)..<\(to)" }

        static let all: [WeightCase] = {
            let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/weights.json")
            return (try? JSONDecoder().decode([WeightCase].self, from: Data(contentsOf: file))) ?? []
        }()
    }

    @Test(arguments: WeightCase.all) func weighsWords(weight: WeightCase) {
        for (direction, expected) in [(WeightChange.Direction.up, weight.up), (.down, weight.down)] {
            let change = WeightChange(direction, of: weight.from..<weight.to, in: weight.text)
            #expect(change?.applied(to: weight.text) == expected)
            #expect(change?.selected(in: weight.text) ?? "" == weight.selected)
        }
    }

    @Test func thereAreCases() { #expect(WeightCase.all.count > 20) }

    @Test func upAndDownIsBackAgain() {
        for text in ["fox", "(fox:1.2)", "(fox:0.85)", "((fox))"] {
            let up = WeightChange(.up, of: 2..<3, in: text)
            let heavier = up?.applied(to: text) ?? ""
            let down = WeightChange(.down, of: up?.selection ?? 0..<0, in: heavier)
            #expect(TokenEstimate(of: down?.applied(to: heavier) ?? "").count > 0)
        }
    }

    @Test(arguments: [
        ("(a:1.2) [b] {c|d} \\( \\{", [] as [Int]), ("(a", [0]), ("a)", [1]), ("((a)", [0]), ("(a]", [0, 2]),
        ("a\n(b", [2]), ("\\\\(", [2]), ("([)]", []),
    ]) func findsLoneBrackets(text: String, offsets: [Int]) {
        #expect(LoneBracket.all(in: text).map(\.place.offset) == offsets)
    }

    @Test func saysWhereALoneBracketIs() {
        #expect(
            LoneBracket.all(in: "a (b")[0].sentence
                == "The ( at character 3 is never closed. With a backslash in front it is only a bracket."
        )
        #expect(LoneBracket.all(in: "a\n b)")[0].sentence.hasPrefix("The ) at line 2, character 3 closes nothing."))
        #expect(LoneBracket.all(in: String(repeating: "(", count: 50)).count == 5)
    }

    /// What CLIP's own tokenizer counts, with its vocabulary.
    @Test(arguments: [
        ("", 0),
        (
            "masterpiece, best quality, 1girl, solo, long hair, blue eyes, school uniform, cherry blossoms, "
                + "looking at viewer, smile", 27
        ),
        (
            "RAW photo, a portrait of an elderly fisherman with weathered skin, 85mm lens, f/1.8, "
                + "shallow depth of field, golden hour, film grain, Kodak Portra 400", 42
        ),
        (
            "photograph of a red fox standing on a mossy log, bokeh, National Geographic, telephoto, early morning fog",
            22
        ),
        (
            "lowres, bad anatomy, bad hands, text, error, missing fingers, extra digit, fewer digits, cropped, worst "
                + "quality, low quality, normal quality, jpeg artifacts, signature, watermark, username, blurry", 45
        ),
    ]) func estimatesTokens(text: String, count: Int) {
        let estimate = TokenEstimate(of: text).count
        #expect(abs(estimate - count) <= max(1, count * 15 / 100))
    }

    @Test func saysThatItIsAnEstimate() {
        #expect(TokenEstimate(of: "a red fox").words == "about 3 of 75 tokens")
        let long = TokenEstimate(of: String(repeating: "fox ", count: 90))
        #expect(long.isOver)
        #expect(long.words == "about 90 tokens; many models read only the first 75")
    }
}

extension WeightChange {
    func applied(to text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        scalars.replaceSubrange(range, with: Array(replacement.unicodeScalars))
        return String(scalars: scalars)
    }

    func selected(in text: String) -> String {
        String(scalars: Array(applied(to: text).unicodeScalars)[selection])
    }
}
