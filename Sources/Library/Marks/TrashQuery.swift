import Foundation
import GRDB

/// One page of the trash by keyset, what came there last first.
public struct TrashQuery: LibraryQuery {
    /// A picture in the trash.
    public struct Entry: Sendable {
        /// What is drawn of it.
        public var card: GalleryQuery.Card
        /// When it was put there.
        public var trashedAt: Date
    }

    /// A page.
    public struct Answer: Sendable {
        /// In order.
        public var entries: [Entry] = []
        /// Where the next page begins, if there is one.
        public var next: TrashCursor?
        /// How many lie in the trash, or as far as was counted.
        public var count = 0
        /// Whether there may be more than ``count``.
        public var isCapped = false
    }

    /// Behind what.
    public var start: TrashCursor?
    /// So many at most.
    public var limit: Int

    /// Creates a query.
    public init(start: TrashCursor? = nil, limit: Int = 60) {
        self.start = start
        self.limit = limit
    }

    /// The page, by the index `image_trashed`.
    public func answer(_ db: Database) throws -> Answer {
        let found = try db.trashed(start, limit + 1)
        let shown = found.prefix(limit)
        let cap = GalleryCountQuery.cap
        let count = try Int.fetchOne(
            db,
            cached: "SELECT count(*) FROM (SELECT 1 FROM image WHERE trashed_at IS NOT NULL LIMIT \(cap + 1))"
        )
        var answer = Answer(count: min(count ?? 0, cap), isCapped: (count ?? 0) > cap)
        let cards = try db.cards(shown.map(\.image))
        answer.entries = shown.compactMap { cursor in
            cards[cursor.image].map { Entry(card: $0, trashedAt: cursor.trashedAt) }
        }
        answer.next = found.count > limit ? shown.last : nil
        return answer
    }
}

/// Where a picture stands in the trash.
public struct TrashCursor: Sendable, Hashable {
    var milliseconds: Int64
    /// The picture.
    public var image: Image.ID

    var trashedAt: Date { Date(milliseconds: milliseconds) }

    /// Reads ``text``.
    public init?(text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count == 2, let milliseconds = parts[0], let image = parts[1] else { return nil }
        self.init(milliseconds: milliseconds, image: image)
    }

    init(milliseconds: Int64, image: Image.ID) {
        self.milliseconds = milliseconds
        self.image = image
    }

    /// As an address carries it.
    public var text: String { "\(milliseconds).\(image)" }
}

/// What was put into the trash up to a moment, the latest first: so many at a time, for who goes through all of it.
public struct TrashedIDsQuery: LibraryQuery {
    /// Put there at this moment or before.
    public var until: Date
    /// Behind what.
    public var start: TrashCursor?
    /// So many at most.
    public var limit: Int

    /// Creates a query.
    public init(until: Date, start: TrashCursor? = nil, limit: Int = 5000) {
        self.until = until
        self.start = start
        self.limit = limit
    }

    /// The pictures, by the index `image_trashed`.
    public func answer(_ db: Database) throws -> [TrashCursor] {
        try db.trashed(start ?? TrashCursor(milliseconds: until.milliseconds, image: .max), limit)
    }
}

extension Database {
    fileprivate func trashed(_ start: TrashCursor?, _ limit: Int) throws -> [TrashCursor] {
        try Row.fetchAll(
            self,
            cached: """
                SELECT trashed_at, id FROM image
                WHERE trashed_at IS NOT NULL AND (trashed_at, id) < (?, ?)
                ORDER BY trashed_at DESC, id DESC LIMIT ?
                """,
            arguments: [start?.milliseconds ?? .max, start?.image ?? .max, limit]
        ).map { TrashCursor(milliseconds: $0[0], image: $0[1]) }
    }
}
