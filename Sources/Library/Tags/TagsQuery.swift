import GRDB

/// One page of the tags in use by keyset, in the order of the alphabet.
public struct TagsQuery: LibraryQuery {
    /// A tag and how many pictures have it.
    public struct Entry: Sendable, Hashable {
        /// As it was written.
        public var label: String
        /// Pictures that lie not in the trash.
        public var count: Int
        /// What the order goes by: the label in lower case.
        public var value: String
    }

    /// A page.
    public struct Answer: Sendable, Hashable {
        /// In order.
        public var tags: [Entry] = []
        /// Behind which value the next page begins, if there is one.
        public var next: String?
    }

    /// Only those that begin so; upper and lower case do not count.
    public var beginning: String
    /// Behind this value.
    public var after: String?
    /// So many at most.
    public var limit: Int

    /// Creates a query.
    public init(beginning: String = "", after: String? = nil, limit: Int = 200) {
        self.beginning = beginning.lowercased()
        self.after = after
        self.limit = limit
    }

    /// The page, by the index of `mark (kind, value)`.
    public func answer(_ db: Database) throws -> Answer {
        // Behind all texts that begin so stands the last scalar of all.
        let rows = try Row.fetchAll(
            db,
            cached: """
                SELECT coalesce(nullif(label, ''), value), count, value FROM mark
                WHERE kind = 'tag' AND count > 0 AND value > ? AND value >= ? AND value < ? ORDER BY value LIMIT ?
                """,
            arguments: [after ?? "", beginning, beginning + "\u{10FFFF}", limit + 1]
        )
        let tags = rows.map { Entry(label: $0[0], count: $0[1], value: $0[2]) }
        return Answer(tags: Array(tags.prefix(limit)), next: tags.count > limit ? tags[limit - 1].value : nil)
    }
}

/// All pictures that have any of some tags, those in the trash among them, each once: for what goes through all of them.
public struct TaggedIDsQuery: LibraryQuery {
    /// The tags, in lower case.
    public var tags: [String]

    /// Creates a query.
    public init(_ tags: [Tag]) { self.tags = tags.map(\.value) }

    /// The pictures, by the primary key of `image_mark`.
    public func answer(_ db: Database) throws -> [Image.ID] {
        let marks = try db.marks("tag", tags).map { String($0.id) }.joined(separator: ",")
        return try Int64.fetchAll(
            db,
            cached: """
                SELECT DISTINCT image_id FROM image_mark
                WHERE mark_id IN (SELECT value FROM json_each(?))
                """,
            arguments: ["[\(marks)]"]
        )
    }
}
