import Foundation
import Pictures
import Testing

/// What is sent to people outside says nothing beside its pixels.
@Suite struct BareTests {
    @Test(arguments: PictureFormat.allCases)
    func whatAFileSaysIsLeftOutAndItsPixelsStay(_ format: PictureFormat) throws {
        let plain = try WrittenFile.scene.encoded(as: format)
        let told = try PictureTexts.embedding("a secret prompt\nSteps: 30, Seed: 4711", into: plain)
        #expect(String(decoding: told, as: UTF8.self).contains("4711") || !PictureTexts(of: told).entries.isEmpty)
        let bare = try PictureTexts.bare(told)
        #expect(PictureTexts(of: bare).entries.isEmpty)
        #expect(try Pixels(decoding: bare) == Pixels(decoding: plain))
    }

    @Test func allTextsOfAPNGGoAlsoThoseBehindThePixels() throws {
        let file = try WrittenFile.png(
            WrittenFile.text("prompt", "{\"seed\": 4711}") + WrittenFile.chunk("caBX", Array("a claim".utf8)),
            behind: WrittenFile.text("workflow", "{}")
        )
        let bare = try PictureTexts.bare(file)
        #expect(PictureTexts(of: bare).entries.isEmpty)
        #expect(!String(decoding: bare, as: UTF8.self).contains("claim"))
    }

    @Test func aCommentOfAJPEGGoesAndItStaysTheRightWayUp() throws {
        let exif: [UInt8] =
            Array("Exif\0\0MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1] + [1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
        let file = try WrittenFile.jpeg([(0xE1, exif), (0xFE, Array("a secret prompt".utf8))])
        let bare = try PictureTexts.bare(file)
        #expect(PictureTexts(of: bare).entries.isEmpty)
        #expect(bare.contains(exif))
    }

    @Test func whatIsNoWholePictureIsNotSent() {
        #expect(throws: EmbeddingError.self) { try PictureTexts.bare(Array("no picture".utf8)) }
        #expect(throws: EmbeddingError.self) { try PictureTexts.bare([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0]) }
    }
}
