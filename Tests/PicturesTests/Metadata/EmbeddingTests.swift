import Foundation
import Pictures
import Testing

@Suite struct EmbeddingTests {
    private let parameters = EmbeddedParameters(
        tool: .contactsheet,
        prompt: "a lighthouse, 夜\n(stars:1.2)",
        negativePrompt: "blurry,\ntext",
        seed: 9_007_199_254_740_993,
        inferenceSteps: 30,
        guidanceScale: 7.5,
        scheduler: "DPM++ 2M Karras",
        model: "sdxl1.0-yamers-realistic",
        width: 896,
        height: 1152,
        createdAt: Date(timeIntervalSince1970: 1_795_255_200)
    )

    @Test(
        "parameters come back from their own text, whatever a prompt holds",
        arguments: [
            ("a cat", "a dog"), ("", ""), ("", "only this"), ("only this", ""), ("a\nb\n\nc", "d\n e"),
            ("x\nNegative prompt: y", "z"),
            ("x\nSteps: 1, Sampler: y, Seed: 2, Size: 1x1", "Steps: 3, Seed: 4, Size: 5x5"),
            ("Negative prompt: y", "Negative prompt: z"), ("quotes \" and \\ back", "tab\tand \u{1F600}"),
            ("  spaces around  ", "\n\n"), ("line\r\nends\r", "\u{7}bell \u{0} zero"), ("Version: Contactsheet", "é"),
        ]
    )
    func roundTrip(prompt: String, negativePrompt: String) throws {
        var written = parameters
        written.prompt = prompt.trimmingCharacters(in: .whitespacesAndNewlines).replacing("\0", with: "")
        written.negativePrompt = negativePrompt.trimmingCharacters(in: .whitespacesAndNewlines).replacing(
            "\0",
            with: ""
        )
        for format in PictureFormat.allCases {
            let text = ParametersText(written).infotext
            let bytes = try PictureTexts.embedding(text, into: try WrittenFile.scene.encoded(as: format))
            var read = try #require(EmbeddedParameters(of: bytes))
            #expect(read.rawText == text)
            read.rawText = ""
            #expect(read == written)
        }
    }

    @Test("the text has the web UI's own form")
    func writesTheWebUIsForm() {
        let expected = """
            a lighthouse, 夜
            (stars:1.2)
            Negative prompt: blurry,
            text
            Steps: 30, Sampler: DPM++ 2M Karras, CFG scale: 7.5, Seed: 9007199254740993, Size: 896x1152, \
            Model: sdxl1.0-yamers-realistic, Created: "2026-11-21T10:00:00Z", Version: Contactsheet
            """
        #expect(ParametersText(parameters).infotext == expected)
    }

    @Test("values with commas, colons or quotation marks are quoted")
    func quotesValues() throws {
        var odd = parameters
        odd.model = #"a "b", c: d\"#
        odd.scheduler = "\"x"
        odd.guidanceScale = 7
        let text = ParametersText(odd).infotext
        #expect(text.contains(#"Model: "a \"b\", c: d\\""#))
        #expect(text.contains("CFG scale: 7,"))
        let read = try #require(EmbeddedParameters(PictureTexts([.init(place: .keyword("parameters"), text: text)])))
        #expect(read.model == odd.model)
        #expect(read.scheduler == odd.scheduler)
    }

    @Test("the copy shows the very same picture, and is sound to libvips", arguments: PictureFormat.allCases)
    func keepsThePixels(format: PictureFormat) throws {
        let bytes = try Scenes.waves().encoded(as: format)
        let copy = try PictureTexts.embedding(ParametersText(parameters).infotext, into: bytes)
        #expect(try Pixels(decoding: copy) == (try Pixels(decoding: bytes)))
        #expect(PictureHeader(copy) == PictureHeader(bytes))
        #expect(copy.count < bytes.count + 1000)
    }

    @Test("a lossy WebP of the simple form becomes one of the extended, with the same pixels")
    func extendsSimpleWebP() throws {
        let bytes = try WrittenFile.plainWebP()
        let copy = try PictureTexts.embedding("x", into: bytes)
        #expect(copy[12..<16].elementsEqual("VP8X".utf8))
        #expect(try Pixels(decoding: copy) == (try Pixels(decoding: bytes)))
        #expect(PictureHeader(copy) == PictureHeader(bytes))
    }

    @Test("laying a text in again replaces the first", arguments: PictureFormat.allCases)
    func replacesTheFirst(format: PictureFormat) throws {
        let once = try PictureTexts.embedding(
            "first\nSteps: 1, Seed: 1, Size: 8x8",
            into: try WrittenFile.scene.encoded(as: format)
        )
        let twice = try PictureTexts.embedding("second\nSteps: 2, Seed: 2, Size: 8x8", into: once)
        #expect(PictureTexts(of: twice).entries.map(\.text) == ["second\nSteps: 2, Seed: 2, Size: 8x8"])
    }

