import GRDB

/// What a deleted image leaves behind in the data folder, and no other image needs.
public struct UnnamedFile: Sendable, Hashable {
    /// 64 lower-case hexadecimal digits of the picture's bytes; its thumbnail is named by it.
    public var sha256: String
    /// Where the picture's file lies, relative to the data folder; `nil` when another image names it, and for an
    /// original that was left where its owner keeps it: that is never deleted.
    public var path: String?
    /// Whether no other image has the same bytes, so that the thumbnail can go, too.
    public var isLast: Bool
}

/// Which of some files are named by an image.
public struct NamedPathsQuery: LibraryQuery {
    /// The files by their hash, each with its path relative to the data folder.
    public var paths: [(sha256: String, path: String)]

    /// Creates a query.
    public init(paths: [(sha256: String, path: String)]) { self.paths = paths }

    /// Those that are, by the index on `image (sha256)`.
    public func answer(_ db: Database) throws -> Set<String> {
        Set(try paths.filter { try db.isNamed($0.sha256, path: $0.path) }.map(\.path))
    }
}

extension Database {
    /// Deletes an image; its generation stays, and says how many of its images are gone.
    func delete(_ image: Image.ID) throws -> UnnamedFile? {
        let row = try Row.fetchOne(
            self,
            cached: "SELECT sha256, path, generation_id FROM image WHERE id = ?",
            arguments: [image]
        )
        guard let row else { return nil }
        let (sha256, path): (String, String) = (row[0], row[1])
        try run(
            cached: "UPDATE generation SET deleted_images = deleted_images + 1 WHERE id = ?",
            arguments: [row[2] as Int64]
        )
        try run(cached: "DELETE FROM image WHERE id = ?", arguments: [image])
        let stays = try path.hasPrefix("/") || isNamed(sha256, path: path)
        let file = UnnamedFile(sha256: sha256, path: stays ? nil : path, isLast: try !isNamed(sha256))
        return file.path == nil && !file.isLast ? nil : file
    }

    fileprivate func isNamed(_ sha256: String, path: String? = nil) throws -> Bool {
        try Bool.fetchOne(
            self,
            cached: "SELECT EXISTS (SELECT 1 FROM image WHERE sha256 = ? AND path = coalesce(?, path))",
            arguments: [sha256, path]
        ) ?? false
    }
}
