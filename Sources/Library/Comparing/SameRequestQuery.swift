import Catalog
import GRDB

/// The generations that sent the same requests to the byte and brought pictures, or still may.
public struct SameRequestQuery: LibraryQuery {
    /// A request as it would be sent.
    public struct Request: Sendable, Hashable {
        /// The model's slug.
        public var model: String
        /// The exact JSON.
        public var json: String
        /// The seed in it.
        public var seed: Int64?

        /// The request of a wish.
        public init(_ wish: NewGeneration) {
            model = wish.model.slug
            json = wish.parameters.json
            seed = wish.integer(.seed)
        }
    }

    /// The requests.
    public var requests: Set<Request>
    /// Who is asked: another service's pictures are other pictures.
    public var service: String

    /// Creates a query.
    public init(_ requests: Set<Request>, service: String) {
        self.requests = requests
        self.service = service
    }

    /// The newest generation of each request that has one.
    public func answer(_ db: Database) throws -> [Request: Generation.ID] {
        var found: [Request: Generation.ID] = [:]
        for request in requests { found[request] = try db.generation(like: request, service: service) }
        return found
    }
}

extension Database {
    /// The newest generation of a request that brought a picture, is on its way, or may have been charged all the same; by the index on what is the same.
    func generation(like request: SameRequestQuery.Request, service: String) throws -> Generation.ID? {
        try Int64.fetchOne(
            self,
            cached: """
                SELECT id FROM generation
                WHERE seed = :seed AND model = :model AND request_length = length(:request)
                  AND service <> 'import' AND service = :service AND request = :request
                  AND (state IN ('queued', 'submitting', 'running', 'storing', 'unresolved')
                       OR (state = 'completed' AND EXISTS (SELECT 1 FROM image
                                                           WHERE generation_id = generation.id
                                                             AND trashed_at IS NULL)))
                ORDER BY id DESC LIMIT 1
                """,
            arguments: ["seed": request.seed, "model": request.model, "request": request.json, "service": service]
        )
    }
}
