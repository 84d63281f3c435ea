import GRDB

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
            sql: """
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
            children: try children.map { Child(generation: $0, image: try db.images(of: $0.id).first) }
        )
    }
}

/// A generation with what it brought, for its page and its JSON.
public struct GenerationQuery: LibraryQuery {
    /// A generation and its surroundings.
    public struct Detail: Sendable {
        /// The generation.
        public var generation: Generation
        /// Its images in the order of samples.
        public var images: [Image]
        /// The image it was made from.
        public var parent: Image?
        /// How many queued generations are ahead of it, while it is queued itself.
        public var ahead: Int
    }

    /// Which generation.
    public var id: Generation.ID

    /// Creates a query.
    public init(id: Generation.ID) {
        self.id = id
    }

    /// The answer, or `nil` when there is no such generation.
    public func answer(_ db: Database) throws -> Detail? {
        let found = try Generation.fetchOne(
            db,
            sql: "SELECT \(Generation.columns) FROM generation WHERE id = ?",
            arguments: [id]
        )
        guard let generation = found else { return nil }
        let ahead =
            generation.state == .queued
            ? try Int.fetchOne(
                db,
                sql: "SELECT count(*) FROM generation WHERE state = 'queued' AND finished_at IS NULL AND id < ?",
                arguments: [id]
            ) : 0
        return Detail(
            generation: generation,
            images: try db.images(of: id),
            parent: try generation.parent.flatMap { try db.image($0.imageID) },
            ahead: ahead ?? 0
        )
    }
}

/// The image behind a file's hash: any one of those that share the bytes.
public struct FileQuery: LibraryQuery {
    /// 64 lower-case hexadecimal digits.
    public var sha256: String

    /// Creates a query.
    public init(sha256: String) {
        self.sha256 = sha256
    }

    /// The image, or `nil` when no image has these bytes.
    public func answer(_ db: Database) throws -> Image? {
        try Image.fetchOne(
            db,
            sql: "SELECT \(Image.columns) FROM image WHERE sha256 = ? LIMIT 1",
            arguments: [sha256]
        )
    }
}

extension Database {
    fileprivate func image(_ id: Image.ID) throws -> Image? {
        try Image.fetchOne(self, sql: "SELECT \(Image.columns) FROM image WHERE id = ?", arguments: [id])
    }

    func images(of generation: Generation.ID) throws -> [Image] {
        try Image.fetchAll(
            self,
            sql: "SELECT \(Image.columns) FROM image WHERE generation_id = ? ORDER BY sample",
            arguments: [generation]
        )
    }
}
