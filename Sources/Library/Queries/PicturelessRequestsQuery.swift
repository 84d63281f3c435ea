import GRDB

/// Which of some request ids belong to a generation that failed, or was left to a person, without a picture.
public struct PicturelessRequestsQuery: LibraryQuery {
    /// Who was asked.
    public var service: String
    /// The ids to ask about.
    public var requestIDs: [String]

    /// Creates a query.
    public init(service: String, requestIDs: [String]) {
        self.service = service
        self.requestIDs = requestIDs
    }

    /// Those that do, by the unique index on `request_id`.
    public func answer(_ db: Database) throws -> Set<String> {
        Set(try requestIDs.filter { try Self.generation(of: $0, at: service, db) != nil })
    }

    static func generation(of requestID: String, at service: String, _ db: Database) throws -> Generation.ID? {
        try Int64.fetchOne(
            db,
            cached: """
                SELECT id FROM generation
                WHERE request_id = ? AND service = ? AND state IN ('failed', 'unresolved')
                  AND NOT EXISTS (SELECT 1 FROM image WHERE generation_id = generation.id)
                """,
            arguments: [requestID, service]
        )
    }
}
