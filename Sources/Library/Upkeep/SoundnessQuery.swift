import GRDB

/// Whether the database itself is sound: its pages and indexes, and the links between its rows.
public struct SoundnessQuery: LibraryQuery {
    /// What SQLite finds wrong, a sentence each; at most a hundred of each.
    public struct Answer: Sendable, Hashable {
        /// Pages and indexes that are damaged.
        public var pages: [String]
        /// Rows that belong to a row that does not exist.
        public var links: [String]
    }

    /// Creates a query.
    public init() {}

    /// What is wrong.
    public func answer(_ db: Database) throws -> Answer {
        let pages = try String.fetchAll(db, sql: "PRAGMA integrity_check(100)")
            .flatMap { $0.split(separator: "\n").map(String.init) }
            .filter { $0 != "ok" && !$0.hasPrefix("***") }
        let broken = try Row.fetchCursor(db, sql: "PRAGMA foreign_key_check")
        var links: [String] = []
        while links.count < 100, let link = try broken.next() {
            let (table, row, parent): (String, Int64?, String) = (link["table"], link["rowid"], link["parent"])
            links.append("Row \(row ?? 0) of \(table) belongs to a row of \(parent) that does not exist.")
        }
        return Answer(pages: pages, links: links)
    }
}
