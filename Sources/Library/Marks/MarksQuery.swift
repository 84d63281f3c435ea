import Foundation
import GRDB

/// What people have said of one picture.
public struct MarksQuery: LibraryQuery {
    /// The marks of a picture as one person sees them.
    public struct Answer: Sendable, Hashable {
        /// Whether it is a favourite of the person's.
        public var isFavourite = false
        /// The tags as they were written, in the order of the alphabet.
        public var tags: [String] = []
        /// The names of the collections that it is in, in the order of the alphabet.
        public var collections: [String] { collectionRows.map(\.name) }
        /// The numbers of the same collections, in the same order.
        public var collectionIDs: [ImageCollection.ID] { collectionRows.map(\.id) }
        var collectionRows: [Collected] = []

        /// A collection that it is in.
        struct Collected: Sendable, Hashable {
            var name: String
            var id: ImageCollection.ID
        }
    }

    /// The picture.
    public var id: Image.ID
    /// Who looks.
    public var person: String?

    /// Creates a query.
    public init(of id: Image.ID, for person: String?) {
        self.id = id
        self.person = person
    }

    /// The marks, by the index `image_mark_image`.
    public func answer(_ db: Database) throws -> Answer {
        let me = try db.knownUser(named: person)
        var answer = Answer()
        let rows = try Row.fetchAll(
            db,
            cached: """
                SELECT kind, value, coalesce(collection.name, label) FROM image_mark
                JOIN mark ON mark.id = mark_id
                LEFT JOIN collection ON kind = 'collection' AND collection.id = mark.value
                WHERE image_id = ? AND (kind <> 'collection' OR deleted_at IS NULL) LIMIT 2000
                """,
            arguments: [id]
        )
        for row in rows {
            switch row[0] as String {
            case "favourite": answer.isFavourite = answer.isFavourite || row[1] as Int64 == me
            case "tag": answer.tags.append(row[2])
            default: answer.collectionRows.append(.init(name: row[2], id: row[1]))
            }
        }
        answer.tags.sort()
        answer.collectionRows.sort { $0.name < $1.name }
        return answer
    }
}

/// Names to choose from: the tags in use, and the collections.
public struct MarkNamesQuery: LibraryQuery {
    /// The names.
    public struct Answer: Sendable, Hashable {
        /// As they were written, in the order of the alphabet.
        public var tags: [String]
        /// Those that are put together by hand, in the order of the alphabet.
        public var collections: [String]
    }

    /// So many of each at most.
    public var limit: Int

    /// Creates a query.
    public init(limit: Int = 300) { self.limit = limit }

    /// The names, in the order of their indexes.
    public func answer(_ db: Database) throws -> Answer {
        Answer(
            tags: try String.fetchAll(
                db,
                cached: "SELECT label FROM mark WHERE kind = 'tag' AND count > 0 ORDER BY value LIMIT ?",
                arguments: [limit]
            ),
            collections: try String.fetchAll(
                db,
                cached: """
                    SELECT name FROM collection WHERE deleted_at IS NULL AND search IS NULL ORDER BY name LIMIT ?
                    """,
                arguments: [limit]
            )
        )
    }
}
