import GRDB

/// Images whose thumbnails are to be made, newest first.
public struct PendingThumbnailsQuery: LibraryQuery {
    /// One of them.
    public struct Pending: Sendable, Hashable {
        /// The image.
        public var image: Image.ID
        /// 64 lower-case hexadecimal digits.
        public var sha256: String
        /// Relative to the data folder; absolute for a picture that was imported in place.
        public var path: String
        /// `jpeg`, `png` or `webp`.
        public var format: String
    }

    /// Some of them, and the newest of all.
    public struct Answer: Sendable {
        /// Those that were asked for.
        public var page: [Pending]
        /// The newest of all, if there is any.
        public var newest: Image.ID?
    }

    /// Only images that are newer than this one.
    public var after: Image.ID
    /// Only images that are older than this one.
    public var before: Image.ID
    /// How many.
    public var limit: Int

    /// Creates a query.
    public init(after: Image.ID, before: Image.ID, limit: Int) {
        self.after = after
        self.before = before
        self.limit = limit
    }

    /// The images, by the index of those that have no perceptual hash.
    public func answer(_ db: Database) throws -> Answer {
        let rows = try Row.fetchAll(
            db,
            cached: """
                SELECT id, sha256, path, format FROM image INDEXED BY image_pending
                WHERE perceptual_hash IS NULL AND id > ? AND id < ? ORDER BY id DESC LIMIT ?
                """,
            arguments: [after, before, limit]
        )
        let newest = try Image.ID.fetchOne(
            db,
            cached: """
                SELECT id FROM image INDEXED BY image_pending WHERE perceptual_hash IS NULL ORDER BY id DESC LIMIT 1
                """
        )
        let page = rows.map { Pending(image: $0[0], sha256: $0[1], path: $0[2], format: $0[3]) }
        return Answer(page: page, newest: newest)
    }
}
