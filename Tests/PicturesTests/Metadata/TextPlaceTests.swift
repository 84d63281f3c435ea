import Foundation
import Pictures
import Testing

@Suite struct TextPlaceTests {
    private let text = "a café at night, 夜の喫茶店 ☕️🌃\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 5, Size: 512x768"

    @Test("every kind of text chunk is read, before the pixels and behind them")
    func readsEveryKindOfChunk() throws {
        let stored = WrittenZlib.stored(Array("stored".utf8))
        let before =
            WrittenFile.text("Latin", "café") + WrittenFile.chunk("tEXt", Array("UTF-8\0café 夜".utf8))
            + WrittenFile.chunk("zTXt", Array("Packed\0\0".utf8) + stored)
        let behind =
            WrittenFile.international("International", "夜")
            + WrittenFile.chunk("iTXt", Array("Both\0\u{1}\0de\0Beides\0".utf8) + stored)
        let texts = PictureTexts(of: try WrittenFile.png(before, behind: behind))
        let expected: [PictureTexts.Entry] = [
            .init(place: .keyword("Latin"), text: "café"), .init(place: .keyword("UTF-8"), text: "café 夜"),
            .init(place: .keyword("Packed"), text: "stored"), .init(place: .keyword("International"), text: "夜"),
            .init(place: .keyword("Both"), text: "stored"),
        ]
        #expect(texts.entries == expected)
    }

    @Test("EXIF's comment is read in each encoding and either order", arguments: [true, false])
    func readsEveryEncoding(bigEndian: Bool) throws {
        let blocks = [
            WrittenEXIF.comment(text, bigEndian: bigEndian),
            .comment(Array("UNICODE\0".utf8) + WrittenEXIF.utf16(text, bigEndian: false), bigEndian: bigEndian),
            .comment(Array("UNICODE\0\0\0".utf8) + WrittenEXIF.utf16(text, bigEndian: false), bigEndian: bigEndian),
            .comment(Array("UNICODE\0".utf8) + [0xFF, 0xFE] + WrittenEXIF.utf16(text, bigEndian: false)),
            .comment(Array("ASCII\0\0\0\(text)\0".utf8), bigEndian: bigEndian),
            .comment(Array("\0\0\0\0\0\0\0\0\(text)".utf8), bigEndian: bigEndian),
            .comment(Array(text.utf8), bigEndian: bigEndian),
            WrittenEXIF(bigEndian: bigEndian, first: [.ascii(0x9286, text)]),
            WrittenEXIF(bigEndian: bigEndian, first: [.ascii(0x010E, text)]),
        ]
        for block in blocks {
            for bytes in [
                try WrittenFile.jpeg([block.segment]), try WrittenFile.webp(["EXIF": block.block]),
                try WrittenFile.png(WrittenFile.chunk("eXIf", block.block)),
            ] {
                let found = try #require(EmbeddedParameters(of: bytes))
                #expect(found.rawText == text)
                #expect(found.seed == 5)
                #expect(found.tool == .automatic1111)
            }
        }
    }

    @Test("a comment in JIS is read")
    func readsJIS() throws {
        // ISO-2022-JP: 日本, then ASCII again.
        let japanese: [UInt8] = [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x4B, 0x5C, 0x1B, 0x28, 0x42]
        let block = WrittenEXIF.comment(Array("JIS\0\0\0\0\0".utf8) + japanese)
        #expect(PictureTexts(of: try WrittenFile.jpeg([block.segment]))[.exif(.userComment)] == "日本")
    }

    @Test("a comment in Japanese alone is read in the block's own order")
    func readsTextWithoutASCII() throws {
        let block = WrittenEXIF.comment(
            Array("UNICODE\0".utf8) + WrittenEXIF.utf16("夜喫茶店", bigEndian: false),
            bigEndian: false
        )
        #expect(PictureTexts(of: try WrittenFile.jpeg([block.segment]))[.exif(.userComment)] == "夜喫茶店")
    }

