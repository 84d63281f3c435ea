import Foundation
import Pictures
import Testing

@Suite struct ThumbnailTests {
    private let folder: TemporaryFolder
    private let store: PictureStore

    init() throws {
        folder = try TemporaryFolder()
        store = try folder.store()
    }

    @Test(arguments: [(1024, 1024, 480, 480), (832, 1216, 328, 480), (1400, 500, 960, 343), (64, 48, 64, 48)])
    func fitsTheGallerysRows(width: Int, height: Int, expectedWidth: Int, expectedHeight: Int) async throws {
        let stored = try await store.place(try Scenes.waves(width: width, height: height).jpeg())
        let thumbnail = try await store.thumbnail(stored.digest, stored.format)
        let probe = try Probe(thumbnail)
        #expect(probe.format == .webp)
        #expect(probe.width == expectedWidth)
        #expect(probe.height == expectedHeight)
    }

    @Test func comesAgainWhenDeleted() async throws {
        let stored = try await store.place(try Scenes.waves().jpeg())
        let first = try await store.thumbnail(stored.digest, stored.format)
        try FileManager.default.removeItem(atPath: "\(folder.path)/thumbnails")
        let second = try await store.thumbnail(stored.digest, stored.format)
        #expect(second == first)
        #expect(try folder.files().contains { $0.hasPrefix("thumbnails/") })
    }

    @Test func comesAgainWithThePictureWhenDamaged() async throws {
        let bytes = try Scenes.waves().jpeg()
        let stored = try await store.place(bytes)
        let whole = try await store.thumbnail(stored.digest, stored.format)
        let path = try #require(try folder.files().first { $0.hasPrefix("thumbnails/") })
        try Data("torn".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(path)"))
        #expect(try await store.place(bytes) == stored)
        #expect(try await store.thumbnail(stored.digest, stored.format) == whole)
    }

    @Test func saysThatThePictureIsMissing() async {
        await #expect(throws: PictureError.missing) {
            try await store.thumbnail(SHA256Digest(of: [1]), .png)
        }
    }
}
