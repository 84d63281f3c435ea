import Foundation
import GRDB
import Phrasing

/// A style, as the library keeps it.
public struct SavedStyle: Sendable, Hashable, Identifiable {
    /// Its number.
    public var id: Int64
    /// Its name and texts.
    public var style: Style
    /// Who wrote it last, if they gave a name.
    public var person: String?
    /// When it was changed last, in milliseconds since 1970: another number is another text.
    public var version: Int64
    /// When it was deleted.
    public var deletedAt: Date?
}

extension SavedStyle: FetchableRecord {
    fileprivate static let columns = """
        style.id, style.name, prompt, negative_prompt, updated_at, deleted_at,
        (SELECT nullif(user.name, '') FROM user WHERE user.id = style.user_id) AS person
        """

    /// Reads a row.
    public init(row: Row) throws {
        id = row["id"]
        style = Style(name: row["name"], prompt: row["prompt"], negativePrompt: row["negative_prompt"])
        person = row["person"]
        version = row["updated_at"]
        deletedAt = (row["deleted_at"] as Int64?).map(Date.init(milliseconds:))
    }
}

/// The styles, in the order in which they were made.
public struct StylesQuery: LibraryQuery {
    /// So many at most.
    public var limit: Int

    /// Creates a query.
    public init(limit: Int = StylesFile.most) { self.limit = limit }

    /// Asks.
    public func answer(_ db: Database) throws -> [SavedStyle] {
        try SavedStyle.fetchAll(
            db,
            cached: "SELECT \(SavedStyle.columns) FROM style WHERE deleted_at IS NULL ORDER BY id LIMIT ?",
            arguments: [limit]
        )
    }
}

/// The styles that were deleted and can be brought back, the newest first.
public struct DeletedStylesQuery: LibraryQuery {
    /// Creates a query.
    public init() {}

    /// Fifty at most.
    public func answer(_ db: Database) throws -> [SavedStyle] {
        try SavedStyle.fetchAll(
            db,
            cached: """
                SELECT \(SavedStyle.columns) FROM style INDEXED BY style_deleted
                WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC LIMIT 50
                """
        )
    }
}

/// One style.
public struct StyleQuery: LibraryQuery {
    /// Which.
    public var id: SavedStyle.ID

    /// Creates a query.
    public init(id: SavedStyle.ID) { self.id = id }

    /// The style, also a deleted one; `nil` when there is none.
    public func answer(_ db: Database) throws -> SavedStyle? {
        try SavedStyle.fetchOne(
            db,
            cached: "SELECT \(SavedStyle.columns) FROM style WHERE id = ?",
            arguments: [id]
        )
    }
}
