import GRDB

/// Each model's newest pictures and how many it has.
public struct ShelfQuery: LibraryQuery {
    /// One model's shelf.
    public struct Shelf: Sendable {
        /// How many images the model brought.
        public var count: Int
        /// The newest first.
        public var newest: [GalleryQuery.Card]
    }

    /// The models' slugs.
    public var models: [String]
    /// Pictures of each.
    public var limit: Int

    /// Creates a query.
    public init(models: [String], limit: Int) {
        self.models = models
        self.limit = limit
    }

    /// The shelves by slug.
    public func answer(_ db: Database) throws -> [String: Shelf] {
        var shelves: [String: Shelf] = [:]
        for model in models {
            shelves[model] = Shelf(
                count: try db.facets(of: .model, [model]).first?.count ?? 0,
                newest: try GalleryQuery(.model(model), limit: limit).answer(db).cards
            )
        }
        return shelves
    }
}
