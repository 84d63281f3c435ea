import Foundation
import Pictures

/// Named files on their way out as a zip archive: one is in memory at a time.
public struct Archive: Sendable {
    /// One file.
    public struct Entry: Sendable {
        /// What is in it.
        public enum Content: Sendable {
            /// These bytes.
            case bytes([UInt8])
            /// A picture's file, relative to the data folder or absolute; one that is missing is left out.
            case picture(String)
        }

        /// Its name in the archive.
        public var name: String
        /// What is in it.
        public var content: Content

        /// Creates an entry.
        public init(name: String, content: Content) {
            self.name = name
            self.content = content
        }
    }

    private static let reading = Workbench(label: "contactsheet.archive", width: 2)

    private let entries: [Entry]
    private let pictures: PictureFolder
    private let modified: Date

    /// Creates an archive.
    public init(_ entries: [Entry], from pictures: PictureFolder, modified: Date) {
        self.entries = entries
        self.pictures = pictures
        self.modified = modified
    }

    /// Writes the archive.
    ///
    /// - Parameter write: takes the next bytes, and waits while the client is behind.
    /// - Throws: what `write` throws: nothing more is read then.
    public func write(to write: ([UInt8]) async throws -> Void) async throws {
        var zip = ZipWriter()
        for entry in entries {
            guard let bytes = await bytes(of: entry) else { continue }
            try await write(zip.header(name: entry.name, bytes: bytes, modified: modified))
            try await write(bytes)
        }
        try await write(zip.end())
    }

    private func bytes(of entry: Entry) async -> [UInt8]? {
        switch entry.content {
        case .bytes(let bytes): bytes
        case .picture(let path):
            await Self.reading.run { try? pictures.bytes(of: path, most: ZipWriter.longestEntry) }
        }
    }
}
