import GRDB

/// Where the generations' states and their images do not match.
public struct StateGapQuery: LibraryQuery {
    /// The two ways of not matching: all are counted, the first are named.
    public struct Answer: Sendable {
        /// Generations that are completed and have no image.
        public var empty: Gaps
        /// Generations that are not completed and have images.
        public var early: Gaps
    }

    /// How many of each are named at most.
    public var limit: Int

    /// Creates a query.
    public init(limit: Int) {
        self.limit = limit
    }

    /// The generations, by the unique index on `image (generation_id, sample)`.
    public func answer(_ db: Database) throws -> Answer {
        func generations(_ condition: String) throws -> Gaps {
            try Gaps(
                db,
                "SELECT id FROM generation WHERE \(condition) (SELECT 1 FROM image WHERE generation_id = generation.id)",
                limit: limit
            )
        }
        // An older schema knows of no images that somebody deleted.
        let knowsDeleted = try db.columns(in: "generation").contains { $0.name == "deleted_images" }
        let kept = knowsDeleted ? " AND deleted_images = 0" : ""
        return Answer(
            empty: try generations("state = 'completed'\(kept) AND NOT EXISTS"),
            early: try generations("state <> 'completed' AND EXISTS")
        )
    }
}
