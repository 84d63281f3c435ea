import GRDB

/// One page of the gallery, newest first, by keyset.
public struct GalleryQuery: LibraryQuery {
    /// Where a page begins.
    public enum Place: Sendable, Hashable {
        /// At the newest image.
        case newest
        /// Just older than an image.
        case before(Image.ID)
        /// Just newer than an image.
        case after(Image.ID)
    }

    /// One frame of the gallery.
    public struct Card: Sendable, Hashable, Identifiable {
        /// The image.
        public var id: Image.ID
        /// The model's slug.
        public var model: String
        /// Names the files.
        public var sha256: String
        /// In pixels.
        public var width: Int
        /// In pixels.
        public var height: Int
        /// The average colour as `#rrggbb`.
        public var colour: String
        /// The seed, where the model has one.
        public var seed: Int64?
        /// The prompt text.
        public var prompt: String
    }

    /// The cards of a page, newest first, and whether there are more on either side.
    public struct Answer: Sendable {
        /// Newest first.
        public var cards: [Card]
        /// Whether newer images match.
        public var hasNewer: Bool
        /// Whether older images match.
        public var hasOlder: Bool
    }

    /// Only this model's images.
    public var model: String?
    /// Only images whose prompt matches.
    public var search: SearchText?
    /// Where the page begins.
    public var place: Place
    /// Cards a page.
    public var limit: Int

    /// Creates a query.
    public init(model: String? = nil, search: SearchText? = nil, place: Place = .newest, limit: Int = 60) {
        self.model = model
        self.search = search
        self.place = place
        self.limit = limit
    }

    /// The page; one card more than asked is read to know whether there are more.
    public func answer(_ db: Database) throws -> Answer {
        switch place {
        case .newest:
            let cards = try cards(db, "id < ?", Int64.max, "DESC")
            return Answer(cards: Array(cards.prefix(limit)), hasNewer: false, hasOlder: cards.count > limit)
        case .before(let id):
            let cards = try cards(db, "id < ?", id, "DESC")
            let newer = try ids(db, "id >= ?", id, "ASC", limit: 1)
            return Answer(cards: Array(cards.prefix(limit)), hasNewer: !newer.isEmpty, hasOlder: cards.count > limit)
        case .after(let id):
            let cards = try cards(db, "id > ?", id, "ASC")
            let older = try ids(db, "id <= ?", id, "DESC", limit: 1)
            return Answer(
                cards: Array(cards.prefix(limit).reversed()),
                hasNewer: cards.count > limit,
                hasOlder: !older.isEmpty
            )
        }
    }

    private func cards(_ db: Database, _ bound: String, _ id: Int64, _ order: String) throws -> [Card] {
        let ids = try ids(db, bound, id, order, limit: limit + 1)
        let statement = try db.cachedStatement(
            sql: """
                SELECT image.id, image.model, image.sha256, image.width, image.height, image.colour,
                       generation.seed, generation.prompt
                FROM image JOIN generation ON generation.id = image.generation_id
                WHERE image.id = ?
                """
        )
        return try ids.compactMap { id in
            try Row.fetchOne(statement, arguments: [id]).map(Card.init)
        }
    }

    /// The matching ids by rowid: `image` itself, `image_model`, or the full-text index; never a sort.
    private func ids(_ db: Database, _ bound: String, _ id: Int64, _ order: String, limit: Int) throws -> [Int64] {
        if let search {
            return try Int64.fetchAll(
                try db.cachedStatement(
                    sql: """
                        SELECT rowid FROM image_text
                        WHERE image_text MATCH ? AND row\(bound) ORDER BY rowid \(order) LIMIT ?
                        """
                ),
                arguments: [search.expression(facets: model.map { [.model($0)] } ?? []), id, limit]
            )
        }
        if let model {
            return try Int64.fetchAll(
                try db.cachedStatement(
                    sql: "SELECT id FROM image WHERE model = ? AND \(bound) ORDER BY id \(order) LIMIT ?"
                ),
                arguments: [model, id, limit]
            )
        }
        return try Int64.fetchAll(
            try db.cachedStatement(sql: "SELECT id FROM image WHERE \(bound) ORDER BY id \(order) LIMIT ?"),
            arguments: [id, limit]
        )
    }
}

extension GalleryQuery.Card {
    fileprivate init(row: Row) {
        id = row[0]
        model = row[1]
        sha256 = row[2]
        width = row[3]
        height = row[4]
        colour = row[5]
        seed = row[6]
        prompt = row[7]
    }
}
