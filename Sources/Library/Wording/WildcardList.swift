import Foundation
import GRDB

/// A named list of values, as the library keeps it.
public struct WildcardList: Sendable, Hashable, Identifiable {
    /// Its number.
    public var id: Int64
    /// What it is called: `hair` or `people/hair`.
    public var name: String
    /// The text of its file; empty in an overview.
    public var text: String
    /// How many values it has.
    public var count: Int
    /// Who wrote it last, if they gave a name.
    public var person: String?
    /// When it was changed last, in milliseconds since 1970: another number is another text.
    public var version: Int64
    /// When it was deleted.
    public var deletedAt: Date?

    /// When it was changed last.
    public var updatedAt: Date { Date(milliseconds: version) }
}

extension WildcardList: FetchableRecord {
    fileprivate static func columns(text: String) -> String {
        """
        wildcard_list.id, name, \(text) AS text, count, updated_at, deleted_at,
        (SELECT nullif(user.name, '') FROM user WHERE user.id = wildcard_list.user_id) AS person
        """
    }

    /// Reads a row.
    public init(row: Row) throws {
        id = row["id"]
        name = row["name"]
        text = row["text"]
        count = row["count"]
        person = row["person"]
        version = row["updated_at"]
        deletedAt = (row["deleted_at"] as Int64?).map(Date.init(milliseconds:))
    }
}

/// The lists by name, without their texts; and those that were deleted, the newest first.
public struct WildcardListsQuery: LibraryQuery {
    /// What there is.
    public struct Answer: Sendable {
        /// The lists.
        public var lists: [WildcardList]
        /// Whether there are more.
        public var hasMore: Bool
        /// Those that can be brought back.
        public var deleted: [WildcardList]
    }

    /// Only what comes behind this name.
    public var after: String?
    /// So many at most.
    public var limit: Int

    /// Creates a query.
    public init(after: String? = nil, limit: Int = 200) {
        self.after = after
        self.limit = limit
    }

    /// Asks.
    public func answer(_ db: Database) throws -> Answer {
        let lists = try WildcardList.fetchAll(
            db,
            cached: """
                SELECT \(WildcardList.columns(text: "''")) FROM wildcard_list INDEXED BY wildcard_list_key
                WHERE deleted_at IS NULL AND key > ? ORDER BY key LIMIT ?
                """,
            arguments: [after?.lowercased() ?? "", limit + 1]
        )
        let deleted = try WildcardList.fetchAll(
            db,
            cached: """
                SELECT \(WildcardList.columns(text: "''")) FROM wildcard_list INDEXED BY wildcard_list_deleted
                WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC LIMIT 50
                """
        )
        return Answer(lists: Array(lists.prefix(limit)), hasMore: lists.count > limit, deleted: deleted)
    }
}

/// One list with its text.
public struct WildcardListQuery: LibraryQuery {
    /// Which.
    public var id: WildcardList.ID

    /// Creates a query.
    public init(id: WildcardList.ID) { self.id = id }

    /// The list, also a deleted one; `nil` when there is none.
    public func answer(_ db: Database) throws -> WildcardList? {
        try WildcardList.fetchOne(
            db,
            cached: "SELECT \(WildcardList.columns(text: "text")) FROM wildcard_list WHERE id = ?",
            arguments: [id]
        )
    }
}
