import Testing

@testable import Catalog

@Suite struct AxisGrammarTests {
    private static let seed = AxisSubject.parameter(.seed)
    private static let steps = AxisSubject.parameter(.inferenceSteps)
    private static let guidance = AxisSubject.parameter(.guidanceScale)
    private static let scheduler = AxisSubject.parameter(.scheduler)
    private static let negative = AxisSubject.parameter(.negativePrompt)

    private func grammar(_ subject: AxisSubject) throws -> AxisGrammar {
        var drawn: Int64 = 1000
        let names = AxisGrammar.Names(models: try Catalog.standard().models)
        return AxisGrammar(subject, names: names) {
            drawn += 1
            return drawn
        }
    }

    @Test(
        "Reads lists, ranges and draws",
        arguments: [
            (seed, "7", ["7"]),
            (seed, "1, 5,9", ["1", "5", "9"]),
            (seed, " 1 ,, 2 , ", ["1", "2"]),
            (seed, "1-4", ["1", "2", "3", "4"]),
            (seed, "1..4", ["1", "2", "3", "4"]),
            (seed, "1…3, 5".replacing("…", with: "..."), ["1", "2", "3", "5"]),
            (seed, "1 to 3", ["1", "2", "3"]),
            (seed, "1–3", ["1", "2", "3"]),
            (seed, "1-10 step 3", ["1", "4", "7", "10"]),
            (seed, "1-9 step 3", ["1", "4", "7"]),
            (seed, "10-1 step 3", ["10", "7", "4", "1"]),
            (seed, "1-10 (+3)", ["1", "4", "7", "10"]),
            (seed, "10-1 (-4)", ["10", "6", "2"]),
            (seed, "1-10 [4]", ["1", "4", "7", "10"]),
            (seed, "1-10 in 4", ["1", "4", "7", "10"]),
            (seed, "5-5", ["5"]),
            (seed, "3-9 in 1", ["3"]),
            (seed, "2 random", ["1001", "1002"]),
            (seed, "random", ["1001"]),
            (seed, "-1", ["1001"]),
            (seed, "7, 2 RANDOM", ["7", "1001", "1002"]),
            (seed, "1, 1, 1-2", ["1", "2"]),
            (seed, "007", ["7"]),
            (seed, "999999999999999", ["999999999999999"]),
            (guidance, "1.5, 7", ["1.5", "7"]),
            (guidance, "1-2 step 0.1", ["1", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "2"]),
            (guidance, "2.5-7.5 step 2.5", ["2.5", "5", "7.5"]),
            (guidance, "1-2 in 4", ["1", "1.333333", "1.666667", "2"]),
            (guidance, "7.50", ["7.5"]),
            (scheduler, "UniPC, DPM++ SDE", ["UniPC", "DPM++ SDE"]),
            (.size, "896x1152, 1024 × 1024, 512*512", ["896x1152", "1024x1024", "512x512"]),
            (.size, "Square, portrait", ["1024x1024", "896x1152"]),
            (.words, "fox, cat, dog", ["fox", "cat", "dog"]),
            (.words, #""red fox", "a cat, asleep""#, ["red fox", "a cat, asleep"]),
            (.words, #"fox, "say ""hi""""#, ["fox", #"say "hi""#]),
            (.prompt, "a fox, at dawn\na cat, at noon\n\n", ["a fox, at dawn", "a cat, at noon"]),
            (negative, "blurry, dark || cartoon", ["blurry, dark", "cartoon"]),
            (negative, "blurry, dark", ["blurry, dark"]),
            (negative, "None\nblurry", ["", "blurry"]),
            (.prompt, "none", ["none"]),
            (.prompt, "a cat, asleep", ["a cat, asleep"]),
            (.prompt, "a cat\non a wall\n||\nan owl", ["a cat\non a wall", "an owl"]),
            (.words, "||a fox, asleep||a cat", ["a fox, asleep", "a cat"]),
        ] as [(AxisSubject, String, [String])]
    )
    func reads(subject: AxisSubject, text: String, values: [String]) throws {
        #expect(try grammar(subject).axis(text).values == values)
    }

    @Test("Knows every scheduler behind “all”, each once")
    func knowsAllSchedulers() throws {
        let values = try grammar(Self.scheduler).axis("all").values
        #expect(values.count > 11)
        #expect(Set(values).count == values.count)
        #expect(values.contains("UniPC"))
    }

    @Test(
        "Says what it cannot read, and how it would be right",
        arguments: [
            (seed, "", "needs values"),
            (seed, "abc", "whole numbers"),
            (seed, "1.5", "whole numbers"),
            (seed, "1-2 step 0.5", "whole numbers"),
            (seed, "1-9 step 0", "step above 0"),
            (seed, "1-9 in 0", "no values"),
            (seed, "1-1000000", "1,000,000 values"),
            (seed, "1-999999999999999", "values; 1,000 are the most"),
            (seed, "5000 random", "5,000 values"),
            (seed, "99999999999999999999", "whole numbers"),
            (steps, "2 random", "Only seeds"),
            (guidance, "1e5", "numbers"),
            (guidance, "much", "numbers"),
            (.size, "big", "896x1152"),
            (.size, "896", "896x1152"),
            (.words, "fox", "first the word"),
        ] as [(AxisSubject, String, String)]
    )
    func refuses(subject: AxisSubject, text: String, part: String) throws {
        let fault = #expect(throws: AxisFault.self) { try grammar(subject).axis(text) }
        #expect(fault?.sentence.contains(part) == true, "\(fault?.sentence ?? "")")
        #expect(fault?.field == subject.word)
    }

    @Test("Every subject is read back from its word")
    func readsWords() {
        for subject in AxisSubject.offered + [.model] { #expect(AxisSubject(subject.word) == subject) }
        #expect(AxisSubject("num_inference_steps") == Self.steps)
        #expect(AxisSubject("samples") == nil)
    }

    @Test("Of too many values in a list all are counted")
    func countsAll() throws {
        let fault = #expect(throws: AxisFault.self) { try grammar(Self.seed).axis((0..<10_000).map { String($0) }) }
        #expect(fault?.sentence == "That is 10,000 values; 1,000 are the most on one axis.")
    }
}
