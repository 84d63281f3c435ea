import GRDB

/// Which of some images are a person's favourites.
public struct FavouritesQuery: LibraryQuery {
    /// The images, a few thousand at most.
    public var images: [Image.ID]
    /// Whose favourites; `nil` for who did not say a name.
    public var person: String?

    /// Creates a query.
    public init(_ images: [Image.ID], of person: String?) {
        self.images = images
        self.person = person
    }

    /// Those that are.
    public func answer(_ db: Database) throws -> Set<Image.ID> {
        guard !images.isEmpty else { return [] }
        let mark = try db.marks("favourite", [try db.knownUser(named: person)]).first
        guard let mark, mark.count > 0 else { return [] }
        return try Set(
            Int64.fetchAll(
                db,
                cached: """
                    SELECT image_id FROM image_mark
                    WHERE mark_id = ? AND image_id IN (SELECT value FROM json_each(?))
                    """,
                arguments: [mark.id, "[\(images.map { String($0) }.joined(separator: ","))]"]
            )
        )
    }
}
