import GRDB

/// The image behind a file's hash: any one of those that share the bytes.
public struct FileQuery: LibraryQuery {
    /// 64 lower-case hexadecimal digits.
    public var sha256: String

    /// Creates a query.
    public init(sha256: String) {
        self.sha256 = sha256
    }

    /// The image, or `nil` when no image has these bytes.
    public func answer(_ db: Database) throws -> Image? {
        try Image.fetchOne(
            db,
            cached: "SELECT \(Image.columns) FROM image WHERE sha256 = ? LIMIT 1",
            arguments: [sha256]
        )
    }
}