    @Test("EXIF that is there stays: orientation, maker, date, offsets, in either order", arguments: [true, false])
    func keepsWhatIsThere(bigEndian: Bool) throws {
        let orientation = WrittenEXIF.Field(tag: 0x0112, type: 3, count: 1, value: bigEndian ? [0, 6] : [6, 0])
        let exif = WrittenEXIF(
            bigEndian: bigEndian,
            first: [.ascii(0x010F, "a maker"), orientation],
            camera: [.ascii(0x9003, "2024:05:06 07:08:09"), .comment(Array("ASCII\0\0\0older".utf8))]
        )
        let jpeg = try WrittenFile.jpeg([exif.segment])
        let webp = try WrittenFile.webp(["EXIF": exif.block, "XMP ": Array("<dc:description>x</dc:description>".utf8)])
        for bytes in [jpeg, webp] {
            let copy = try PictureTexts.embedding("new 夜", into: bytes)
            let texts = PictureTexts(of: copy)
            #expect(texts[.exif(.make)] == "a maker")
            #expect(texts[.exif(.dateTimeOriginal)] == "2024:05:06 07:08:09")
            #expect(texts[.exif(.userComment)] == "new 夜")
            #expect(!texts.entries.contains { $0.text == "older" })
            let header = try #require(PictureHeader(copy))
            #expect(header.width == 32)
            #expect(header.height == 48)
            #expect(try Probe(copy).width == 32)
        }
        let kept = PictureTexts(of: try PictureTexts.embedding("new", into: webp))
        #expect(kept[.xmp("dc:description")] == "x")
    }

    @Test("other texts of a PNG stay, an old one of that name goes, before the pixels and behind them")
    func keepsOtherTexts() throws {
        let bytes = try WrittenFile.png(
            WrittenFile.text("Title", "t") + WrittenFile.text("parameters", "old"),
            behind: WrittenFile.international("parameters", "older") + WrittenFile.text("Author", "a")
        )
        let texts = PictureTexts(of: try PictureTexts.embedding("new", into: bytes))
        #expect(texts.entries.map(\.text) == ["new", "t", "a"])
    }

    @Test(
        "a text is Latin-1 in a PNG where it can be, and comes back as it was",
        arguments: [
            ("plain", "tEXt"), ("café", "tEXt"), ("Ã©", "iTXt"), ("夜", "iTXt"),
        ]
    )
    func choosesTheChunk(text: String, type: String) throws {
        let copy = try PictureTexts.embedding(text, into: try WrittenFile.scene.png())
        #expect(copy[37..<41].elementsEqual(type.utf8))
        #expect(PictureTexts(of: copy)[.keyword("parameters")] == text)
    }

    @Test("a lossless WebP with transparency becomes one of the extended form that says so")
    func keepsTransparency() throws {
        // One pixel, VP8L: the sides less one in 14 bits each, then the flag of transparency.
        let pixels: [UInt8] = [0x2F, 0, 0, 0, 0x10, 0x07, 0x10, 0x11, 0x11, 0x88, 0x88, 0x08]
        let body = Array("WEBPVP8L".utf8) + WrittenFile.little32(pixels.count) + pixels
        let copy = try PictureTexts.embedding("x", into: Array("RIFF".utf8) + WrittenFile.little32(body.count) + body)
        #expect(Array(copy[12..<30]) == Array("VP8X".utf8) + [10, 0, 0, 0, 0x18, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        #expect(PictureTexts(of: copy)[.exif(.userComment)] == "x")
    }

    @Test("a JPEG has no room for more than 64 KiB, the others have")
    func refusesTooLongTexts() throws {
        let long = String(repeating: "word ", count: 8000)
        #expect(throws: EmbeddingError.tooLong) { try PictureTexts.embedding(long, into: try WrittenFile.scene.jpeg()) }
        for bytes in [try WrittenFile.scene.png(), try WrittenFile.scene.webp()] {
            #expect(PictureTexts(of: try PictureTexts.embedding(long, into: bytes)).entries.first?.text == long)
        }
    }

    @Test(
        "what is no picture has no place",
        arguments: [
            [], Array("GIF89a".utf8), [0xFF, 0xD8, 0xFF], Array("RIFF____WEBP".utf8),
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
        ]
    )
    func refusesWhatIsNoPicture(bytes: [UInt8]) {
        #expect(throws: EmbeddingError.noPlace) { try PictureTexts.embedding("x", into: bytes) }
    }
}
