import GRDB

/// How many images a search finds: exact from the counters, capped else.
public struct GalleryCountQuery: LibraryQuery {
    /// What is looked for.
    public var search: Search
    /// Who looks, and what models are called.
    public var context: SearchContext

    /// A number, and whether it stopped counting there.
    public struct Answer: Sendable, Hashable {
        /// How many, or as far as was counted.
        public var count: Int
        /// Whether there may be more.
        public var isCapped: Bool
    }

    /// Where a search stops counting.
    public static let cap = 1000

    /// Creates a query.
    public init(_ search: Search = .everything, context: SearchContext = SearchContext()) {
        self.search = search
        self.context = context
    }

    /// The count.
    public func answer(_ db: Database) throws -> Answer {
        let plan = try SearchPlan(search, context, db)
        if let count = try plan.counted(db) { return Answer(count: count, isCapped: false) }
        let found = try PlaceWalk(plan, db).hits(db, within: Int64.min...Int64.max, limit: Self.cap)
        return Answer(count: found.hits.count, isCapped: found.hits.count == Self.cap || found.reached != nil)
    }
}

/// The months that images are of, newest first, with how many each has.
public struct MonthsQuery: LibraryQuery {
    /// A local month and its images.
    public struct Month: Sendable, Hashable {
        /// As `2026-11`.
        public var name: String
        /// Images that lie not in the trash.
        public var count: Int
    }

    /// Creates a query.
    public init() {}

    /// From the counters.
    public func answer(_ db: Database) throws -> [Month] {
        try Row.fetchAll(
            db,
            cached: "SELECT value, count FROM facet WHERE kind = 'month' AND count > 0 ORDER BY value DESC LIMIT 1200"
        ).map { Month(name: $0[0], count: $0[1]) }
    }
}
