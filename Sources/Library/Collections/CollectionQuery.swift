import GRDB

/// One collection with the picture that stands for it.
public struct CollectionQuery: LibraryQuery {
    /// A collection as its page heads it.
    public struct Detail: Sendable {
        /// The collection.
        public var collection: ImageCollection
        /// What stands for it: the chosen picture, else its first; a smart one's newest. None where it is empty.
        public var cover: GalleryQuery.Card?
    }

    private enum Key {
        case id(ImageCollection.ID)
        case name(String)
    }

    private let key: Key
    private let context: SearchContext

    /// Creates a query.
    ///
    /// - Parameter context: who looks, for a smart one's search.
    public init(id: ImageCollection.ID, context: SearchContext = SearchContext()) {
        key = .id(id)
        self.context = context
    }

    /// Creates a query by the name; upper and lower case do not count.
    public init(name: String, context: SearchContext = SearchContext()) {
        key = .name(name)
        self.context = context
    }

    /// The collection, or `nil` when there is none.
    public func answer(_ db: Database) throws -> Detail? {
        let id: ImageCollection.ID?
        switch key {
        case .id(let known): id = known
        case .name(let name): id = try db.collections(called: [name]).first
        }
        guard let id, let collection = try db.knownCollection(id) else { return nil }
        let cover = try db.cover(of: collection) ?? collection.newest(context, db)
        return Detail(collection: collection, cover: try cover.flatMap { try db.cards([$0])[$0] })
    }
}

extension ImageCollection {
    /// The newest that a smart one finds, if that is soon found.
    fileprivate func newest(_ context: SearchContext, _ db: Database) throws -> Image.ID? {
        guard let search else { return nil }
        let query = GalleryQuery(Search(search), context: context, limit: 1) { _ in false }
        return try query.answer(db).frames.first?.id
    }
}

extension Database {
    /// The picture that stands for a collection that is put together by hand, and the chosen one of a smart one.
    func cover(of collection: ImageCollection) throws -> Image.ID? {
        let mark = try mark(of: collection.id)
        if let chosen = collection.chosenCover, try isShown(chosen, in: mark, or: collection.isSmart) { return chosen }
        guard let mark else { return nil }
        return try Int64.fetchOne(
            self,
            cached: """
                SELECT image_id FROM image_mark JOIN image ON image.id = image_id
                WHERE mark_id = ? AND position IS NOT NULL AND trashed_at IS NULL ORDER BY position LIMIT 1
                """,
            arguments: [mark]
        )
    }

    private func isShown(_ image: Image.ID, in mark: Int64?, or isSmart: Bool) throws -> Bool {
        try Bool.fetchOne(
            self,
            cached: """
                SELECT trashed_at IS NULL
                       AND (?2 OR EXISTS (SELECT 1 FROM image_mark WHERE mark_id = ?3 AND place = image.place))
                FROM image WHERE id = ?1
                """,
            arguments: [image, isSmart, mark]
        ) ?? false
    }
}
