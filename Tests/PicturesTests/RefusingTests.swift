import Foundation
import Pictures
import Testing

@Suite struct RefusingTests {
    private let folder: TemporaryFolder
    private let store: PictureStore

    init() throws {
        folder = try TemporaryFolder()
        store = try folder.store()
    }

    @Test(arguments: PictureFormat.allCases, [0.2, 0.5, 0.9, 0.99])
    func refusesAFileThatIsCutShort(format: PictureFormat, kept: Double) async throws {
        let bytes = try Scenes.waves().encoded(as: format)
        try await expectUnreadable(Array(bytes.prefix(Int(Double(bytes.count) * kept))))
    }

    @Test(arguments: PictureFormat.allCases)
    func refusesAFileThatLostItsLastByte(format: PictureFormat) async throws {
        try await expectUnreadable(try Scenes.waves().encoded(as: format).dropLast())
    }

    @Test func refusesAPNGWhoseMiddleIsDamaged() async throws {
        var bytes = try Scenes.waves().png()
        for at in bytes.count / 2..<bytes.count / 2 + 40 { bytes[at] ^= 0x5A }
        try await expectUnreadable(bytes)
    }

    @Test func keepsAJPEGWithBytesBehindItsEnd() async throws {
        let stored = try await store.place(try Scenes.waves().jpeg() + [1, 2, 3])
        #expect(stored.width == 320)
    }

    @Test(arguments: [
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "GIF89a", "", "rubbish", "%PDF-1.7",
    ])
    func refusesWhatIsNoPictureOfOurs(text: String) async throws {
        await #expect(throws: PictureError.unsupportedFormat) { try await store.place(Array(text.utf8)) }
        #expect(try folder.files().isEmpty)
    }

    @Test func refusesRubbishBehindASignature() async throws {
        for signature: [UInt8] in [[0xFF, 0xD8, 0xFF, 0xE0], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]] {
            try await expectUnreadable(signature + Array(repeating: 0x41, count: 500))
        }
        try await expectUnreadable(Array("RIFF____WEBPVP8 ".utf8) + Array(repeating: 0x41, count: 500))
    }

    @Test func refusesTooManyPixelsByTheHeaderAlone() async throws {
        let bytes = Scenes.pngHeader(width: 20_000, height: 20_000)
        let error = PictureError.tooManyPixels(width: 20_000, height: 20_000, limit: 64_000_000)
        await #expect(throws: error) { try await store.place(bytes) }
        #expect(error.sentence.contains("20000 × 20000"))
    }

    @Test func refusesTooManyBytes() async throws {
        let small = try folder.store(limits: PictureLimits(maximumBytes: 1000))
        let bytes = try Scenes.waves().png()
        await #expect(throws: PictureError.tooManyBytes(byteCount: bytes.count, limit: 1000)) {
            try await small.place(bytes)
        }
    }

    @Test func setsAsideWithTheReason() throws {
        let path = try store.setAside(Array("<html>".utf8), reason: "not a picture")
        let again = try store.setAside(Array("<html>".utf8), reason: "not a picture")
        #expect(path == "set-aside/\(SHA256Digest(of: Array("<html>".utf8))).bin")
        #expect(again == path)
        #expect(try folder.bytes(at: path) == Array("<html>".utf8))
        #expect(
            try folder.bytes(at: path.replacingOccurrences(of: ".bin", with: ".txt")) == Array("not a picture\n".utf8)
        )
        #expect(try folder.files().count == 2)
    }

    private func expectUnreadable(_ bytes: some Sequence<UInt8>) async throws {
        let error = await #expect(throws: PictureError.self) { try await store.place(Array(bytes)) }
        guard case .unreadable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try folder.files().isEmpty)
    }
}
