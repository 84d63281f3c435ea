import GRDB

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
