import Foundation
import Pictures
import Testing

/// Bytes that were never meant well: nothing may crash, run long or fill the memory.
@Suite struct HostileFileTests {
    @Test("thousands of damaged files are read, or not, and laid texts into, without a crash")
    func survivesMutations() throws {
        var chance = SplitMix(state: 0x5EED)
        for original in try specimens() {
            for _ in 0..<700 {
                let bytes = mutated(original, &chance)
                _ = EmbeddedParameters(of: bytes, timeZone: .gmt)
                _ = PictureHeader(bytes)
                if let copy = try? PictureTexts.embedding("x", into: bytes) { _ = PictureTexts(of: copy) }
            }
        }
    }

    @Test("damaged texts of every tool are read, or not, without a crash")
    func survivesMutatedTexts() {
        var chance = SplitMix(state: 0xF00D)
        let texts: [(PictureTexts.Place, String)] = [
            (.keyword("prompt"), Graphs.longWays), (.keyword("prompt"), Graphs.flux),
            (.keyword("workflow"), Graphs.workflow),
            (.keyword("invokeai_metadata"), #"{"seed": 1, "model": {"name": "x"}}"#),
            (.keyword("Dream"), #""a [b] c" -s 5 -S 6 -W 7"#),
            (.keyword("parameters"), #"{"sui_image_params": {"seed": "5"}}"#),
            (
                .keyword("parameters"),
                "a\nNegative prompt: b\nSteps: 1, Sampler: \"x, y\", Seed: 2, Size: 3x4, Model: {\"a\": 1}"
            ),
            (.xmp("exif:UserComment"), "\u{1F600}\nSteps: 1, Seed: 2, Size: 5x6"),
        ]
        for (place, text) in texts {
            for _ in 0..<700 {
                let bytes = mutated(Array(text.utf8), &chance)
                let entry = PictureTexts.Entry(place: place, text: String(decoding: bytes, as: UTF8.self))
                _ = EmbeddedParameters(PictureTexts([entry]), timeZone: .gmt)
            }
        }
    }

    @Test("a bomb in a text chunk is given up, and the texts behind it are still read", arguments: ["zTXt", "iTXt"])
    func givesUpBombs(type: String) throws {
        let head = Array("parameters\0".utf8) + (type == "zTXt" ? [0] : [1, 0, 0, 0])
        let bomb = WrittenFile.chunk(type, head + WrittenZlib.bomb(repeats: 30_000))
        let texts = PictureTexts(of: try WrittenFile.png(bomb + WrittenFile.text("Title", "t")))
        #expect(texts.entries.map(\.text) == ["t"])
    }

    @Test("a text of which nobody needs to be afraid is inflated, however well it was packed")
    func inflatesWhatIsAllowed() throws {
        let packed = WrittenFile.chunk("zTXt", Array("parameters\0\0".utf8) + WrittenZlib.bomb(repeats: 2000))
        let text = PictureTexts(of: try WrittenFile.png(packed))[.keyword("parameters")]
        #expect(text == String(repeating: "A", count: 1 + 258 * 2000))
    }

    @Test("ten thousand texts are not all read")
    func readsNotEveryText() throws {
        let chunks = Array(repeating: WrittenFile.text("Title", "t"), count: 10_000).flatMap { $0 }
        let count = PictureTexts(of: try WrittenFile.png(chunks)).entries.count
        #expect((1...64).contains(count))
    }

    @Test("a text beyond all measure is passed over")
    func passesOverGiants() throws {
        let giant = WrittenFile.text("parameters", String(repeating: "a", count: (2 << 20) + 1))
        #expect(PictureTexts(of: try WrittenFile.png(giant)).entries.isEmpty)
    }

    @Test("what is kept of a long text is bounded, and ends between two characters")
    func boundsWhatIsKept() throws {
        let text = String(repeating: "é", count: 300_000) + "\nSteps: 1, Seed: 2, Size: 8x8"
        let bytes = try WrittenFile.png(WrittenFile.international("parameters", text))
        let found = try #require(EmbeddedParameters(of: bytes))
        #expect(found.rawText == String(repeating: "é", count: EmbeddedParameters.rawTextLimit / 2))
        #expect(found.prompt.utf8.count == 64 << 10)
        #expect(found.seed == 2)
    }

    @Test("JSON of any depth is given up", arguments: ["[", "{\"a\":", "[[],", "[{\"a\":[],\"b\":"])
    func survivesDepth(opening: String) throws {
        let text = "{\"sui_image_params\": " + String(repeating: opening, count: 100_000)
        for place in [PictureTexts.Place.keyword("parameters"), .exif(.userComment)] {
            #expect(EmbeddedParameters(PictureTexts([.init(place: place, text: text)])) == nil)
        }
    }

    @Test("JSON of very many values is given up")
    func survivesBreadth() {
        let text =
            "{\"sui_image_params\": {\"prompt\": \"x\"}, \"a\": [" + String(repeating: "[0],", count: 400_000) + "0]}"
        #expect(EmbeddedParameters(PictureTexts([.init(place: .exif(.userComment), text: text)])) == nil)
    }

    @Test("directories of EXIF that point to themselves, and thousands of fields at one place, come to an end")
    func survivesEXIF() throws {
        let pointer = WrittenEXIF.Field(tag: 0x8769, type: 4, count: 1, value: [0, 0, 0, 8])
        let comments = Array(repeating: WrittenEXIF.Field.ascii(0x010E, "abcdef"), count: 3000)
        for exif in [WrittenEXIF(first: [pointer, .ascii(0x010E, "abcdef")]), WrittenEXIF(first: comments)] {
            let texts = PictureTexts(of: try WrittenFile.webp(["EXIF": exif.block]))
            #expect((1...64).contains(texts.entries.count))
        }
    }

    private func specimens() throws -> [[UInt8]] {
        let text = "a\nNegative prompt: b\nSteps: 1, Sampler: Euler, Seed: 2, Size: 8x8"
        let exif = WrittenEXIF(
            first: [.ascii(0x010E, "d"), .ascii(0x0112, "x")],
            camera: [.comment(Array("UNICODE\0".utf8) + WrittenEXIF.utf16(text, bigEndian: true))]
        )
        let packed = Array("Comment\0\0".utf8) + WrittenZlib.bomb(repeats: 30)
        let chunks =
            WrittenFile.text("parameters", text) + WrittenFile.international("prompt", Graphs.usual(seed: "5"))
            + WrittenFile.chunk("zTXt", packed) + WrittenFile.chunk("eXIf", exif.block)
            + WrittenFile.chunk("tIME", [7, 232, 1, 2, 3, 4, 5])
        let xmp = Array(
            "http://ns.adobe.com/xap/1.0/\0<dc:description><rdf:li>\(text)&#x41;</rdf:li></dc:description>".utf8
        )
        let tiny = Scenes.waves(width: 8, height: 8)
        return [
            try WrittenFile.png(chunks, pixels: tiny),
            try WrittenFile.jpeg([exif.segment, (0xE1, xmp), (0xFE, Array(text.utf8))], pixels: tiny),
            try WrittenFile.webp(["EXIF": exif.block, "XMP ": xmp], pixels: tiny),
            try tiny.webp(), try WrittenFile.plainWebP(tiny),
            try PictureTexts.embedding(text, into: try tiny.jpeg()),
        ]
    }

    /// Flips, sets, removes, doubles or cuts some of the bytes, mostly near the front, where the lengths are.
    private func mutated(_ original: [UInt8], _ chance: inout SplitMix) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 1...6, using: &chance) where !bytes.isEmpty {
            let reach = Bool.random(using: &chance) ? bytes.count : min(bytes.count, 200)
            let at = Int.random(in: 0..<reach, using: &chance)
            let end = min(bytes.count, at + Int.random(in: 1...12, using: &chance))
            switch Int.random(in: 0..<6, using: &chance) {
            case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
            case 1: bytes[at] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &chance) ?? 0
            case 2: bytes.removeSubrange(at..<end)
            case 3: bytes.insert(contentsOf: bytes[at..<end], at: at)
            case 4: bytes.removeSubrange(at...)
            default: for place in at..<end { bytes[place] = UInt8.random(in: 0...255, using: &chance) }
            }
        }
        return bytes
    }
}

/// The same numbers at every run.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
