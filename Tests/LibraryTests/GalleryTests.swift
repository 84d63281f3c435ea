import Catalog
import Foundation
import GRDB
import Testing

@testable import Library

@Suite struct GalleryTests {
    let house: TemporaryLibrary

    init() throws { house = try TemporaryLibrary() }

    @Test func pagesByKeysetInBothDirections() async throws {
        for number in 1...7 { try await house.complete("picture \(number)") }
        func page(_ start: GalleryQuery.Start) async throws -> GalleryQuery.Answer {
            try await house.library.answer(GalleryQuery(start: start, limit: 3))
        }
        let first = try await page(.first)
        #expect(first.cards.map(\.id) == [7, 6, 5])
        #expect(!first.hasNewer && first.hasOlder)
        let second = try await page(.before(try #require(first.frames.last?.cursor)))
        #expect(second.cards.map(\.id) == [4, 3, 2])
        #expect(second.hasNewer && second.hasOlder)
        let back = try await page(.after(try #require(second.frames.first?.cursor)))
        #expect(back.cards.map(\.id) == [7, 6, 5])
        #expect(!back.hasNewer && back.hasOlder)
        let last = try await page(.before(try #require(second.frames.last?.cursor)))
        #expect(last.cards.map(\.id) == [1])
        #expect(last.hasNewer && !last.hasOlder)
    }

    @Test func everySampleIsAnImage() async throws {
        try await house.complete("four of it", samples: 4)
        #expect(try await house.library.answer(GalleryQuery()).cards.count == 4)
        #expect(try await house.library.answer(GalleryCountQuery()).count == 4)
    }

    @Test func everyPageQueryUsesAnIndex() async throws {
        try await house.complete("cat")
        let statements = TracedStatements()
        try await house.library.pool.read { db in
            db.trace { statements.add($0.expandedDescription) }
            _ = try ImageQuery(id: 1).answer(db)
            _ = try GenerationQuery(id: 1).answer(db)
            _ = try QueueQuery(service: "test").answer(db)
            _ = try OpenCountQuery().answer(db)
            _ = try OpenGenerationsQuery().answer(db)
            _ = try UnresolvedQuery().answer(db)
            _ = try TakenRequestsQuery(requestIDs: ["r"]).answer(db)
            _ = try UnclaimedQuery(service: "test", sent: house.now...house.now).answer(db)
            _ = try CostsToSettleQuery(service: "test", since: house.now).answer(db)
            _ = try IsDueQuery(service: "test", at: house.now).answer(db)
            _ = try FileQuery(sha256: "x").answer(db)
            _ = try ShelfQuery(models: ["m"], limit: 3).answer(db)
            db.trace(options: [])
            #expect(statements.all.count > 20)
            for statement in statements.all where statement.hasPrefix("SELECT") && !statement.contains("_config'") {
                for row in try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + statement) {
                    let step: String = row["detail"]
                    #expect(!step.contains("TEMP B-TREE") || step.contains("LAST"), "\(step) in \(statement)")
                    guard step.hasPrefix("SCAN") else { continue }
                    // Allowed: the counters, the text index, and the indexes on what is open or settled.
                    let isBounded =
                        [
                            "VIRTUAL TABLE", "generation_open", "generation_unresolved", "generation_settled",
                            "(subquery",
                            "CONSTANT ROW",
                        ].contains { step.contains($0) }
                    #expect(isBounded, "\(step) in \(statement)")
                }
            }
        }
    }
}

/// What SQLite ran.
final class TracedStatements: @unchecked Sendable {
    private(set) var all: [String] = []
    func add(_ statement: String) { all.append(statement) }
}

@Suite struct OpeningTests {
    @Test func writesReachTheDiskBeforeTheyReturn() async throws {
        let house = try TemporaryLibrary()
        let (mode, level): (String?, Int?) = try await house.library.pool.writeWithoutTransaction { db in
            (try String.fetchOne(db, sql: "PRAGMA journal_mode"), try Int.fetchOne(db, sql: "PRAGMA synchronous"))
        }
        #expect(mode == "wal")
        #expect(level == 2)
    }

    @Test func refusesADatabaseFromANewerVersion() async throws {
        let house = try TemporaryLibrary()
        try await house.library.pool.write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('2999-01-01 the future')")
        }
        try house.library.close()
        let error = #expect(throws: LibraryError.self) { try Library(folder: house.folder) }
        guard case .newerVersion? = error else {
            Issue.record("got \(String(describing: error))")
            return
        }
    }

    @Test func saysThatAFileIsNoDatabase() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "damaged-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(repeating: 65, count: 8192).write(to: folder.appending(path: "contactsheet.sqlite"))
        let error = #expect(throws: LibraryError.self) { try Library(folder: folder) }
        guard case .damaged? = error else {
            Issue.record("got \(String(describing: error))")
            return
        }
    }

    @Test func aReopenedLibraryRemembers() async throws {
        let house = try TemporaryLibrary()
        try await house.complete("kept")
        try house.library.close()
        let again = try Library(folder: house.folder)
        #expect(try await again.answer(GalleryQuery()).cards.map(\.prompt) == ["kept"])
        try again.close()
    }
}
