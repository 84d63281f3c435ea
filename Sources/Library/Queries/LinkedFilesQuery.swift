import Foundation
import GRDB

/// The files below a folder that were imported in place, to know them again without reading them.
public struct LinkedFilesQuery: LibraryQuery {
    /// Files by path, length and time; only hashes of these are held, so that a million take 16 MB.
    public struct Files: Sendable {
        private var shown: Set<Int> = []
        private var trashed: Set<Int> = []

        /// Whether a file is known, and whether its image lies in the trash.
        ///
        /// - Parameter modified: when it was last written, to the millisecond.
        public func isTrashed(path: String, byteCount: Int, modified: Date) -> Bool? {
            let key = Self.key(path, byteCount, modified.milliseconds)
            return shown.contains(key) ? false : trashed.contains(key) ? true : nil
        }

        fileprivate mutating func insert(_ path: String, _ byteCount: Int, _ modified: Int64, isTrashed: Bool) {
            let key = Self.key(path, byteCount, modified)
            _ = isTrashed ? trashed.insert(key) : shown.insert(key)
        }

        /// 64 bits with a key of this process: two of a million files share one once in some forty million runs.
        private static func key(_ path: String, _ byteCount: Int, _ modified: Int64) -> Int {
            var hasher = Hasher()
            hasher.combine(path)
            hasher.combine(byteCount)
            hasher.combine(modified)
            return hasher.finalize()
        }
    }

    /// The folder's absolute path.
    public var folder: String

    /// Creates a query.
    public init(folder: String) {
        self.folder = folder
    }

    /// The files, by the index `image_linked`.
    public func answer(_ db: Database) throws -> Files {
        var files = Files()
        let below = folder == "/" ? "/" : folder + "/"
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT path, bytes, finished_at, trashed_at IS NOT NULL
                FROM image JOIN generation ON generation.id = generation_id
                WHERE path >= ? AND path < ? AND path >= '/' AND path < '0' AND service = ?
                """,
            // `0` is the character that follows `/`.
            arguments: [below, below.dropLast() + "0", ImportedPicture.service]
        )
        while let row = try rows.next() { files.insert(row[0], row[1], row[2], isTrashed: row[3]) }
        return files
    }
}
