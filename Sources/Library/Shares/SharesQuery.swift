import Foundation
import GRDB

/// One page of the links that are open, the newest first.
public struct SharesQuery: LibraryQuery {
    /// A link with what it shows.
    public struct Entry: Sendable, Identifiable {
        /// The link.
        public var share: Share
        /// What the collection or the comparison is called; empty for a picture, and `nil` where the thing is gone.
        public var name: String?

        /// The link's row.
        public var id: Share.ID { share.id }
    }

    /// A page.
    public struct Answer: Sendable {
        /// The links.
        public var entries: [Entry] = []
        /// Behind which link the next page begins, if there is one.
        public var next: Share.ID?
    }

    /// Whose; `nil` for everybody's.
    public var account: Account.ID?
    /// Those that were made before this one.
    public var before: Share.ID?
    /// The time that says which have ended.
    public var now: Date
    /// So many at most.
    public var limit: Int

    /// Creates a query.
    public init(of account: Account.ID?, before: Share.ID? = nil, at now: Date, limit: Int = 100) {
        (self.account, self.before, self.now, self.limit) = (account, before, now, limit)
    }

    /// The page. Ended links are dropped when one is made, so that few rows are passed over.
    public func answer(_ db: Database) throws -> Answer {
        let found = try Row.fetchAll(
            db,
            cached: """
                SELECT \(Share.columns),
                       CASE share.kind
                       WHEN 'picture' THEN (SELECT '' FROM image WHERE image.id = thing_id AND trashed_at IS NULL)
                       WHEN 'collection' THEN (SELECT name FROM collection
                                               WHERE collection.id = thing_id AND deleted_at IS NULL)
                       ELSE (SELECT name FROM comparison WHERE comparison.id = thing_id) END
                FROM \(Share.good)
                WHERE share.id < ? AND expires_at > ?\(account == nil ? "" : " AND share.user_id = ?")
                ORDER BY share.id DESC LIMIT ?
                """,
            arguments: account == nil
                ? [before ?? .max, now.milliseconds, limit + 1]
                : [before ?? .max, now.milliseconds, account, limit + 1]
        )
        let entries = found.prefix(limit).compactMap { row in
            Share(row: row).map { Entry(share: $0, name: row[11]) }
        }
        return Answer(entries: entries, next: found.count > limit ? entries.last?.id : nil)
    }
}
