import GRDB

/// One page of the collections by keyset, in the order of their names.
public struct CollectionsQuery: LibraryQuery {
    /// A collection as the list shows it.
    public struct Entry: Sendable, Identifiable {
        /// The collection.
        public var collection: ImageCollection
        /// What stands for it.
        public var cover: GalleryQuery.Card?
        /// How many pictures are in it; of a smart one only as far as was counted, and `nil` where that would have
        /// kept the page waiting.
        public var count: GalleryCountQuery.Answer?

        /// The collection's number.
        public var id: ImageCollection.ID { collection.id }
    }

    /// A page.
    public struct Answer: Sendable {
        /// In order.
        public var entries: [Entry] = []
        /// Behind which name the next page begins, if there is one.
        public var next: String?
    }

    /// Smart ones are looked at for so long at most, all of a page together.
    private static let patience: Duration = .milliseconds(200)

    /// Behind this name.
    public var after: String?
    /// Who looks, for the searches of smart ones.
    public var context: SearchContext
    /// So many at most.
    public var limit: Int

    /// Creates a query.
    public init(after: String? = nil, context: SearchContext = SearchContext(), limit: Int = 60) {
        self.after = after
        self.context = context
        self.limit = limit
    }

    /// The page, by the index `collection_name`.
    public func answer(_ db: Database) throws -> Answer {
        let found = try ImageCollection.fetchAll(
            db,
            cached: """
                SELECT \(ImageCollection.columns) FROM collection
                WHERE deleted_at IS NULL AND name > ? ORDER BY name LIMIT ?
                """,
            arguments: [after ?? "", limit + 1]
        )
        let start = ContinuousClock.now
        var covers: [ImageCollection.ID: Image.ID] = [:]
        var answer = Answer(next: found.count > limit ? found[limit - 1].name : nil)
        for collection in found.prefix(limit) {
            var entry = Entry(collection: collection, count: .init(count: collection.count, isCapped: false))
            covers[collection.id] = try db.cover(of: collection)
            if let search = collection.search {
                entry.count = nil
                if ContinuousClock.now - start < Self.patience {
                    let glance = try Glance(Search(search), context, db)
                    entry.count = glance.count
                    covers[collection.id] = covers[collection.id] ?? glance.newest
                }
            }
            answer.entries.append(entry)
        }
        let cards = try db.cards(Array(Set(covers.values)))
        for index in answer.entries.indices {
            answer.entries[index].cover = covers[answer.entries[index].id].flatMap { cards[$0] }
        }
        return answer
    }
}

/// What a search finds, at a glance: how many, capped, and the newest.
private struct Glance {
    let count: GalleryCountQuery.Answer
    let newest: Image.ID?

    init(_ search: Search, _ context: SearchContext, _ db: Database) throws {
        let plan = try SearchPlan(search, context, db)
        let walk = try PlaceWalk(plan, db)
        let counted = try plan.counted(db)
        let limit = counted == nil ? GalleryCountQuery.cap : 1
        let found = try walk.hits(db, within: Int64.min...Int64.max, limit: limit)
        newest = found.hits.first?.id
        count = GalleryCountQuery.Answer(
            count: counted ?? found.hits.count,
            isCapped: counted == nil && (found.hits.count == limit || found.reached != nil)
        )
    }
}
