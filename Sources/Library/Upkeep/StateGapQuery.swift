import GRDB

/// Where the generations' states and their images do not match.
public struct StateGapQuery: LibraryQuery {
    /// The two ways of not matching.
    public struct Answer: Sendable {
        /// Generations that are completed and have no image.
        public var empty: [Generation.ID]
        /// Images whose generation is not completed, with the word of its state.
        public var early: [(image: Image.ID, generation: Generation.ID, state: String)]
    }

    /// How many of each are named at most.
    public var limit: Int

    /// Creates a query.
    public init(limit: Int = 1000) {
        self.limit = limit
    }

    /// The generations and the images, by the unique index on `image (generation_id, sample)`.
    public func answer(_ db: Database) throws -> Answer {
        Answer(
            empty: try Int64.fetchAll(
                db,
                sql: """
                    SELECT id FROM generation
                    WHERE state = 'completed'
                      AND NOT EXISTS (SELECT 1 FROM image WHERE generation_id = generation.id)
                    ORDER BY id LIMIT ?
                    """,
                arguments: [limit]
            ),
            early: try Row.fetchAll(
                db,
                sql: """
                    SELECT image.id, generation.id AS generation, generation.state
                    FROM generation CROSS JOIN image ON image.generation_id = generation.id
                    WHERE generation.state <> 'completed'
                    ORDER BY image.id LIMIT ?
                    """,
                arguments: [limit]
            ).map { ($0["id"], $0["generation"], $0["state"]) }
        )
    }
}
