import Foundation
import GRDB

/// The house's memory: one SQLite database in the data folder.
///
/// Reads run side by side on a pool, writes one after the other. A write that returns has reached the disk
/// (`synchronous = FULL`): a request id that was paid for survives a power cut.
public struct Library: Sendable {
    let pool: DatabasePool
    private let writer: GroupWriter
    private let editions = Edition()

    /// Opens the database in a data folder, making and upgrading it as needed.
    ///
    /// - Throws: ``LibraryError``.
    public init(folder: URL) throws(LibraryError) {
        do {
            pool = try DatabasePool(
                path: folder.appending(path: "contactsheet.sqlite").path,
                configuration: Self.configuration
            )
            // A pool sets NORMAL by itself when it turns the write-ahead log on, after the configuration's own words.
            try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
            try Migrations.run(on: pool)
            writer = GroupWriter(pool: pool, edition: editions)
        } catch {
            throw LibraryError(error)
        }
    }

    /// Answers a question from a consistent snapshot, also in a task that was cancelled meanwhile.
    ///
    /// - Throws: ``LibraryError``.
    public func answer<Query: LibraryQuery>(_ query: Query) async throws(LibraryError) -> Query.Answer {
        do {
            return try await Task { try await pool.read { db in try query.answer(db) } }.value
        } catch {
            throw LibraryError(error)
        }
    }

    /// Runs one write, all of it or nothing, and returns when it has reached the disk.
    ///
    /// A request id that came in while the program was being stopped is still written: cancellation ends no write.
    func write<Value: Sendable>(
        _ updates: @escaping @Sendable (Database) throws -> Value
    ) async throws(LibraryError) -> Value {
        try await writer.write(updates)
    }

    /// Runs one write of many rows in a transaction of its own, all of it or nothing.
    ///
    /// As a piece among others it would be a savepoint, and SQLite walks over all that a savepoint has changed so far
    /// with every further statement that fires a trigger: among hundreds of rows that is a third of the time.
    func writeAlone<Value: Sendable>(
        _ updates: @escaping @Sendable (Database) throws -> Value
    ) async throws(LibraryError) -> Value {
        defer { editions.turn() }
        do {
            return try await Task { try await pool.write(updates) }.value
        } catch {
            throw LibraryError(error)
        }
    }

    /// A number that grows with every write: a page of one edition is the same until the next.
    public var edition: UInt64 { editions.current(pool) }

    /// One more edition: what was kept of a write's pictures has been forgotten only now, after the write.
    public func turnEdition() { editions.turn() }

    /// How often another program's writes were noticed: what was kept of the library then may be of the past.
    public var othersWrites: UInt64 { editions.othersWrites }

    /// Folds the write-ahead log into the database and closes it, once, at the end.
    public func close() throws(LibraryError) {
        do {
            try pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
            try pool.close()
        } catch {
            throw LibraryError(error)
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { db in
            try db.execute(
                sql: """
                    PRAGMA cache_size = -8192;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA journal_size_limit = 67108864;
                    """
            )
        }
        return configuration
    }
}

/// A question to the library: its values are the filters, its answer is made for one page.
public protocol LibraryQuery: Sendable {
    /// What comes back.
    associatedtype Answer: Sendable

    /// Asks within a read transaction.
    func answer(_ db: Database) throws -> Answer
}
