import Testing

@testable import Phrasing

@Suite struct GrammarTests {
    /// A text and all that can be drawn of it, in the order of ``Phrase/combinations(lists:fields:limit:bounds:)``.
    static let cases: [(String, [String])] = [
        ("", [""]),
        ("a fox", ["a fox"]),
        // Choices.
        ("{red|green|blue} fox", ["red fox", "green fox", "blue fox"]),
        ("{|very }big", ["big", "very big"]),
        ("{a|b}{c|d}", ["ac", "ad", "bc", "bd"]),
        ("{a|{b|c}}", ["a", "b", "c"]),
        ("{a {b|c}|d}", ["a b", "a c", "d"]),
        ("{{a|b}|c}", ["a", "b", "c"]),
        ("{ red | green }", [" red ", " green "]),
        ("{\n  red\n  |green\n}", ["red", "green"]),
        ("{a|a}", ["a", "a"]),
        ("a|b", ["a|b"]),
        // Weights.
        ("{2::red|blue}", ["red", "blue"]),
        ("{0.5::red|.5::blue|2.::green}", ["red", "blue", "green"]),
        ("{ 2::red| 3::blue}", ["red", "blue"]),
        ("{0::red|blue}", ["blue"]),
        ("{x::red|blue}", ["x::red", "blue"]),
        ("{-1::red|blue}", ["-1::red", "blue"]),
        ("2::red", ["2::red"]),
        // Several.
        ("{2$$a|b|c}", ["a, b", "a, c", "b, a", "b, c", "c, a", "c, b"]),
        ("{2$$ and $$a|b}", ["a and b", "b and a"]),
        ("{2$$ | $$a|b}", ["a | b", "b | a"]),
        ("{2$$$$a|b}", ["ab", "ba"]),
        ("{1-2$$a|b}", ["a", "b", "a, b", "b, a"]),
        ("{2-1$$a|b}", ["a", "b", "a, b", "b, a"]),
        ("{-1$$a|b}", ["a", "b"]),
        ("{2-$$a|b}", ["a, b", "b, a"]),
        ("{0-1$$a|b}", ["", "a", "b"]),
        ("{5$$a|b}", ["a, b", "b, a"]),
        ("{1$$a}", ["a"]),
        ("{2$$ a | b }", ["a, b", "b, a"]),
        ("{2$$3::a|b}", ["a, b", "b, a"]),
        ("{1$$0::a|b}", ["b"]),
        ("{2$${a|b}|c}", ["a, c", "b, c", "c, a", "c, b"]),
        ("{a|$$b}", ["a", "$$b"]),
        ("{1$${fox}|owl}", ["{fox}", "owl"]),
        // Lists.
        ("a __hair__ fox", ["a red fox", "a grey fox"]),
        ("__HAIR__", ["red", "grey"]),
        ("__people/eyes__", ["blue", "brown"]),
        ("__eyes__", ["blue", "brown"]),
        ("__hair*__", ["red", "grey", "short", "long"]),
        ("__people/*__", ["blue", "brown", "tall"]),
        ("__ey?s__", ["blue", "brown"]),
        ("__look__", ["red hair", "grey hair", "bald"]),
        ("{2$$__hair__}", ["red, grey", "grey, red"]),
        ("{1-2$$ & $$__hair__}", ["red", "grey", "red & grey", "grey & red"]),
        ("{__hair__|bald}", ["red", "grey", "bald"]),
        ("__weighted__", ["often", "seldom"]),
        ("___hair__", ["_red", "_grey"]),
        ("a __ b __ c", ["a __ b __ c"]),
        ("____", ["____"]),
        ("__hair", ["__hair"]),
        ("__hair_", ["__hair_"]),
        // Fields.
        ("{{subject}}", ["cat"]),
        ("{{ subject }}", ["cat"]),
        ("{{mood=calm}}", ["calm"]),
        ("{{mood=calm, (soft:1.2)}} {{mood}}", ["calm, (soft:1.2) calm, (soft:1.2)"]),
        ("{{subject=dog}}", ["cat"]),
        ("{{mood=}}x", ["x"]),
        ("{a {{subject}}|b}", ["a cat", "b"]),
        ("{{{subject}}}", ["{cat}"]),
        ("{{art style=oil}}", ["oil"]),
        ("{{1}} {{a b  c}} {{\"a\": 1}} {{a=b\nc}}", ["{{1}} {{a b  c}} {{\"a\": 1}} {{a=b\nc}}"]),
        // Comments.
        ("# what it is\na fox", ["a fox"]),
        ("a fox\n# the end", ["a fox\n"]),
        ("{a\n  # |b\n  |c}", ["a", "c"]),
        ("#hashtag", ["#hashtag"]),
        ("a # b", ["a # b"]),
        ("  #\r\nx", ["x"]),
        // What stays as it is.
        ("{word} {} {", ["{word} {} {"]),
        ("} | {", ["} | {"]),
        ("(word:1.2), ((word)), [word], <lora:x:0.8>", ["(word:1.2), ((word)), [word], <lora:x:0.8>"]),
        (#"\(word\) \{a|b\} \__hair__ \\"#, [#"\(word\) \{a|b\} \__hair__ \\"#]),
        (#"{a\|b|c}"#, [#"a\|b"#, "c"]),
        (#"{a\}|b}"#, [#"a\}"#, "b"]),
        (#"\\{a|b}"#, [#"\\a"#, #"\\b"#]),
        (#"{"a": 1, "b": [2, 3]}"#, [#"{"a": 1, "b": [2, 3]}"#]),
        (#"{"a": "{x|y}"}"#, [#"{"a": "x"}"#, #"{"a": "y"}"#]),
        ("{ lone {a|b}", ["{ lone a", "{ lone b"]),
        ("$5 {a|b}", ["$5 a", "$5 b"]),
        ("https://example.org/a_b", ["https://example.org/a_b"]),
        ("日本 {赤|青} 🦊", ["日本 赤 🦊", "日本 青 🦊"]),
    ]

    static let lists = WordLists([
        WordList(name: "hair", text: "# hair\nred\n\n  grey \nred\n"),
        WordList(name: "hairstyle", text: "short\r\nlong\r\n"),
        WordList(name: "people/eyes", text: "\u{FEFF}blue\nbrown"),
        WordList(name: "people/size", text: "tall"),
        WordList(name: "look", text: "__hair__ hair\nbald"),
        WordList(name: "weighted", text: "3::often\nseldom\n0::never"),
        WordList(name: "empty", text: "# nothing yet\n"),
        WordList(name: "loop", text: "__loop__"),
        WordList(name: "faulty", text: "fine\n{a|b"),
    ])

    @Test(arguments: cases) func drawsAllThatIsWritten(text: String, expected: [String]) throws {
        let phrase = try Phrase(text)
        let drawn = try phrase.combinations(lists: Self.lists, fields: ["subject": "cat"], limit: 100)
        #expect(drawn.map(\.text) == expected)
        #expect(try phrase.total(lists: Self.lists) == .exactly(expected.count))
    }

    /// A text, the kind of its fault, and where it is: the offset, the line, the character.
    static let faults: [(String, PhraseFault.Kind, [Int])] = [
        ("a {red|green", .unclosed, [2, 1, 3]),
        ("one\ntwo {2$$red", .unclosed, [8, 2, 5]),
        ("{a|{b|c}", .unclosed, [0, 1, 1]),
        ("{0::a|0::b}", .weightless, [0, 1, 1]),
        ("🦊 __nope__", .unknownList, [2, 1, 3]),
        ("__empty__", .emptyList, [0, 1, 1]),
        ("a\n\n__loop__", .tooDeep, [3, 3, 1]),
        ("see {{thing}}", .openField, [4, 1, 5]),
        ("${season=summer} x", .foreign, [0, 1, 1]),
        ("in ${season}", .foreign, [3, 1, 4]),
        ("__clothes(season=winter)__", .foreign, [0, 1, 1]),
        (String(repeating: "{a|", count: 17) + String(repeating: "}", count: 17), .tooDeep, [48, 1, 49]),
    ]

    @Test(arguments: faults) func saysWhereAFaultIs(text: String, kind: PhraseFault.Kind, place: [Int]) {
        let fault = #expect(throws: PhraseFault.self) {
            var stream = WordStream(seed: 1)
            _ = try Phrase(text).draw(from: &stream, lists: Self.lists)
        }
        // A list that asks for itself is found within it.
        guard fault?.list == nil else { return }
        #expect(fault?.kind == kind)
        #expect(fault?.place == TextPlace(offset: place[0], line: place[1], column: place[2]))
    }

    @Test func saysWhichListIsAtFault() throws {
        let phrase = try Phrase("{0::x|__faulty__}")
        let fault = #expect(throws: PhraseFault.self) { try phrase.combinations(lists: Self.lists, limit: 10) }
        #expect(fault?.kind == .unclosed)
        #expect(fault?.placed == "In the list “faulty”, line 2, character 1: \(fault?.sentence ?? "")")
        #expect(throws: PhraseFault.self) { try phrase.total(lists: Self.lists) }
    }

    @Test func knowsWhatItAsksFor() throws {
        let phrase = try Phrase("{a|__hair__} __people/*__ {{subject=cat}} {{subject=dog}} {{mood}}")
        #expect(phrase.listNames == ["hair", "people/*"])
        #expect(phrase.fields == [Field(name: "subject", standard: "cat"), Field(name: "mood", standard: nil)])
        #expect(!phrase.isPlain)
        #expect(try Phrase("(a:1.2) {b} \\{c|d\\}").isPlain)
        #expect(try !Phrase("# a\nb").isPlain)
    }

    @Test func refusesTooMuch() {
        #expect(throws: PhraseFault.self) { try Phrase(String(repeating: "a", count: Phrase.longest + 1)) }
        #expect(throws: PhraseFault.self) { try Phrase(String(repeating: "{a|b}", count: Phrase.most + 1)) }
        #expect(throws: PhraseFault.self) {
            // Each list asks ten times for the next: what comes out would be without bounds.
            let lists = (0..<12).map { level in
                let value = Array(repeating: "__l\(level + 1)__", count: 10).joined(separator: " ")
                return WordList(name: "l\(level)", text: level == 11 ? "word" : value)
            }
            var stream = WordStream(seed: 0)
            _ = try Phrase("__l0__").draw(from: &stream, lists: WordLists(lists))
        }
    }

    @Test func saysOfALoopThatItCannotBeCounted() throws {
        let loop = WordLists([WordList(name: "a", text: "x\n__a__ __a__\n__b__"), WordList(name: "b", text: "__a__")])
        #expect(try Phrase("__a__").total(lists: loop) == .moreThan(Total.countable))
    }
}
