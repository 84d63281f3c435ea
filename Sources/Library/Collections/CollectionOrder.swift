import GRDB

/// An order that a collection's pictures can be brought into.
public enum CollectionOrder: String, Sendable, Hashable, CaseIterable {
    /// As it was made by hand.
    case hand
    /// The newest first.
    case newest
    /// The oldest first.
    case oldest
    /// The best rated first, the newest of each rating first.
    case rating

    /// The columns of `image` and `image_mark` that it goes by.
    var columns: String {
        switch self {
        case .hand: "image_mark.position"
        case .newest: "image_mark.place DESC"
        case .oldest: "image_mark.place"
        case .rating: "image.rating DESC, image_mark.place DESC"
        }
    }
}

/// All pictures of a collection that is put together by hand, in an order.
///
/// It reads the whole collection, for what goes through all of it: 100,000 are some tenths of a second.
public struct CollectedIDsQuery: LibraryQuery {
    /// The collection.
    public var id: ImageCollection.ID
    /// In which order.
    public var order: CollectionOrder
    /// Whether those in the trash are among them.
    public var withTrash: Bool

    /// Creates a query.
    public init(in id: ImageCollection.ID, order: CollectionOrder, withTrash: Bool) {
        self.id = id
        self.order = order
        self.withTrash = withTrash
    }

    /// The pictures.
    public func answer(_ db: Database) throws -> [Image.ID] {
        guard let mark = try db.mark(of: id) else { return [] }
        return try Int64.fetchAll(
            db,
            sql: """
                SELECT image_id FROM image_mark JOIN image ON image.id = image_id
                WHERE mark_id = ? AND position IS NOT NULL\(withTrash ? "" : " AND trashed_at IS NULL")
                ORDER BY \(order.columns)
                """,
            arguments: [mark]
        )
    }
}
