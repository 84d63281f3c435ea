import GRDB

/// What the filters beside the search box offer: the values that there are, the most frequent first.
public struct ChoicesQuery: LibraryQuery {
    /// A value and how many images have it.
    public struct Choice: Sendable, Hashable {
        /// As a search says it.
        public var value: String
        /// How many images.
        public var count: Int
    }

    /// The values by filter.
    public struct Answer: Sendable {
        /// Slugs of models, or names of checkpoints.
        public var models: [Choice] = []
        /// Names of schedulers.
        public var schedulers: [Choice] = []
        /// As in `896x1152`.
        public var sizes: [Choice] = []
        /// Names of people.
        public var people: [Choice] = []
        /// Names of programs that imported pictures are from.
        public var tools: [Choice] = []
        /// Tags as they were written.
        public var tags: [Choice] = []
        /// Names of collections.
        public var collections: [Choice] = []
    }

    /// Values of each at most.
    public static let most = 100

    /// Creates a query.
    public init() {}

    /// The values; those that no image has are left out.
    public func answer(_ db: Database) throws -> Answer {
        func facets(_ kind: FacetKind) throws -> [Choice] {
            try db.facets(of: kind).filter { $0.count > 0 }.sorted { $0.count > $1.count }.prefix(Self.most)
                .map { Choice(value: $0.text, count: $0.count) }
        }
        func choices(_ sql: String) throws -> [Choice] {
            try Row.fetchAll(db, cached: sql + " ORDER BY 2 DESC LIMIT \(Self.most)").map {
                Choice(value: $0[0], count: $0[1])
            }
        }
        return Answer(
            models: try facets(.model),
            schedulers: try facets(.scheduler),
            sizes: try facets(.size),
            people: try choices(
                """
                SELECT user.name, facet.count FROM facet JOIN user ON user.id = facet.value
                WHERE facet.kind = 'person' AND facet.count > 0 AND user.name <> ''
                """
            ),
            tools: try facets(.tool),
            tags: try choices(
                "SELECT coalesce(nullif(label, ''), value), count FROM mark WHERE kind = 'tag' AND count > 0"
            ),
            collections: try choices(
                """
                SELECT collection.name, mark.count FROM mark JOIN collection ON collection.id = mark.value
                WHERE mark.kind = 'collection' AND mark.count > 0 AND deleted_at IS NULL
                """
            )
        )
    }
}
