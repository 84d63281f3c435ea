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
        /// About how many queued generations go before it, while it is queued itself.
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
            cached: "SELECT \(Generation.columns) FROM generation WHERE id = ?",
            arguments: [id]
        )
        guard let generation = found else { return nil }
        let ahead = generation.state == .queued ? try db.ahead(of: generation) : 0
        return Detail(
            generation: generation,
            images: try db.images(of: id),
            parent: try generation.parent.flatMap { try db.image($0.imageID) },
            ahead: ahead
        )
    }
}

extension Database {
    fileprivate func ahead(of generation: Generation) throws -> Int {
        let own = try Int.fetchOne(
            self,
            cached: """
                SELECT count(*) FROM generation
                WHERE state = 'queued' AND service = ? AND id < ?
                  AND user_id = (SELECT user_id FROM generation WHERE id = ?)
                """,
            arguments: [generation.service, generation.id, generation.id]
        )
        return WaitingLine.ahead(
            own: own ?? 0,
            person: generation.person,
            waiting: try waitingByPerson(generation.service)
        )
    }
}