    @Test("XMP is read from all three formats, with its escapes and as an attribute")
    func readsXMP() throws {
        let escaped = text.replacing("&", with: "&amp;").replacing("\n", with: "&#xA;").replacing("a ", with: "&#97; ")
        let element = """
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description rdf:about=""
             xmp:CreateDate="2024-05-06T07:08:09+02:00"><dc:description><rdf:Alt>
            <rdf:li xml:lang="x-default">\(escaped)</rdf:li></rdf:Alt></dc:description>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            """
        let attribute = #"<rdf:Description exif:UserComment="\#(escaped)" xmp:CreateDate='2024-05-06T05:08:09Z'/>"#
        for packet in [element, attribute] {
            let opened = Array("http://ns.adobe.com/xap/1.0/\0\(packet)".utf8)
            for bytes in [
                try WrittenFile.jpeg([(0xE1, opened)]), try WrittenFile.webp(["XMP ": Array(packet.utf8)]),
                try WrittenFile.png(WrittenFile.international("XML:com.adobe.xmp", packet)),
            ] {
                let found = try #require(EmbeddedParameters(of: bytes))
                #expect(found.rawText == text)
                #expect(found.createdAt == Date(timeIntervalSince1970: 1_714_972_089))
            }
        }
    }

    @Test("a JPEG's comment is read")
    func readsComments() throws {
        #expect(EmbeddedParameters(of: try WrittenFile.jpeg([(0xFE, Array(text.utf8))]))?.rawText == text)
    }

    @Test("what a camera wrote is no prompt")
    func camerasWriteNoPrompts() throws {
        let block = WrittenEXIF(
            first: [.ascii(0x010E, "OLYMPUS DIGITAL CAMERA"), .ascii(0x010F, "OLYMPUS"), .ascii(0x0110, "E-M1")],
            camera: [.comment(Array("ASCII\0\0\0Aperture: 2.8, Lens: 12-40, Mood: blue".utf8))]
        )
        #expect(EmbeddedParameters(of: try WrittenFile.jpeg([block.segment])) == nil)
    }

    @Test("a picture without texts has no parameters", arguments: PictureFormat.allCases)
    func plainPicturesHaveNone(format: PictureFormat) throws {
        let bytes = try Scenes.waves().encoded(as: format)
        #expect(PictureTexts(of: bytes).entries.isEmpty)
        #expect(EmbeddedParameters(of: bytes) == nil)
    }

    @Test("the time is the camera's, in the zone that is asked for unless the file tells its own")
    func readsTimes() throws {
        let zone = try #require(TimeZone(secondsFromGMT: 3600))
        let camera = WrittenEXIF(
            first: [.ascii(0x0132, "2024:05:06 09:00:00")],
            camera: [.ascii(0x9003, "2024:05:06 07:08:09")]
        )
        let offset = WrittenEXIF(camera: [.ascii(0x9003, "2024:05:06 07:08:09"), .ascii(0x9011, "+02:00")])
        let time = Date(timeIntervalSince1970: 1_714_979_289)
        #expect(PictureTexts(of: try WrittenFile.jpeg([camera.segment])).date(timeZone: zone) == time - 3600)
        #expect(PictureTexts(of: try WrittenFile.jpeg([offset.segment])).date(timeZone: zone) == time - 7200)
        let change = WrittenFile.chunk("tIME", [0x07, 0xE8, 5, 6, 7, 8, 9])
        #expect(PictureTexts(of: try WrittenFile.png(change)).date(timeZone: zone) == time)
        let creation = WrittenFile.text("Creation Time", "Mon, 06 May 2024 07:08:09 GMT")
        #expect(PictureTexts(of: try WrittenFile.png(creation)).date(timeZone: zone) == time)
    }

    @Test(
        "a time that is none is passed over",
        arguments: ["2024:13:01 00:00:00", "0000:00:00 00:00:00", "soon", "2024"]
    )
    func passesOverWhatIsNoTime(text: String) {
        #expect(PictureTexts([.init(place: .exif(.dateTimeOriginal), text: text)]).date(timeZone: .gmt) == nil)
    }
}
