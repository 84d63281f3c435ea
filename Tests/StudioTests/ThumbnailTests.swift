import Foundation
import Library
import Pictures
import Synchronization
import TestSupport
import Testing

@testable import Studio

/// Thumbnails that an import left to be made.
@Suite(.timeLimit(.minutes(2))) struct ThumbnailTests {
    /// Pictures that lie outside of the data folder, in the library without a thumbnail.
    private static func link(_ count: Int, in house: TemporaryStudio, broken: Set<Int> = []) async throws -> [Image.ID]
    {
        let folder = house.folder.appending(path: "elsewhere")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var pictures: [ImportedPicture] = []
        for index in 0..<count {
            let pixels = Pixels(width: 24, height: 16, rgb: Array(repeating: UInt8(index), count: 3 * 24 * 16))
            var bytes = try pixels.png()
            if broken.contains(index), let start = bytes.firstRange(of: Array("IDAT".utf8))?.upperBound {
                for at in start + 2..<start + 8 { bytes[at] ^= 0xFF }
            }
            let path = folder.appending(path: "\(index).png").path
            try Data(bytes).write(to: URL(filePath: path))
            let read = try ReadPicture(bytes)
            pictures.append(read.imported(at: path, named: "\(index).png", modified: Date(), now: Date()))
        }
        return try await house.studio.library.bring(pictures).map { arrival in
            guard case .brought(let id) = arrival else { throw LibraryError.notFound }
            return id
        }
    }

    private static func file(_ id: Image.ID, _ house: TemporaryStudio) async throws -> ImageFile {
        guard let detail = try await house.studio.library.answer(ImageQuery(id: id)) else {
            throw LibraryError.notFound
        }
        return detail.image.file
    }

    @Test("They are made behind the scenes, and listeners hear of each")
    func background() async throws {
        try await TemporaryStudio.run { house in
            let (heard, announcing) = AsyncStream.makeStream(of: [Image.ID].self)
            house.studio.thumbnails.listen { announcing.yield($0) }
            let ids = try await Self.link(30, in: house)
            house.studio.thumbnails.wake()
            var missing = Set(ids)
            for await images in heard {
                missing.subtract(images)
                if missing.isEmpty { break }
            }
            let file = try await Self.file(ids[7], house)
            #expect(file.colour == "#070707")
            #expect(file.perceptualHash != nil)
        }
    }

    @Test("A page that waits has its own made at once, and how it looks is written down")
    func waiting() async throws {
        try await TemporaryStudio.run { house in
            let ids = try await Self.link(3, in: house)
            let (heard, announcing) = AsyncStream.makeStream(of: [Image.ID].self)
            house.studio.thumbnails.listen { announcing.yield($0) }
            let bytes = try await house.studio.thumbnail(of: try await Self.file(ids[0], house))
            #expect(try Probe(bytes).format == .webp)
            for await images in heard where images.contains(ids[0]) { break }
            #expect(try await Self.file(ids[0], house).colour == "#000000")
        }
    }

    @Test("A broken picture holds up no other, and has none")
    func broken() async throws {
        try await TemporaryStudio.run { house in
            let (heard, announcing) = AsyncStream.makeStream(of: [Image.ID].self)
            house.studio.thumbnails.listen { announcing.yield($0) }
            let ids = try await Self.link(20, in: house, broken: [3, 19])
            house.studio.thumbnails.wake()
            var missing = Set(ids).subtracting([ids[3], ids[19]])
            for await images in heard {
                missing.subtract(images)
                if missing.isEmpty { break }
            }
            let file = try await Self.file(ids[3], house)
            #expect(file.colour == nil)
            await #expect(throws: PictureError.self) { try await house.studio.thumbnail(of: file) }
        }
    }

    @Test("A file that was replaced where it lies does not lend its face to the old picture")
    func replaced() async throws {
        try await TemporaryStudio.run { house in
            house.queue.cancel()
            await house.queue.value
            let ids = try await Self.link(2, in: house)
            let (first, second) = (try await Self.file(ids[0], house), try await Self.file(ids[1], house))
            try FileManager.default.removeItem(atPath: first.path)
            try FileManager.default.copyItem(atPath: second.path, toPath: first.path)
            await #expect(throws: PictureError.missing) { try await house.studio.thumbnail(of: first) }
        }
    }
}
