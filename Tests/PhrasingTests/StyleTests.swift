import Testing

@testable import Phrasing

@Suite struct StyleTests {
    @Test(arguments: [
        ("a fox", "", "a fox"),
        ("a fox ", "  ", "a fox "),
        ("a fox ", " oil painting ", "a fox, oil painting"),
        ("", "oil painting", "oil painting"),
        ("a fox", "photo of {prompt}, 35mm", "photo of a fox, 35mm"),
        ("a fox", "{prompt} and {prompt}", "a fox and a fox"),
        ("", "photo of {prompt}", "photo of "),
    ]) func isLaidOverAPrompt(prompt: String, style: String, expected: String) {
        #expect(Style.lay(style, over: prompt) == expected)
    }

    /// Written by Python's `csv.DictWriter` as AUTOMATIC1111 calls it.
    static let written =
        "\u{FEFF}name,prompt,negative_prompt\r\nplain,a b,\r\ncomma,\"a, b\",c\r\nquote,\"say \"\"hi\"\"\",x\r\n"
        + "lines,\"one\ntwo\r\nthree\",\r\nplaceholder,\"photo of {prompt}, 35mm\",blurry\r\numlaut,Ölgemälde,\r\n"

    @Test func aFileIsTheSameToTheByte() throws {
        let file = try StylesFile(bytes: Self.written.utf8)
        #expect(file.styles.count == 6)
        #expect(file.styles[2] == Style(name: "quote", prompt: "say \"hi\"", negativePrompt: "x"))
        #expect(file.styles[3].prompt == "one\ntwo\r\nthree")
        #expect(file.bytes == Array(Self.written.utf8))
    }

    @Test(arguments: [
        "name,prompt,negative_prompt\na,b,c\n",
        "\u{FEFF}name,text\r\nold,a b\r\nother,\"a, b\"\r\n",
        "name,text\nold,a b\n",
        "name,prompt,negative_prompt\n",
    ]) func otherFormsOfItAreKeptToo(text: String) throws {
        #expect(try StylesFile(bytes: text.utf8).bytes == Array(text.utf8))
    }

    @Test func readsWhatPeopleWrite() throws {
        let text = "name, extra, prompt\nfirst, x, one\n\nsecond,,\"two\"\nfirst,y,again\nshort"
        let file = try StylesFile(bytes: text.utf8)
        #expect(
            file.styles == [
                Style(name: "first", prompt: "again"), Style(name: "second", prompt: "two"), Style(name: "short"),
            ]
        )
    }

    @Test func whateverAStyleHoldsComesBack() throws {
        var dice = WordStream(seed: 5)
        var styles: [Style] = []
        for number in 0..<500 {
            let texts = (0..<2).map { _ in RandomText.anything(&dice) }
            styles.append(Style(name: "\(number)", prompt: texts[0], negativePrompt: texts[1]))
        }
        styles.append(Style(name: " a, \"b\"\nc", prompt: "  x", negativePrompt: "\r"))
        #expect(try StylesFile(bytes: StylesFile(styles).bytes).styles == styles)
    }

    @Test(arguments: [
        ([0xFF, 0xFE, 0x00], "UTF-8"), (Array("".utf8), "empty"), (Array("a,b\n".utf8), "first line"),
        (Array("name,prompt\nx,\"y\n".utf8), "never closed"),
    ]) func saysWhatIsWrongWithAFile(bytes: [UInt8], word: String) {
        let fault = #expect(throws: StylesFile.Fault.self) { try StylesFile(bytes: bytes) }
        #expect(fault?.sentence.contains(word) == true)
    }
}

@Suite struct WordListTests {
    @Test func readsValuesAndKeepsTheText() {
        let text = "\u{FEFF}# colours\r\nred\r\n  2::  blue \r\n\r\n0.5::green\nred\n#x\n a::b\n"
        let list = WordList(name: "colour", text: text)
        #expect(list.values.map(\.text) == ["red", "blue", "green", "a::b"])
        #expect(list.values.map(\.line) == [2, 3, 5, 8])
        #expect(list.weights == [1_000_000, 2_000_000, 500_000, 1_000_000])
        #expect(list.text == text)
    }

    @Test func knowsTheListsItAsksFor() {
        let list = WordList(name: "x", text: "__a__ and {__b/c__|d}\nplain\n# __no__\n{broken|__e__")
        #expect(list.listNames == ["a", "b/c"])
    }

    @Test(arguments: ["hair", "people/hair colour", "日本", "2d", "a-b_c.d"]) func takesNames(name: String) {
        #expect(WordLists.complaint(about: name) == nil)
    }

    @Test(arguments: ["", " hair", "hair ", "a__b", "a*", "../x", "a//b", "a/", "/a", "_a", "a\nb", "a(b)"])
    func refusesNames(name: String) {
        #expect(WordLists.complaint(about: name) != nil)
    }

    @Test func findsNamesByPattern() {
        let names = ["Hair", "people/hair", "people/eyes", "hairstyle"]
        #expect(WordLists.matching("hair", in: names) == ["Hair"])
        #expect(WordLists.matching("eyes", in: names) == ["people/eyes"])
        #expect(WordLists.matching("hair*", in: names) == ["Hair", "hairstyle"])
        #expect(WordLists.matching("*hair", in: names) == ["Hair", "people/hair"])
        #expect(WordLists.matching("eye*", in: names) == ["people/eyes"])
        #expect(WordLists.matching("*", in: names).count == 4)
        #expect(WordLists.matching("nope", in: names) == [])
        let long = String(repeating: "a", count: 100)
        #expect(WordLists.matching(String(repeating: "*a", count: 40) + "b", in: [long]) == [])
    }
}
