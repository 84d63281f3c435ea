import GRDB

/// Which of some bytes images have already.
public struct KnownPicturesQuery: LibraryQuery {
    /// Where bytes are known to lie.
    public struct Known: Sendable, Hashable {
        /// What a picture of these bytes would come to.
        public var arrival: Arrival
        /// Relative to the data folder; absolute for a picture that was imported in place.
        public var path: String
    }

    /// The bytes, each named by 64 lower-case hexadecimal digits.
    public var hashes: [String]

    /// Creates a query.
    public init(hashes: [String]) {
        self.hashes = hashes
    }

    /// What is known, by hash, by the index on `image (sha256)`.
    public func answer(_ db: Database) throws -> [String: Known] {
        let statement = try db.cachedStatement(
            sql: "SELECT id, path, trashed_at IS NOT NULL FROM image WHERE sha256 = ? ORDER BY 3, id LIMIT 1"
        )
        var known: [String: Known] = [:]
        for hash in hashes {
            guard let row = try Row.fetchOne(statement, arguments: [hash]) else { continue }
            known[hash] = Known(arrival: row[2] ? .inTrash(row[0]) : .known(row[0]), path: row[1])
        }
        return known
    }
}
