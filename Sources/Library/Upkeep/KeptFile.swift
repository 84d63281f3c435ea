import GRDB

/// A file that images name, with what is known of it.
public struct KeptFile: Sendable, Hashable {
    /// The first image that names it.
    public var image: Image.ID
    /// That image's generation.
    public var generation: Generation.ID
    /// Which of the generation's pictures it is, from 0.
    public var sample: Int
    /// 64 lower-case hexadecimal digits.
    public var sha256: String
    /// Relative to the data folder; absolute for a picture that was imported in place.
    public var path: String
    /// `jpeg`, `png` or `webp`.
    public var format: String
    /// The file's length in bytes.
    public var byteCount: Int
}

extension KeptFile: FetchableRecord {
    static let columns = "id, generation_id, sample, sha256, path, format, bytes"

    /// Reads a row of ``columns``.
    public init(row: Row) {
        image = row["id"]
        generation = row["generation_id"]
        sample = row["sample"]
        sha256 = row["sha256"]
        path = row["path"]
        format = row["format"]
        byteCount = row["bytes"]
    }
}

/// The files that images name, each once, a page at a time in the order of their hashes, which is that of the shelves.
///
/// The same bytes may lie in two places: in the data folder, and where they were imported from.
public struct KeptFilesQuery: LibraryQuery {
    /// The last hash of the page before.
    public var after: String
    /// How many hashes at most.
    public var limit: Int

    /// Creates a query.
    public init(after: String = "", limit: Int = 512) {
        self.after = after
        self.limit = limit
    }

    /// The page, by the index on `image (sha256)`.
    public func answer(_ db: Database) throws -> [KeptFile] {
        try KeptFile.fetchAll(
            db,
            sql: """
                SELECT \(KeptFile.columns) FROM image
                WHERE id IN (SELECT min(id) FROM image
                             WHERE sha256 IN (SELECT DISTINCT sha256 FROM image
                                              WHERE sha256 > ? ORDER BY sha256 LIMIT ?)
                             GROUP BY sha256, path)
                ORDER BY sha256
                """,
            arguments: [after, limit]
        )
    }
}

/// Those of some files that an image names, by their hash; of the same bytes the place in the data folder.
public struct NamedFilesQuery: LibraryQuery {
    /// The hashes to ask about.
    public var hashes: [String]

    /// Creates a query.
    public init(hashes: [String]) {
        self.hashes = hashes
    }

    /// The files by hash, by the index on `image (sha256)`.
    public func answer(_ db: Database) throws -> [String: KeptFile] {
        let statement = try db.cachedStatement(
            sql: "SELECT \(KeptFile.columns) FROM image WHERE sha256 = ? ORDER BY path GLOB '/*', id LIMIT 1"
        )
        var files: [String: KeptFile] = [:]
        for hash in hashes {
            files[hash] = try KeptFile.fetchOne(statement, arguments: [hash])
        }
        return files
    }
}
