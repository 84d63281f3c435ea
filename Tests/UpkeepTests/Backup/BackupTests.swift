import Foundation
import GRDB
import Pictures
import Synchronization
import TestSupport
import Testing

@testable import Library
@testable import Upkeep

/// A backup, taken while the studio runs.
@Suite(.timeLimit(.minutes(2))) struct BackupTests {
    private let place = FileManager.default.temporaryDirectory.appending(path: "backup-\(UUID())").path

    private func remove() { try? FileManager.default.removeItem(atPath: place) }

    private func back(_ house: House, up quick: Bool = false) async throws -> Backup.Outcome {
        var backup = Backup(of: house.url, into: try BackupFolder(path: place, of: house.url))
        backup.isQuick = quick
        return try await backup.run()
    }

    /// What a database holds, table by table.
    private func rows(_ url: URL) async throws -> [String] {
        let library = try #require(try LibraryFile(folder: url))
        let rows = try await library.queue.read { db in
            try ["generation", "image", "facet", "image_text_docsize"].flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }
            }
        }
        try library.close()
        return rows
    }

    @Test("A backup restores to an equal library")
    func restores() async throws {
        defer { remove() }
        try await House.run(samples: 2) { house in
            await house.holdStill()
            try house.write([1, 2], to: "set-aside/odd.bin")
            let outcome = try await back(house)
            #expect(outcome.report.isClean)
            #expect(outcome.copied == 4)
            #expect(outcome.setAside == 1)
            #expect(try await rows(URL(filePath: place)) == rows(house.url))
            let files = try House.snapshot(house.url.path).filter {
                $0.key.hasPrefix("images/") || $0.key.hasPrefix("set-aside/")
            }
            let copies = try House.snapshot(place)
            #expect(copies.filter { $0.key.contains("/") } == files)
            #expect(copies.keys.filter { !$0.contains("/") }.sorted() == ["BACKUP", "contactsheet.sqlite"])
            let restored = try Library(folder: URL(filePath: place))
            #expect(try await restored.answer(GalleryQuery()).cards == house.library.answer(GalleryQuery()).cards)
            try restored.close()
        }
    }

    @Test("The second backup copies only what is new")
    func incremental() async throws {
        defer { remove() }
        try await House.run { house in
            _ = try await back(house)
            try await house.make("a harbour")
            let second = try await back(house)
            #expect(second.copied == 1)
            #expect(second.alreadyThere == 2)
            #expect(second.report.isClean)
            #expect(second.report.totals.images == 3)
        }
    }

    @Test("A damaged picture is not carried over but named")
    func damagedSource() async throws {
        defer { remove() }
        try await House.run { house in
            let file = try await house.kept()[0]
            try house.damage(file.path)
            let outcome = try await back(house)
            #expect(outcome.copied == 1)
            #expect(!FileManager.default.fileExists(atPath: "\(place)/\(file.path)"))
            let sentence = try #require(outcome.report.findings[.missing]?.first.first)
            #expect(sentence.contains("/generations/1") && sentence.contains("In the data folder it is damaged"))
        }
    }

    @Test("What was damaged since the last backup is still whole in the next")
    func damagedSince() async throws {
        defer { remove() }
        try await House.run { house in
            _ = try await back(house)
            try house.damage(try await house.kept()[0].path)
            let outcome = try await back(house)
            #expect(outcome.report.isClean)
        }
    }

    @Test("A picture that went bad in the backup is copied again; a quick backup does not read it")
    func damagedBackup() async throws {
        defer { remove() }
        try await House.run { house in
            let file = try await house.kept()[0]
            _ = try await back(house)
            try House.damage("\(place)/\(file.path)")
            let quick = try await back(house, up: true)
            #expect(quick.report.isClean && !quick.report.isThorough)
            let full = try await back(house)
            #expect(full.report.mended == [.damaged: 1])
            let copy = try await House.check(URL(filePath: place))
            #expect(copy.soundPictures == 2)
        }
    }

    @Test("Backups taken while pictures come in are whole, each of them")
    func whileWriting() async throws {
        defer { remove() }
        try await House.run { house in
            let picture = try house.bytes(try await house.kept()[0].path)
            let writing = Task {
                for number in 1...20 { try await house.store(picture + [UInt8(number)]) }
            }
            var images: [Int] = []
            while images.last != 22 {
                // The first backup after the last picture is the last of the test.
                if images.count > 200 { try await writing.value }
                let outcome = try await back(house)
                #expect(outcome.report.isClean)
                images.append(outcome.report.totals.images)
            }
            try await writing.value
            #expect(images == images.sorted())
        }
    }

    @Test("What is written between two steps of the copying is not in the copy, and does not begin it anew")
    func snapshot() async throws {
        defer { remove() }
        try await House.run { house in
            let file = try #require(try LibraryFile(folder: house.url))
            let pool = house.library.pool
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            let steps = Mutex(0)
            try await file.copy(to: "\(place)/contactsheet.sqlite", pagesPerStep: 3) { _ in
                let step = steps.withLock { steps in
                    steps += 1
                    return steps
                }
                // Begun anew by each write, it would never end.
                guard step < 200 else { throw CancellationError() }
                try pool.write { db in
                    let sql = "INSERT INTO facet (kind, value) VALUES ('step', ?)"
                    try db.execute(sql: sql, arguments: ["model \(step)"])
                }
            }
            try file.close()
            #expect((5...100).contains(steps.withLock { $0 }))
            let copy = try await rows(URL(filePath: place))
            #expect(copy.filter { $0.hasPrefix("facet") && $0.contains("step") }.count == 1)
        }
    }

    @Test("A backup that was ended in the middle leaves the one before whole, and the next goes on")
    func endedInTheMiddle() async throws {
        defer { remove() }
        try await House.run { house in
            _ = try await back(house)
            let before = try await rows(URL(filePath: place))
            // What a kill leaves: some pictures, half a picture, half a database.
            try await house.make("a harbour")
            let new = try await house.kept()[2]
            let copy = PictureFolder(path: place)
            let half = try house.bytes(new.path).prefix(1000)
            let folder = URL(filePath: "\(place)/\(new.path)").deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(half).write(to: folder.appending(path: ".\(new.sha256).jpg.77.tmp"))
            for name in [".contactsheet.sqlite.77.tmp", ".contactsheet.sqlite.77.tmp-journal"] {
                try Data(repeating: 7, count: 5000).write(to: URL(filePath: "\(place)/\(name)"))
            }
            #expect(try await rows(URL(filePath: place)) == before)
            let older = try await House.check(URL(filePath: copy.path))
            #expect(older.findings.keys.elementsEqual([.leftover]))
            let outcome = try await back(house)
            #expect(outcome.copied == 1)
            #expect(outcome.report.isClean)
            let left = try House.snapshot(place).keys.filter { $0.contains(".tmp") }
            #expect(left.isEmpty)
        }
    }

    @Test("A backup that cannot write its pictures leaves the database before")
    func failsHalfWay() async throws {
        defer { remove() }
        try await House.run { house in
            _ = try await back(house)
            let before = try await rows(URL(filePath: place))
            try await house.make("a harbour")
            let shelf = "\(place)/" + (try await house.kept()[2].path.prefix(9))
            // A file where the folder of the new picture should be.
            try Data([1]).write(to: URL(filePath: shelf))
            await #expect(throws: UpkeepError.self) { try await back(house) }
            #expect(try await rows(URL(filePath: place)) == before)
            let left = try FileManager.default.contentsOfDirectory(atPath: place).filter { $0.contains(".tmp") }
            #expect(left.isEmpty)
        }
    }

    @Test("A damaged database does not take the place of the backup before")
    func damagedDatabase() async throws {
        let damaged = FileManager.default.temporaryDirectory.appending(path: "damaged-\(UUID())")
        defer {
            remove()
            try? FileManager.default.removeItem(at: damaged)
        }
        try await House.run { house in
            _ = try await back(house)
            let before = try House.snapshot(place)
            try await house.copyWithDamagedIndex(to: damaged)
            await #expect {
                try await Backup(of: damaged, into: BackupFolder(path: place, of: damaged)).run()
            } throws: { error in
                (error as? UpkeepError)?.sentence.hasPrefix("The database is damaged") == true
            }
            #expect(try House.snapshot(place) == before)
        }
    }

    @Test("A foreign write-ahead log in the backup does not get into the new database")
    func staleLog() async throws {
        defer { remove() }
        try await House.run { house in
            _ = try await back(house)
            let log = try house.bytes("contactsheet.sqlite-wal")
            try await house.make("a harbour")
            try Data(log).write(to: URL(filePath: "\(place)/contactsheet.sqlite-wal"))
            await house.holdStill()
            let outcome = try await back(house)
            #expect(outcome.report.isClean)
            #expect(try await rows(URL(filePath: place)) == rows(house.url))
        }
    }

    @Test("Pictures that are no longer in the library stay in the backup")
    func kept() async throws {
        defer { remove() }
        try await House.run { house in
            _ = try await back(house)
            let file = try await house.kept()[0]
            try await house.tamper(
                """
                DELETE FROM image WHERE id = 1; UPDATE generation SET state = 'failed' WHERE id = 1;
                """
            )
            let outcome = try await back(house)
            #expect(outcome.report.isClean)
            #expect(outcome.report.unnamedFiles == 1)
            #expect(FileManager.default.fileExists(atPath: "\(place)/\(file.path)"))
        }
    }
}
