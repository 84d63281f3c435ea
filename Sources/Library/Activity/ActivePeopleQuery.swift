import GRDB

/// The names of those who did something that is told of.
public struct ActivePeopleQuery: LibraryQuery {
    /// Creates a query.
    public init() {}

    /// In the order of the alphabet, a hundred at most; each is one step in the index `activity_user`.
    public func answer(_ db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            cached: """
                SELECT name FROM user
                WHERE name <> '' AND EXISTS (SELECT 1 FROM activity WHERE user_id = user.id) ORDER BY name LIMIT 100
                """
        )
    }
}
