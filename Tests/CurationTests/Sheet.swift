import Catalog
import Foundation
import GRDB
import Pictures
import Synchronization

@testable import Curation
@testable import Library

/// A data folder with as many pictures as a test wants, and a curation over it.
final class Sheet: Sendable {
    let folder: URL
    let library: Library
    let curation: Curation
    private let clock = Clock()

    init(pictures count: Int) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "sheet-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        library = try Library(folder: folder)
        curation = Curation(library: library, pictures: PictureFolder(path: folder.path)) { [clock] in clock.now }
        try await fill(count)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func pass(_ seconds: TimeInterval) { clock.pass(seconds) }

    /// Rows only: their files are written where a test needs them.
    private func fill(_ count: Int) async throws {
        try await library.pool.write { db in
            try db.execute(
                sql: """
                    INSERT INTO generation (model, request, prompt, samples, service, state, created_at, seed)
                    VALUES ('painter', '{"prompt":"a pear","seed":7}', 'a pear', 1, 'test', 'completed', 0, 7);
                    """
            )
            let all = try db.facet(.all, 0)
            try db.execute(
                sql: """
                    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :count)
                    INSERT INTO image (place, generation_id, sample, model, facets, seed, dice, sha256, path, format,
                                       width, height, bytes, perceptual_hash, colour, created_at)
                    SELECT 1780000000000 * 1024 + n, 1, n, 'painter', '[' || :all || ']', 7, n, printf('%064x', n),
                           printf('images/00/00/%064x.png', n), 'png', 8, 8, 5, 0, '#808080', 1780000000000
                    FROM number
                    """,
                arguments: ["count": count, "all": all]
            )
        }
    }

    func write(_ text: String, to path: String) throws {
        let file = path.hasPrefix("/") ? URL(filePath: path) : folder.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: folder.appending(path: path).path) }

    static func hash(_ number: Int) -> String {
        String(repeating: "0", count: 64 - String(number, radix: 16).count) + String(number, radix: 16)
    }
    static func picture(_ number: Int) -> String { "images/00/00/\(hash(number)).png" }
    static func thumbnail(_ number: Int) -> String { "thumbnails/00/00/\(hash(number)).webp" }

    func count(_ typed: String) async throws -> GalleryCountQuery.Answer {
        try await library.answer(GalleryCountQuery(Search(typed)))
    }

    /// Nothing that is counted or indexed is wrong.
    func isSound() async throws -> Bool {
        let gaps = try await library.answer(SearchGapQuery(limit: 3))
        return try await library.answer(CounterGapQuery()).isEmpty && gaps.missing.count + gaps.stray.count == 0
    }
}

/// A time that passes when a test says so.
private final class Clock: Sendable {
    private let time = Mutex(Date(timeIntervalSince1970: 1_790_000_000))

    var now: Date { time.withLock { $0 } }

    func pass(_ seconds: TimeInterval) { time.withLock { $0 += seconds } }
}
