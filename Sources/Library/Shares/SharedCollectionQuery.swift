import GRDB

/// One page of a collection that a link shows, by keyset: what is in it now, without the trash.
public struct SharedCollectionQuery: LibraryQuery {
    /// A page.
    public struct Page: Sendable {
        /// The collection.
        public var collection: ImageCollection
        /// Its pictures with what is drawn of them.
        public var pictures: GalleryQuery.Answer
        /// The pictures with their requests, in order; empty where the link shows no words.
        public var requests: [PicturesQuery.Picture]
    }

    /// The link.
    public var share: Share
    /// Where the page begins.
    public var start: GalleryQuery.Start
    /// Pictures a page.
    public var limit: Int
    /// What models are called, for a smart collection's search.
    public var modelNames: [String: String]

    /// Creates a query.
    public init(
        _ share: Share,
        start: GalleryQuery.Start = .first,
        limit: Int = 60,
        modelNames: [String: String] = [:]
    ) {
        (self.share, self.start, self.limit, self.modelNames) = (share, start, limit, modelNames)
    }

    /// The page; `nil` where the collection is deleted.
    public func answer(_ db: Database) throws -> Page? {
        guard share.subject.kind == .collection, let collection = try db.knownCollection(share.subject.id) else {
            return nil
        }
        var pictures: GalleryQuery.Answer
        if let search = collection.search {
            pictures = try GalleryQuery(
                Search(search),
                context: share.context(modelNames),
                start: start,
                limit: limit
            ).answer(db)
        } else if let mark = try db.mark(of: collection.id) {
            pictures = try HandList(mark: mark).page(db, start, limit)
            let cards = try db.cards(pictures.frames.map(\.id))
            for index in pictures.frames.indices { pictures.frames[index].card = cards[pictures.frames[index].id] }
        } else {
            pictures = GalleryQuery.Answer()
        }
        let requests = share.withWords ? try PicturesQuery(ids: pictures.frames.map(\.id)).answer(db) : []
        return Page(collection: collection, pictures: pictures, requests: requests)
    }
}
