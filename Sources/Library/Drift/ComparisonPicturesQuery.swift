import GRDB

/// The pictures of a comparison, cell by cell, to be made again.
public struct ComparisonPicturesQuery: LibraryQuery {
    /// What a comparison is called, and its pictures.
    public struct Subject: Sendable {
        /// What people call it.
        public var name: String
        /// Every picture of every cell that does not lie in the trash.
        public var images: [Image.ID]
    }

    /// Which comparison.
    public var id: Int64

    /// Creates a query.
    public init(id: Int64) { self.id = id }

    /// The answer, or `nil` when there is no such comparison.
    public func answer(_ db: Database) throws -> Subject? {
        let name = try String.fetchOne(db, cached: "SELECT name FROM comparison WHERE id = ?", arguments: [id])
        guard let name else { return nil }
        let images = try Image.ID.fetchAll(
            db,
            cached: """
                SELECT image.id FROM comparison_cell
                JOIN image ON image.generation_id = comparison_cell.generation_id
                WHERE comparison_id = ? AND trashed_at IS NULL ORDER BY x, y, z, sample
                """,
            arguments: [id]
        )
        return Subject(name: name, images: images)
    }
}
