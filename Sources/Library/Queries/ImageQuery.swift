import GRDB
import Phrasing

/// Everything a picture's page shows.
public struct ImageQuery: LibraryQuery {
    /// An image with its generation and its relatives.
    public struct Detail: Sendable {
        /// The image.
        public var image: Image
        /// The generation that brought it.
        public var generation: Generation
        /// The other pictures of the same request, in the order of samples, itself included.
        public var samples: [Image]
        /// The image it was made from.
        public var parent: Image?
        /// What was made from it, oldest first; at most 24.
        public var children: [Child]
        /// The comparisons that it stands in, newest first; at most 5.
        public var comparisons: [NamedComparison]
        /// The prompt of the library that it came from.
        public var origin: PromptMention?
        /// The prompts that were saved from it, newest first; at most 5.
        public var savedPrompts: [PromptMention]
        /// What was typed and drawn; `nil` where the request was sent as it was typed.
        public var wording: Wording?
    }

    /// A comparison's number and name.
    public struct NamedComparison: Sendable {
        /// Its number.
        public var id: Comparison.ID
        /// What people call it.
        public var name: String
    }

    /// A generation made from the image, with its first picture once there is one.
    public struct Child: Sendable {
        /// The generation.
        public var generation: Generation
        /// Its first picture.
        public var image: Image?
    }

    /// Which image.
    public var id: Image.ID

    /// Creates a query.
    public init(id: Image.ID) {
        self.id = id
    }

    /// The answer, or `nil` when there is no such image.
    public func answer(_ db: Database) throws -> Detail? {
        guard let image = try db.image(id) else { return nil }
        let generation = try db.generation(image.generationID)
        let children = try Generation.fetchAll(
            db,
            cached: """
                SELECT \(Generation.columns) FROM generation
                WHERE parent_image_id = ? ORDER BY id LIMIT 24
                """,
            arguments: [id]
        )
        return Detail(
            image: image,
            generation: generation,
            samples: try db.images(of: generation.id),
            parent: try generation.parent.flatMap { try db.image($0.imageID) },
            children: try children.map { Child(generation: $0, image: try db.images(of: $0.id).first) },
            comparisons: try Row.fetchAll(
                db,
                cached: """
                    SELECT id, name FROM comparison
                    WHERE id IN (SELECT comparison_id FROM comparison_cell WHERE generation_id = ?)
                    ORDER BY id DESC LIMIT 5
                    """,
                arguments: [generation.id]
            ).map { NamedComparison(id: $0[0], name: $0[1]) },
            origin: try generation.source.flatMap { try db.mention(of: $0) },
            savedPrompts: try db.mentions(savedFrom: image.file.sha256),
            wording: try WordingQuery(of: generation.id).answer(db)
        )
    }
}

extension Database {
    func image(_ id: Image.ID) throws -> Image? {
        try Image.fetchOne(self, cached: "SELECT \(Image.columns) FROM image WHERE id = ?", arguments: [id])
    }

    func images(of generation: Generation.ID) throws -> [Image] {
        try Image.fetchAll(
            self,
            cached: "SELECT \(Image.columns) FROM image WHERE generation_id = ? ORDER BY sample",
            arguments: [generation]
        )
    }
}
