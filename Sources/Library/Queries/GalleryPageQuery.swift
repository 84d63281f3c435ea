import GRDB

/// Everything a page of the gallery shows, of one moment.
public struct GalleryPageQuery: LibraryQuery {
    /// The parts of the page.
    public struct Answer: Sendable {
        /// The frames.
        public var page: GalleryQuery.Answer
        /// How many the search finds.
        public var count: GalleryCountQuery.Answer
        /// How many generations are on their way.
        public var openCount: Int
    }

    /// The frames that are asked for.
    public var gallery: GalleryQuery
    /// The count, where it is known.
    public var count: GalleryCountQuery.Answer?

    /// Creates a query.
    public init(_ gallery: GalleryQuery, count: GalleryCountQuery.Answer? = nil) {
        self.gallery = gallery
        self.count = count
    }

    /// The parts.
    public func answer(_ db: Database) throws -> Answer {
        Answer(
            page: try gallery.answer(db),
            count: try count ?? GalleryCountQuery(gallery.search, context: gallery.context).answer(db),
            openCount: try OpenCountQuery().answer(db)
        )
    }
}
