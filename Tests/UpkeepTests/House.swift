import Foundation
import GRDB
import Pictures
import Segmind
import TestSupport

@testable import Library
@testable import Upkeep

/// A studio with a few pictures, and hands to damage and check its folder.
struct House {
    let studio: TemporaryStudio

    /// Runs a test in a studio that has made pictures of these prompts.
    static func run(
        prompts: [String] = ["a pear", "a fox"],
        samples: Int64 = 1,
        _ test: (House) async throws -> Void
    ) async throws {
        try await TemporaryStudio.run { studio in
            let house = House(studio: studio)
            house.expectHaste(of: "sdxl1.0-dreamshaper")
            for prompt in prompts { try await house.make(prompt, samples: samples) }
            try await test(house)
        }
    }

    var url: URL { studio.folder }
    var folder: PictureFolder { PictureFolder(path: url.path) }
    var library: Library { studio.studio.library }

    /// A generation, once its pictures are stored.
    func make(_ prompt: String, samples: Int64 = 1) async throws {
        let asked = try await studio.ask(prompt, ["samples": .integer(samples)])
        let made = try await studio.wait(for: asked.id)
        guard made.generation.state == .completed else { throw LibraryError.other("\(made.generation.state)") }
    }

    /// Stops the queue: it settles costs by itself, and a comparison needs a library that holds still.
    func holdStill() async {
        studio.queue.cancel()
        await studio.queue.value
    }

    /// Writes a generation with one picture past the queue, as quickly as the disk allows.
    func store(_ bytes: [UInt8]) async throws {
        let picture = try await studio.studio.pictures.place(bytes)
        guard let model = studio.catalog["sdxl1.0-dreamshaper"] else { return }
        let parameters = try model.validate(["prompt": .string("stored"), "seed": .integer(1)])
        // Of a service that the running queue does not ask.
        let new = NewGeneration(model: model, parameters: parameters, service: "elsewhere")
        let id = try await library.enqueue(new, at: Date()).id
        for state in [.submitting, .storing(requestID: nil)] as [GenerationState] {
            _ = try await library.move(id, to: state, at: Date())
        }
        _ = try await library.complete(id, with: GenerationResult(files: [(0, ImageFile(picture))]), at: Date())
    }

    /// Where lost pictures may be had: the sandbox that made them.
    var source: PictureSource { PictureSource(service: (studio.client, "test")) }

    /// A look at everything.
    func check(_ remedies: Remedies = .none, isGrowing: Bool = false) async throws -> Report {
        try await Self.check(url, remedies, isGrowing: isGrowing)
    }

    static func check(_ url: URL, _ remedies: Remedies = .none, isGrowing: Bool = false) async throws -> Report {
        guard let file = try LibraryFile(folder: url) else { throw LibraryError.notFound }
        var inspection = Inspection(library: file, folder: PictureFolder(path: url.path))
        inspection.remedies = remedies
        inspection.isGrowing = { isGrowing }
        let report = try await inspection.run()
        try file.close()
        return report
    }

    /// A look that puts right what it can.
    func repair(from source: PictureSource? = nil) async throws -> Report {
        try await check(
            .repair(
                library: library,
                folder: folder,
                store: studio.studio.pictures,
                source: source ?? self.source
            )
        )
    }

    /// The files that images name, in the order of the images.
    func kept() async throws -> [KeptFile] {
        try await library.pool.read { db in
            try KeptFile.fetchAll(db, sql: "SELECT \(KeptFile.columns) FROM image ORDER BY id")
        }
    }

    /// Does to the database what no Contactsheet would.
    func tamper(_ sql: String) async throws {
        try await library.pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF; \(sql); PRAGMA foreign_keys = ON;")
        }
    }

    /// The library in another folder, with an index whose only page says that it is empty.
    func copyWithDamagedIndex(to folder: URL) async throws {
        try await copyWithDamage(to: folder, table: "image_dice", at: 3..<5)
    }

    /// The library in another folder, with noughts at some bytes of the root page of a table or an index.
    func copyWithDamage(to folder: URL, table: String, at bytes: Range<Int>) async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let copy = folder.appending(path: LibraryFile.name)
        guard let file = try LibraryFile(folder: url) else { throw LibraryError.notFound }
        try await file.copy(to: copy.path)
        try file.close()
        try FileManager.default.copyItem(at: url.appending(path: "images"), to: folder.appending(path: "images"))
        let place = try await DatabaseQueue(path: copy.path).read { db in
            let root = try Int.fetchOne(
                db,
                sql: "SELECT rootpage FROM sqlite_schema WHERE name = ?",
                arguments: [table]
            )
            let size = try Int.fetchOne(db, sql: "PRAGMA page_size")
            return ((root ?? 0) - 1) * (size ?? 0)
        }
        var whole = try Data(contentsOf: copy)
        for byte in bytes { whole[place + byte] = 0 }
        try whole.write(to: copy)
    }

    func path(_ relative: String) -> String { "\(url.path)/\(relative)" }

    func bytes(_ relative: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path(relative)))) }

    func write(_ bytes: [UInt8], to relative: String) throws {
        let url = URL(filePath: path(relative))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func remove(_ relative: String) throws { try FileManager.default.removeItem(atPath: path(relative)) }

    func exists(_ relative: String) -> Bool { FileManager.default.fileExists(atPath: path(relative)) }

    /// Flips a bit in the middle of a file; its length stays.
    func damage(_ relative: String) throws { try Self.damage(path(relative)) }

    static func damage(_ path: String) throws {
        var bytes = Array(try Data(contentsOf: URL(filePath: path)))
        bytes[bytes.count / 2] ^= 1
        try Data(bytes).write(to: URL(filePath: path))
    }

    /// Every file below a folder with the hash of its bytes, apart from SQLite's shared memory.
    static func snapshot(_ folder: String) throws -> [String: String] {
        var files: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) where !path.hasSuffix("-shm") {
            var isFolder: ObjCBool = false
            let whole = "\(folder)/\(path)"
            guard FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            files[path] = "\(SHA256Digest(of: Array(try Data(contentsOf: URL(filePath: whole)))))"
        }
        return files
    }
}
