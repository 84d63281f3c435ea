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
        var taken: Set<String> = []
        for id in requestIDs {
            let isKnown = try Bool.fetchOne(
                db,
                sql: "SELECT EXISTS (SELECT 1 FROM generation WHERE request_id = ?)",
                arguments: [id]
            )
            if isKnown == true { taken.insert(id) }
        }
        return taken
    }
}
