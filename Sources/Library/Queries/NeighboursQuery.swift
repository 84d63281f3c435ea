import GRDB

/// The images on either side of one, in a search and an order.
public struct NeighboursQuery: LibraryQuery {
    /// The image in the middle.
    public var id: Image.ID
    /// What is looked for.
    public var search: Search
    /// Who looks, and what models are called.
    public var context: SearchContext
    /// In which order.
    public var order: GalleryOrder
    /// So many on each side at most.
    public var limit: Int

    /// The frames on either side, each in the gallery's order.
    public struct Answer: Sendable {
        /// In front of the image; the last is the nearest.
        public var newer: [GalleryQuery.Frame] = []
        /// Behind the image; the first is the nearest.
        public var older: [GalleryQuery.Frame] = []

        /// The two next to the image.
        public var nearest: (newer: Image.ID?, older: Image.ID?) { (newer.last?.id, older.first?.id) }
    }

    /// Creates a query.
    public init(
        of id: Image.ID,
        _ search: Search = .everything,
        context: SearchContext = SearchContext(),
        order: GalleryOrder = .newest,
        limit: Int
    ) {
        self.id = id
        self.search = search
        self.context = context
        self.order = order
        self.limit = limit
    }

    /// The neighbours; none when there is no such image.
    public func answer(_ db: Database) throws -> Answer {
        guard let cursor = try db.cursor(of: id, in: order) else { return Answer() }
        func frames(_ start: GalleryQuery.Start) throws -> [GalleryQuery.Frame] {
            try GalleryQuery(search, context: context, order: order, start: start, limit: limit).answer(db).frames
        }
        return Answer(newer: try frames(.after(cursor)), older: try frames(.before(cursor)))
    }
}

extension Database {
    /// Where an image stands in an order.
    func cursor(of id: Image.ID, in order: GalleryOrder) throws -> Cursor? {
        let row = try Row.fetchOne(
            self,
            cached: "SELECT \(order.column ?? "0"), place FROM image WHERE id = ?",
            arguments: [id]
        )
        return row.map { Cursor(key: $0[0], place: $0[1]) }
    }
}
