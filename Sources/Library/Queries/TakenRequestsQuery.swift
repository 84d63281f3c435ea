import GRDB

/// Which of some request ids already belong to a generation.
public struct TakenRequestsQuery: LibraryQuery {
    /// The ids to ask about.
    public var requestIDs: [String]

    /// Creates a query.
    public init(requestIDs: [String]) {
        self.requestIDs = requestIDs
    }

    /// Those that are known, by the unique index on `request_id`.
    public func answer(_ db: Database) throws -> Set<String> {
        Set(try requestIDs.filter { try Self.isTaken($0, db) })
    }

    static func isTaken(_ requestID: String, _ db: Database) throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM generation WHERE request_id = ?)")
        return try Bool.fetchOne(statement, arguments: [requestID]) ?? false
    }
}
