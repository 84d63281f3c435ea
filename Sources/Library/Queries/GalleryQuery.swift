import GRDB

/// One page of the gallery, by keyset: what a search finds, in an order, from a place on.
public struct GalleryQuery: LibraryQuery {
    /// Where a page begins.
    public enum Start: Sendable, Hashable {
        /// At the first image of the order.
        case first
        /// Just behind a frame.
        case before(Cursor)
        /// Just in front of a frame.
        case after(Cursor)
        /// At the newest image that is older than a place, in the order of places.
        case since(Int64)
    }

    /// One image of a page.
    public struct Frame: Sendable {
        /// The image.
        public var id: Image.ID
        /// Where it stands in the order.
        public var cursor: Cursor
        /// What is drawn of it, unless it has been drawn already.
        public var card: Card?
    }

    /// The frames of a page in their order, and whether there are more on either side.
    public struct Answer: Sendable {
        /// In the order asked for.
        public var frames: [Frame] = []
        /// Whether something matches in front of the first.
        public var hasNewer = false
        /// Whether something matches behind the last.
        public var hasOlder = false
        /// The search was not finished: so far back was looked, and from here it can go on.
        public var reached: Cursor?
        /// The same on the way to newer ones: so far forward was looked.
        public var reachedNewer: Cursor?
        /// The order holds only among so many of the newest that match, when more match than can be ordered at once.
        public var orderedAmong: Int?
        /// Those of the images that are the person's favourites.
        public var favourites: Set<Image.ID> = []
        /// What was read differently from how it may have been meant.
        public var remarks: [Search.Remark] = []

        /// The cards that were asked for, in order.
        public var cards: [Card] { frames.compactMap(\.card) }
    }

    /// What is looked for.
    public var search: Search
    /// Who looks, and what models are called.
    public var context: SearchContext
    /// In which order.
    public var order: GalleryOrder
    /// Where the page begins.
    public var start: Start
    /// Frames a page.
    public var limit: Int
    /// Whether a frame's card is wanted; one that was drawn before need not be read.
    public var needsCard: @Sendable (Image.ID) -> Bool

    /// Creates a query.
    public init(
        _ search: Search = .everything,
        context: SearchContext = SearchContext(),
        order: GalleryOrder = .newest,
        start: Start = .first,
        limit: Int = 60,
        needsCard: @escaping @Sendable (Image.ID) -> Bool = { _ in true }
    ) {
        self.search = search
        self.context = context
        self.order = order
        self.start = start
        self.limit = limit
        self.needsCard = needsCard
    }

    /// The page; one frame more than asked is read to know whether there are more.
    public func answer(_ db: Database) throws -> Answer {
        let plan = try SearchPlan(search, context, db)
        var page = try list(plan, db).page(db, start, limit)
        page.remarks = plan.remarks
        let cards = try db.cards(page.frames.map(\.id).filter(needsCard))
        if !cards.isEmpty {
            for index in page.frames.indices { page.frames[index].card = cards[page.frames[index].id] }
        }
        page.favourites = try db.favourites(among: page.frames, of: context.person)
        return page
    }

    private func list(_ plan: SearchPlan, _ db: Database) throws -> any FrameList {
        switch order {
        case .newest: return NewestList(walk: try PlaceWalk(plan, db))
        case .hand:
            guard let mark = plan.handMark else { return NewestList(walk: try PlaceWalk(plan, db)) }
            return plan.isOneCollection
                ? HandList(mark: mark) : SortedList(key: .position(mark), walk: try PlaceWalk(plan, db))
        case .rating, .cost, .random:
            return plan.isWhole
                ? OrderedList(order: order) : SortedList(key: .column(order), walk: try PlaceWalk(plan, db))
        }
    }
}

/// A way to bring the frames of a page.
protocol FrameList {
    func page(_ db: Database, _ start: GalleryQuery.Start, _ limit: Int) throws -> GalleryQuery.Answer
}

extension Database {
    func favourites(among frames: [GalleryQuery.Frame], of person: String?) throws -> Set<Image.ID> {
        guard !frames.isEmpty else { return [] }
        let mark = try marks("favourite", [try knownUser(named: person)]).first
        guard let mark, mark.count > 0 else { return [] }
        let places = frames.map { String($0.cursor.place) }.joined(separator: ",")
        return try Set(
            Int64.fetchAll(
                self,
                cached: """
                    SELECT image_id FROM image_mark
                    WHERE mark_id = ? AND place IN (SELECT value FROM json_each(?))
                    """,
                arguments: [mark.id, "[\(places)]"]
            )
        )
    }
}
