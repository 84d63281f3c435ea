import Foundation
import GRDB

/// What was done to pictures, newest first, by keyset: everybody's, or one person's on a day.
public struct ActionsQuery: LibraryQuery {
    /// An action with a few of its pictures.
    public struct Entry: Sendable {
        /// The action.
        public var action: Action
        /// Hashes of some of the pictures that are different because of it.
        public var pictures: [String]
    }

    /// One person's day, as a line of the list of who did what is.
    public struct Narrowing: Sendable, Hashable {
        /// Who; `nil` for those who gave no name.
        public var person: String?
        /// The local day, as `2026-11-27`.
        public var day: String
        /// The word of the change; `nil` for all.
        public var kind: String?

        /// Creates a narrowing.
        public init(person: String?, day: String, kind: String? = nil) {
            self.person = person
            self.day = day
            self.kind = kind
        }
    }

    /// So many pictures are shown of each.
    private static let mostPictures = 8

    /// Whose and of which day; `nil` for all.
    public var narrowing: Narrowing?
    /// Only those that are older than this one.
    public var before: Action.ID?
    /// So many at most.
    public var limit: Int

    /// Creates a query.
    public init(_ narrowing: Narrowing? = nil, before: Action.ID? = nil, limit: Int = 50) {
        self.narrowing = narrowing
        self.before = before
        self.limit = limit
    }

    /// The page, one more than the limit where there is another; of a person's day by the index `action_user`.
    public func answer(_ db: Database) throws -> [Entry] {
        let actions: [Action]
        if let narrowing {
            guard let span = LocalDay.span(narrowing.day) else { return [] }
            // Numbers are given in the order of time.
            actions = try Action.fetchAll(
                db,
                cached: """
                    SELECT \(Action.columns) FROM action
                    WHERE user_id = ? AND created_at >= ? AND created_at < ? AND action.id < ?
                      AND kind = coalesce(?, kind)
                    ORDER BY created_at DESC, action.id DESC LIMIT ?
                    """,
                arguments: [
                    try db.knownUser(named: narrowing.person), span.lowerBound, span.upperBound, before ?? .max,
                    narrowing.kind, limit + 1,
                ]
            )
        } else {
            actions = try Action.fetchAll(
                db,
                cached: "SELECT \(Action.columns) FROM action WHERE action.id < ? ORDER BY action.id DESC LIMIT ?",
                arguments: [before ?? .max, limit + 1]
            )
        }
        return try actions.map { Entry(action: $0, pictures: try pictures(of: $0.id, db)) }
    }

    private func pictures(of action: Action.ID, _ db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            cached: """
                SELECT sha256 FROM (SELECT image_id FROM action_image WHERE action_id = ? ORDER BY image_id DESC LIMIT ?)
                CROSS JOIN image ON image.id = image_id
                """,
            arguments: [action, Self.mostPictures]
        )
    }
}

/// The pictures that an action has changed, the newest first, by keyset on their numbers.
public struct ActionPicturesQuery: LibraryQuery {
    /// The action.
    public var id: Action.ID
    /// Only those with a smaller number.
    public var before: Image.ID?
    /// So many at most.
    public var limit: Int

    /// Creates a query.
    public init(of id: Action.ID, before: Image.ID? = nil, limit: Int = 60) {
        self.id = id
        self.before = before
        self.limit = limit
    }

    /// The page, one more than the limit where there is another, by the primary key of `action_image`.
    public func answer(_ db: Database) throws -> [GalleryQuery.Card] {
        let ids = try Int64.fetchAll(
            db,
            cached: """
                SELECT image_id FROM action_image WHERE action_id = ? AND image_id < ?
                ORDER BY image_id DESC LIMIT ?
                """,
            arguments: [id, before ?? .max, limit + 1]
        )
        let cards = try db.cards(ids)
        return ids.compactMap { cards[$0] }
    }
}
