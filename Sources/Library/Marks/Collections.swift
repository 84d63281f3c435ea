import Foundation
import GRDB

/// The collections with how many pictures each has, in the order of their names.
public struct CollectionsQuery: LibraryQuery {
    /// A named set of pictures.
    public struct Collection: Sendable, Hashable, Identifiable {
        /// Its number.
        public var id: Int64
        /// What it is called; no two are called the same.
        public var name: String
        /// Pictures that lie not in the trash.
        public var count: Int
        /// Its newest picture's hash, for a thumbnail.
        public var newest: String?
    }

    /// So many at most.
    public var limit: Int

    /// Creates a query.
    public init(limit: Int = 500) { self.limit = limit }

    /// The collections; each one's newest picture is one step in the order of its places.
    public func answer(_ db: Database) throws -> [Collection] {
        try Row.fetchAll(
            db,
            cached: """
                SELECT collection.id, name, coalesce(mark.count, 0),
                       (SELECT sha256 FROM image_mark JOIN image ON image.id = image_id
                        WHERE mark_id = mark.id AND trashed_at IS NULL ORDER BY image_mark.place DESC LIMIT 1)
                FROM collection LEFT JOIN mark ON mark.kind = 'collection' AND mark.value = collection.id
                ORDER BY name LIMIT ?
                """,
            arguments: [limit]
        ).map { Collection(id: $0[0], name: $0[1], count: $0[2], newest: $0[3]) }
    }
}

extension Library {
    /// Gives a collection another name.
    ///
    /// - Throws: ``LibraryError/notFound``; ``LibraryError/taken`` when another is called that.
    public func renameCollection(_ id: Int64, to name: String) async throws(LibraryError) {
        try await write { db in
            try db.run(cached: "UPDATE collection SET name = ? WHERE id = ?", arguments: [name, id])
            guard db.changesCount == 1 else { throw LibraryError.notFound }
            try db.run(
                cached: "UPDATE mark SET label = ? WHERE kind = 'collection' AND value = ?",
                arguments: [name, id]
            )
        }
    }

    /// Deletes a collection; its pictures stay. What it held goes in steps, so that nothing else waits for long.
    ///
    /// - Throws: ``LibraryError``; ``LibraryError/notFound`` when there is none.
    public func deleteCollection(_ id: Int64) async throws(LibraryError) {
        while try await write({ db in try db.shrinkCollection(id) }) {}
    }
}

extension Database {
    /// - Returns: whether something is left to do.
    fileprivate func shrinkCollection(_ id: Int64) throws -> Bool {
        let mark = try marks("collection", [id]).first?.id
        if let mark {
            try run(
                cached: """
                    DELETE FROM image_mark WHERE mark_id = ?1 AND place IN (
                      SELECT place FROM image_mark WHERE mark_id = ?1 LIMIT 2000)
                    """,
                arguments: [mark]
            )
            if changesCount > 0 { return true }
            try run(cached: "DELETE FROM mark WHERE id = ?", arguments: [mark])
        }
        try run(cached: "DELETE FROM collection WHERE id = ?", arguments: [id])
        guard changesCount == 1 else { throw LibraryError.notFound }
        return false
    }
}
