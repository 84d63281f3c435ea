import GRDB

/// How many images a gallery view holds: exact from counters, capped for a search.
public struct GalleryCountQuery: LibraryQuery {
    /// Only this model's images.
    public var model: String?
    /// Only images whose prompt matches.
    public var search: SearchText?

    /// A number, and whether it stopped counting there.
    public struct Answer: Sendable, Hashable {
        /// How many, or the cap.
        public var count: Int
        /// Whether there may be more.
        public var isCapped: Bool
    }

    /// Where a search stops counting.
    public static let cap = 1000

    /// Creates a query.
    public init(model: String? = nil, search: SearchText? = nil) {
        self.model = model
        self.search = search
    }

    /// The count.
    public func answer(_ db: Database) throws -> Answer {
        if let search {
            let count = try Int.fetchOne(
                db,
                cached: """
                    SELECT count(*) FROM (SELECT 1 FROM image_text WHERE image_text MATCH ? LIMIT ?)
                    """,
                arguments: [search.expression(facets: model.map { [.model($0)] } ?? []), Self.cap]
            )
            return Answer(count: count ?? 0, isCapped: count == Self.cap)
        }
        let count = try Int.fetchOne(
            db,
            cached: "SELECT coalesce(sum(count), 0) FROM image_count WHERE ?1 IS NULL OR model = ?1",
            arguments: [model]
        )
        return Answer(count: count ?? 0, isCapped: false)
    }
}
