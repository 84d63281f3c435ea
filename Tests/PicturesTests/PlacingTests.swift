import Foundation
import Pictures
import Testing

@Suite struct PlacingTests {
    private let folder: TemporaryFolder
    private let store: PictureStore

    init() throws {
        folder = try TemporaryFolder()
        store = try folder.store()
    }

    @Test(arguments: PictureFormat.allCases)
    func keepsTheBytesAsDelivered(format: PictureFormat) async throws {
        let bytes = try Scenes.waves().encoded(as: format)
        let stored = try await store.place(bytes)
        #expect(stored.format == format)
        #expect(stored.width == 320)
        #expect(stored.height == 240)
        #expect(stored.byteCount == bytes.count)
        #expect(stored.digest == SHA256Digest(of: bytes))
        #expect(try folder.bytes(at: stored.path) == bytes)
        #expect(store.picture(stored.digest, format) == "\(folder.path)/\(stored.path)")
    }

    @Test func namesFilesByTheirHash() async throws {
        let stored = try await store.place(try Scenes.waves().png())
        let name = stored.digest.description
        let shelf = "\(name.prefix(2))/\(name.dropFirst(2).prefix(2))"
        #expect(stored.path == "images/\(shelf)/\(name).png")
        #expect(try folder.files() == [stored.path, "thumbnails/\(shelf)/\(name).webp"])
    }

    @Test func writesTheSameBytesOnce() async throws {
        let bytes = try Scenes.waves().jpeg()
        let first = try await store.place(bytes)
        let path = "\(folder.path)/\(first.path)"
        let inode = try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
        let second = try await store.place(bytes)
        #expect(second == first)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int == inode)
        #expect(try folder.files().count == 2)
    }

    @Test func placesTheSameBytesFromManySidesAtOnce() async throws {
        let bytes = try Scenes.waves().jpeg()
        let all = try await withThrowingTaskGroup(of: StoredPicture.self) { group in
            for _ in 0..<16 { group.addTask { try await store.place(bytes) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(all.allSatisfy { $0 == all[0] })
        #expect(try folder.files().count == 2)
    }

    @Test func tellsTheAverageColour() async throws {
        let stored = try await store.place(try Scenes.plain(200, 100, 50).png())
        let colour = stored.averageColour
        #expect(abs(Int(colour.red) - 200) <= 3 && abs(Int(colour.green) - 100) <= 3 && abs(Int(colour.blue) - 50) <= 3)
        #expect(RGB(red: 1, green: 0, blue: 255).hex == "#0100ff")
    }

    @Test func turnsAPictureUprightAsItsExifAsks() async throws {
        let stored = try await store.place(try Scenes.onItsSide(Scenes.waves(width: 320, height: 240)))
        #expect(stored.width == 240)
        #expect(stored.height == 320)
        let thumbnail = try await Pixels(decoding: store.thumbnail(stored.digest, stored.format))
        #expect(thumbnail.width == 240)
        #expect(thumbnail.height == 320)
    }
}

extension Pixels {
    func encoded(as format: PictureFormat) throws -> [UInt8] {
        switch format {
        case .jpeg: try jpeg()
        case .png: try png()
        case .webp: try webp()
        }
    }
}
