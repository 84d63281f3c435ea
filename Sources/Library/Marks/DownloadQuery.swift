import GRDB

/// Pictures with what they were made from, as a download describes them.
public struct DownloadQuery: LibraryQuery {
    /// A picture and its request.
    public struct Picture: Sendable {
        /// The picture.
        public var image: Image
        /// The seed, where there is one.
        public var seed: Int64?
        /// The prompt text.
        public var prompt: String
        /// The negative prompt; empty for none.
        public var negativePrompt: String
        /// The exact JSON that was sent.
        public var request: String
    }

    /// Which pictures.
    public var ids: [Image.ID]

    /// Creates a query.
    public init(ids: [Image.ID]) { self.ids = ids }

    /// The pictures in the order asked for; those that are not there are left out.
    public func answer(_ db: Database) throws -> [Picture] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(Image.columns), image.seed AS seed, generation.prompt, generation.negative_prompt,
                       generation.request
                FROM image JOIN generation ON generation.id = image.generation_id WHERE image.id = ?
                """
        )
        return try ids.compactMap { id in
            try Row.fetchOne(statement, arguments: [id]).map { row in
                Picture(
                    image: Image(row: row),
                    seed: row["seed"],
                    prompt: row["prompt"],
                    negativePrompt: row["negative_prompt"],
                    request: row["request"]
                )
            }
        }
    }
}
