import Foundation
import Pictures
import Testing

/// Bytes that were never meant well: nothing may crash, run long or fill the memory.
@Suite struct HostileFileTests {
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
}
