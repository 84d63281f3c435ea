import GRDB

/// Whether the database itself is sound: its pages and indexes, and the links between its rows.
public struct SoundnessQuery: LibraryQuery {
    /// Creates a query.
    public init() {}

    /// What SQLite finds wrong, a sentence each; at most a hundred on each side.
    public func answer(_ db: Database) throws -> [String] {
        let pages = try String.fetchAll(db, sql: "PRAGMA integrity_check(100)").filter { $0 != "ok" }
        let links = try Row.fetchCursor(db, sql: "PRAGMA foreign_key_check")
        var broken: [String] = []
        while broken.count < 100, let link = try links.next() {
            let (table, row, parent): (String, Int64?, String) = (link["table"], link["rowid"], link["parent"])
            broken.append("Row \(row ?? 0) of \(table) belongs to a row of \(parent) that does not exist.")
        }
        return pages + broken
    }
}
