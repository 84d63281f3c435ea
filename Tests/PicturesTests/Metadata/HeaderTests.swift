import Foundation
import Pictures
import Testing

@Suite struct HeaderTests {
    @Test("the header tells what libvips tells, in every format", arguments: PictureFormat.allCases)
    func agreesWithLibvips(format: PictureFormat) throws {
        for (width, height) in [(1, 1), (320, 240), (17, 301)] {
            try expectAgreement(try Scenes.waves(width: width, height: height).encoded(as: format))
            try expectAgreement(try WrittenFile.plainWebP(Scenes.waves(width: width, height: height)))
        }
    }

    @Test("the header turns the picture upright as libvips does", arguments: Array(1...8 as ClosedRange<UInt8>))
    func agreesOnOrientation(orientation: UInt8) throws {
        for bigEndian in [true, false] {
            let block = WrittenEXIF.orientation(orientation, bigEndian: bigEndian)
            try expectAgreement(try WrittenFile.jpeg([(0xE1, Array("Exif\0\0".utf8) + block)]))
            try expectAgreement(try WrittenFile.webp(["EXIF": block]))
            try expectAgreement(try WrittenFile.png(WrittenFile.chunk("eXIf", block)))
        }
    }

    @Test("a file that is cut short has no header", arguments: PictureFormat.allCases)
    func knowsCutFiles(format: PictureFormat) throws {
        let bytes = try Scenes.waves().encoded(as: format)
        for end in stride(from: 0, to: bytes.count - 12, by: 41) { #expect(PictureHeader(Array(bytes[..<end])) == nil) }
        #expect(PictureHeader(Array(bytes.dropLast())) == nil)
    }

    @Test("a PNG whose header is damaged has none")
    func checksThePNGsHeader() throws {
        for at in 8..<33 {
            var bytes = try Scenes.waves().png()
            bytes[at] ^= 0x10
            #expect(PictureHeader(bytes) == nil)
        }
    }

    @Test("a WebP whose pixels are gone, or are of another size than the whole, has no header")
    func checksTheWebPsPixels() throws {
        let sound = try WrittenFile.webp(["EXIF": WrittenEXIF.orientation(1)])
        #expect(PictureHeader(sound) != nil)
        var wider = sound
        // The width less one, behind the flags of the first chunk.
        wider[24] ^= 0x10
        #expect(PictureHeader(wider) == nil)
        var gone = sound
        // The type of the second chunk.
        gone[30] = UInt8(ascii: "?")
        #expect(PictureHeader(gone) == nil)
    }

    @Test("what is unusual is left to libvips")
    func leavesTheUnusualToLibvips() throws {
        let animated = WrittenFile.chunk("acTL", [0, 0, 0, 1, 0, 0, 0, 0])
        #expect(PictureHeader(try WrittenFile.png(animated)) == nil)
        let senseless = WrittenFile.chunk("eXIf", WrittenEXIF.orientation(9))
        #expect(PictureHeader(try WrittenFile.png(senseless)) == nil)
        #expect(PictureHeader(try WrittenFile.jpeg([(0xE1, Array("Exif\0\0??".utf8))])) == nil)
    }

    private func expectAgreement(_ bytes: [UInt8]) throws {
        let header = try #require(PictureHeader(bytes))
        let probe = try Probe(bytes)
        #expect(header.format == probe.format)
        #expect(header.width == probe.width)
        #expect(header.height == probe.height)
    }
}
