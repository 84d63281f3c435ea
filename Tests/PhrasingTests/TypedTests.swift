import Testing

@testable import Phrasing

@Suite struct TypedTests {
    private static let film = Style(
        name: "film",
        prompt: "{35mm|120} photo of {prompt}",
        negativePrompt: "{{bad=blurry}}"
    )

    @Test func drawsAndLaysStylesOver() throws {
        let typed = Typed(
            prompt: "a {red|blue} {{who}}",
            negativePrompt: "{text|logo}",
            WordChoices(styles: [Self.film, Style(name: "ink", prompt: "ink")], fields: ["who": "fox"])
        )
        let reading = try typed.read()
        #expect(reading.fields == [Field(name: "who"), Field(name: "bad", standard: "blurry")])
        #expect(reading.hasChoices && !reading.isPlain)
        #expect(try reading.total() == .exactly(4))
        let wording = try reading.draw(seed: 5)
        #expect(wording.drawn.map(\.style) == [nil, nil, "film", nil, "film"])
        #expect(wording.drawn.map(\.isNegative) == [false, false, false, true, true])
        let taken = wording.drawn.map(\.taken)
        #expect(wording.prompt == "\(taken[2]) photo of a \(taken[0]) fox, ink")
        #expect(wording.negativePrompt == "\(taken[3]), blurry")
        #expect(wording.typed == typed)
    }

    @Test func aStyleChangesNoWordOfWhatWasTyped() throws {
        for seed in 0..<50 {
            let plain = try Typed(prompt: "{a|b|c} {d|e|f}").read().draw(seed: Int64(seed))
            let styled = try Typed(prompt: "{a|b|c} {d|e|f}", WordChoices(styles: [Self.film])).read().draw(
                seed: Int64(seed)
            )
            #expect(plain.drawn.map(\.taken) == Array(styled.drawn.map(\.taken).prefix(2)))
        }
    }

    @Test func whatOneTextLeavesOpenTheOtherMayFillIn() throws {
        let typed = Typed(prompt: "{{who}}", negativePrompt: "no {{who=owl}}")
        let wording = try typed.read().draw(seed: 1)
        #expect(wording.prompt == "owl")
        #expect(wording.negativePrompt == "no owl")
    }

    @Test func saysInWhichTextAFaultIs() throws {
        let negative = #expect(throws: TypedFault.self) { try Typed(prompt: "x", negativePrompt: "{a|").read() }
        #expect(negative?.isNegative == true)
        let style = Style(name: "ink", prompt: "__ink__")
        let fault = #expect(throws: TypedFault.self) {
            try Typed(prompt: "x", WordChoices(styles: [style])).read().draw(seed: 1)
        }
        #expect(fault?.text == .style("ink"))
        #expect(fault?.sentence.hasPrefix("In the style “ink”. At character 1: There is no list") == true)
    }

    @Test func allCombinationsHaveTheStylesOver() throws {
        let reading = try Typed(prompt: "{a|b|a}", negativePrompt: "{x|y}", WordChoices(styles: [Self.film])).read()
        #expect(
            try reading.combinations(limit: 100) == [
                "35mm photo of a", "120 photo of a", "35mm photo of b", "120 photo of b",
            ]
        )
        #expect(try reading.combinations(limit: 2).count == 2)
    }

    @Test func stylesCanBeWrittenOut() {
        let typed = Typed(prompt: "a {x|y}", negativePrompt: "z", WordChoices(styles: [Self.film]))
        #expect(typed.laid.prompt == "{35mm|120} photo of a {x|y}")
        #expect(typed.laid.negativePrompt == "z, {{bad=blurry}}")
    }

    @Test func isPlainWithoutChoices() throws {
        #expect(try Typed(prompt: "a (fox:1.2)", negativePrompt: "{x}").read().isPlain)
        #expect(try !Typed(prompt: "a", WordChoices(styles: [Style(name: "x", prompt: "y")])).read().isPlain)
        #expect(try !Typed(prompt: "{{a=b}}").read().hasChoices)
    }
}
