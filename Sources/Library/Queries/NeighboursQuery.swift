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

    /// The image and the frames on either side, each in the gallery's order.
    public struct Answer: Sendable {
        /// The image itself; `nil` when there is no such image.
        public var middle: GalleryQuery.Frame?
        /// In front of the image; the last is the nearest.
        public var newer: [GalleryQuery.Frame] = []
        /// Behind the image; the first is the nearest.
        public var older: [GalleryQuery.Frame] = []
        /// Those of the images that are the person's favourites.
        public var favourites: Set<Image.ID> = []
        /// Whether there are more in front of ``newer``.
        public var hasNewer = false
        /// Whether there are more behind ``older``.
        public var hasOlder = false

        /// Everything in the gallery's order.
        public var frames: [GalleryQuery.Frame] { newer + (middle.map { [$0] } ?? []) + older }

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

    /// A search that finds little walks the library in bounded stretches: so many until there is a neighbour.
    private static let stretches = 8

    /// The image with its neighbours; empty when there is no such image.
    public func answer(_ db: Database) throws -> Answer {
        guard let cursor = try cursor(db) else { return Answer() }
        let newer = try page(.after(cursor), { $0.reachedNewer.map { .after($0) } }, db)
        let older = try page(.before(cursor), { $0.reached.map { .before($0) } }, db)
        var answer = Answer(
            middle: GalleryQuery.Frame(id: id, cursor: cursor, card: try db.cards([id])[id]),
            newer: newer.frames,
            older: older.frames,
            hasNewer: newer.hasNewer || newer.reachedNewer != nil,
            hasOlder: older.hasOlder || older.reached != nil
        )
        answer.favourites = try db.favourites(among: answer.frames, of: context.person)
        return answer
    }

    private func cursor(_ db: Database) throws -> Cursor? {
        if order == .hand, let mark = try SearchPlan(search, context, db).handMark,
            let row = try db.row(of: id, in: mark)
        {
            return Cursor(key: -row.position, place: row.place)
        }
        return try db.cursor(of: id, in: order)
    }

    /// The page from a place on, or the first further on that has frames.
    private func page(
        _ start: GalleryQuery.Start,
        _ further: (GalleryQuery.Answer) -> GalleryQuery.Start?,
        _ db: Database
    ) throws -> GalleryQuery.Answer {
        var query = GalleryQuery(search, context: context, order: order, start: start, limit: limit)
        var page = try query.answer(db)
        for _ in 1..<Self.stretches where page.frames.isEmpty {
            guard let next = further(page) else { break }
            query.start = next
            page = try query.answer(db)
        }
        return page
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
