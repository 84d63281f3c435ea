import GRDB

extension GalleryQuery {
    /// What is drawn of an image as a frame: nothing that is one person's.
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
        /// The average colour as `#rrggbb`, once the thumbnail is made.
        public var colour: String?
        /// The seed, where the model has one.
        public var seed: Int64?
        /// The team's rating from 1 to 5, or 0.
        public var rating: Int
        /// The prompt text.
        public var prompt: String
    }
}

extension Database {
    /// The cards of some images by their ids.
    func cards(_ ids: [Image.ID]) throws -> [Image.ID: GalleryQuery.Card] {
        guard !ids.isEmpty else { return [:] }
        var cards: [Image.ID: GalleryQuery.Card] = [:]
        cards.reserveCapacity(ids.count)
        let statement = try cachedStatement(
            sql: """
                SELECT image.id, image.model, sha256, image.width, image.height, colour, image.seed, rating, prompt
                FROM json_each(?) AS wanted CROSS JOIN image ON image.id = wanted.value
                JOIN generation ON generation.id = image.generation_id
                """
        )
        // One statement for all, and rows that are not copied: a page has sixty.
        let list = "[" + ids.map(String.init).joined(separator: ",") + "]"
        let rows = try Row.fetchCursor(statement, arguments: [list])
        while let row = try rows.next() {
            let card = GalleryQuery.Card(
                id: row[0],
                model: row[1],
                sha256: row[2],
                width: row[3],
                height: row[4],
                colour: row[5],
                seed: row[6],
                rating: row[7],
                prompt: row[8]
            )
            cards[card.id] = card
        }
        return cards
    }
}

/// What is drawn of some images.
public struct CardsQuery: LibraryQuery {
    /// Which images.
    public var ids: [Image.ID]

    /// Creates a query.
    public init(ids: [Image.ID]) {
        self.ids = ids
    }

    /// The cards by id; those that do not exist are left out.
    public func answer(_ db: Database) throws -> [Image.ID: GalleryQuery.Card] { try db.cards(ids) }
}
