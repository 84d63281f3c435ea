import Foundation
import GRDB

/// The database as it lies in a data folder: looked at and copied, never migrated and never written.
///
/// Another Contactsheet may be serving it meanwhile.
public struct LibraryFile: Sendable {
    /// What the database is called in its folder.
    public static let name = "contactsheet.sqlite"

    let queue: DatabaseQueue

    /// Opens the database of a folder; `nil` when there is none, and nothing is made then.
    ///
    /// - Parameter name: what the database is called.
    /// - Throws: ``LibraryError``; ``LibraryError/newerVersion`` when a newer Contactsheet wrote it.
    public init?(folder: URL, name: String = Self.name) throws(LibraryError) {
        let path = folder.appending(path: name).path
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(5)
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            guard try !queue.read(Migrations.migrator.hasBeenSuperseded) else { throw LibraryError.newerVersion }
        } catch {
            throw LibraryError(error)
        }
    }

    /// Answers a question from a consistent snapshot.
    ///
    /// - Throws: ``LibraryError``.
    public func answer<Query: LibraryQuery>(_ query: Query) async throws(LibraryError) -> Query.Answer {
        do {
            return try await queue.read { db in try query.answer(db) }
        } catch {
            throw LibraryError(error)
        }
    }

    /// Copies the database into a new file, as it is at this moment, whatever is written meanwhile.
    ///
    /// The copy is one plain file without a write-ahead log. It is not yet made known to the disk.
    /// - Parameters:
    ///   - pagesPerStep: how many pages are copied between two calls of `progress`.
    ///   - progress: told the share that is done, from 0 to 1; what it throws ends the copying.
    /// - Throws: ``LibraryError``.
    public func copy(
        to path: String,
        pagesPerStep: Int32 = 2048,
        progress: @escaping @Sendable (Double) throws -> Void = { _ in }
    ) async throws(LibraryError) {
        do {
            let copy = try DatabaseQueue(path: path)
            try await queue.read { source in
                // The steps share the snapshot that this first look opens. Without it, every write of a server
                // would begin the copying anew.
                _ = try Int.fetchOne(source, sql: "SELECT count(*) FROM sqlite_schema")
                try copy.writeWithoutTransaction { db in
                    try db.execute(sql: "PRAGMA synchronous = OFF")
                    try source.backup(to: db, pagesPerStep: pagesPerStep) { step in
                        try progress(Double(step.completedPageCount) / Double(max(1, step.totalPageCount)))
                    }
                    try db.execute(sql: "PRAGMA journal_mode = DELETE")
                }
            }
            try copy.close()
        } catch {
            throw LibraryError(error)
        }
    }

    /// Closes the database.
    ///
    /// - Throws: ``LibraryError``.
    public func close() throws(LibraryError) {
        do { try queue.close() } catch { throw LibraryError(error) }
    }
}
