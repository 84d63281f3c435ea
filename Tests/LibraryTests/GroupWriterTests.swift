import Foundation
import GRDB
import Testing

@testable import Library

/// Writes that come in together share a commit and nothing else.
@Suite struct GroupWriterTests {
    private struct Refusal: Error {}

    private let house: TemporaryLibrary

    init() throws { house = try TemporaryLibrary() }

    @Test("A write that fails takes nothing of its neighbours' back")
    func failuresStayAlone() async throws {
        let library = house.library
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    do throws(LibraryError) {
                        try await library.write { db in
                            let arguments: StatementArguments = ["\(number)", "x"]
                            try db.execute(sql: "INSERT INTO setting VALUES (?, ?)", arguments: arguments)
                            if number.isMultiple(of: 3) { throw Refusal() }
                        }
                        return true
                    } catch {
                        return false
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        let rows = try await library.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM setting") }
        #expect(outcomes == 133)
        #expect(rows == 133)
    }

    @Test("A transaction that ended early fails everything in it, and the next ones are written again")
    func aTransactionThatIsGivenUp() async throws {
        let library = house.library
        // As SQLite does by itself when the disk is full.
        let givenUp: @Sendable (Database) throws -> Void = { db in
            try db.execute(sql: "INSERT INTO setting VALUES ('lost', 'x')")
            try db.execute(sql: "ROLLBACK")
        }
        await #expect(throws: LibraryError.self) { try await library.write(givenUp) }
        try await library.write { try $0.execute(sql: "INSERT INTO setting VALUES ('kept', 'x')") }
        let names = try await library.pool.read { try String.fetchAll($0, sql: "SELECT name FROM setting") }
        #expect(names == ["kept"])
    }

    @Test("What was written is on the disk when the answer comes")
    func answersAfterTheCommit() async throws {
        let other = try DatabaseQueue(path: house.folder.appending(path: "contactsheet.sqlite").path)
        for number in 0..<20 {
            try await house.library.write { db in
                try db.execute(sql: "INSERT INTO setting VALUES (?, 'x')", arguments: ["\(number)"])
            }
            let seen = try await other.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM setting") }
            #expect(seen == number + 1)
        }
    }

    @Test("A write goes on when whoever asked for it is cancelled")
    func cancelled() async throws {
        let library = house.library
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await library.write { try $0.execute(sql: "INSERT INTO setting VALUES ('kept', 'x')") }
        }
        try await task.value
        let count = try await library.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM setting") }
        #expect(count == 1)
    }
}
