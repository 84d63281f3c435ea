import GRDB

/// What people wrote at some pictures: their notes and tags, for who takes them out of the house.
public struct PictureWordsQuery: LibraryQuery {
    /// The words of one picture.
    public struct Words: Sendable, Hashable {
        /// The note's text, where there is one.
        public var note: String?
        /// The tags as they were written, in the order of the alphabet.
        public var tags: [String] = []
    }

    /// The pictures, a few hundred at most.
    public var ids: [Image.ID]

    /// Creates a query.
    public init(of ids: [Image.ID]) { self.ids = ids }

    /// The words by picture; pictures without any are left out. By the indexes of `note` and `image_mark_image`.
    public func answer(_ db: Database) throws -> [Image.ID: Words] {
        let list = "[\(ids.map(String.init).joined(separator: ","))]"
        var words: [Image.ID: Words] = [:]
        let notes = try Row.fetchAll(
            db,
            cached: "SELECT image_id, text FROM note WHERE image_id IN (SELECT value FROM json_each(?))",
            arguments: [list]
        )
        for row in notes { words[row[0], default: Words()].note = row[1] }
        let tags = try Row.fetchAll(
            db,
            cached: """
                SELECT image_id, coalesce(nullif(label, ''), mark.value)
                FROM json_each(?) AS wanted CROSS JOIN image_mark ON image_id = wanted.value
                JOIN mark ON mark.id = mark_id WHERE kind = 'tag'
                """,
            arguments: [list]
        )
        for row in tags { words[row[0], default: Words()].tags.append(row[1]) }
        for id in words.keys { words[id]?.tags.sort() }
        return words
    }
}
