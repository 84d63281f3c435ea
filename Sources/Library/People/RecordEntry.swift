import Foundation
import GRDB

/// One line of the record: who did what when.
public struct RecordEntry: Sendable, Hashable, Identifiable {
    /// The row.
    public typealias ID = Int64
    /// The row.
    public var id: ID
    /// When.
    public var at: Date
    /// Who, as they were called then; `nil` for the program itself or somebody without a name.
    public var person: String?
    /// What kind of thing it was, such as `signed in`: a word of the program's, to search by.
    public var what: String
    /// The rest of the sentence; empty for nothing.
    public var detail: String
    /// From where: a numeric address; empty for the program itself.
    public var address: String

    /// How long entries are kept, in days.
    public static let days = 90
    /// The longest detail, in characters.
    public static let longestDetail = 300
}

/// A page of the record, the newest first.
public struct RecordQuery: LibraryQuery {
    /// A page.
    public struct Answer: Sendable {
        /// The entries.
        public var entries: [RecordEntry]
        /// The id before which the next page begins; `nil` on the last one.
        public var next: RecordEntry.ID?
        /// The kinds that there are, for a choice.
        public var kinds: [String]
    }

    /// Only of this person, by name.
    public var person: String?
    /// Only of this kind.
    public var what: String?
    /// Only where who, what, detail or address has this text.
    public var text: String?
    /// Only before this entry.
    public var before: RecordEntry.ID?
    /// How many.
    public var limit = 100

    /// Creates a query for the newest entries.
    public init(person: String? = nil, what: String? = nil, text: String? = nil, before: RecordEntry.ID? = nil) {
        (self.person, self.what, self.text, self.before) = (person, what, text, before)
    }

    /// The page. A text is looked for in ninety days of entries, a table that stays small.
    public func answer(_ db: Database) throws -> Answer {
        let rows = try Row.fetchAll(
            db,
            cached: """
                SELECT id, at, nullif(person, ''), what, detail, address FROM record
                WHERE id < :before AND (:person IS NULL OR person = :person) AND (:what IS NULL OR what = :what)
                  AND (:text IS NULL OR instr(lower(person || ' ' || what || ' ' || detail || ' ' || address), :text))
                ORDER BY id DESC LIMIT :limit
                """,
            arguments: [
                "before": before ?? .max, "person": person, "what": what, "text": text?.lowercased(),
                "limit": limit + 1,
            ]
        )
        let entries = rows.prefix(limit).map { row in
            RecordEntry(
                id: row[0],
                at: Date(milliseconds: row[1]),
                person: row[2],
                what: row[3],
                detail: row[4],
                address: row[5]
            )
        }
        return Answer(
            entries: entries,
            next: rows.count > limit ? entries.last?.id : nil,
            kinds: try String.fetchAll(db, cached: "SELECT DISTINCT what FROM record ORDER BY what LIMIT 100")
        )
    }
}

extension Library {
    /// Adds a line to the record; lines older than ``RecordEntry/days`` go.
    public func record(
        _ what: String,
        _ detail: String = "",
        by person: String?,
        from address: String = "",
        at now: Date
    ) async throws(LibraryError) {
        try await write { db in
            try db.run(
                cached: "INSERT INTO record (at, person, what, detail, address) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    now.milliseconds, person ?? "", what, String(detail.prefix(RecordEntry.longestDetail)), address,
                ]
            )
            try db.run(
                cached: "DELETE FROM record WHERE at < ?",
                arguments: [now.addingTimeInterval(-Double(RecordEntry.days) * 86_400).milliseconds]
            )
        }
    }
}
