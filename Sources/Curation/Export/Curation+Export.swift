import Foundation
import Library
import Pictures

extension Curation {
    /// A collection to take out of the house.
    ///
    /// - Parameters:
    ///   - context: who looks, for a smart one's search.
    ///   - look: how its pages look.
    /// - Throws: ``LibraryError``; ``TooManyForZip``.
    public func export(
        _ collection: ImageCollection,
        context: SearchContext,
        look: ExportLook
    ) async throws -> CollectionExport {
        let ids: [Image.ID]
        if let search = collection.search {
            ids = try await Selection.matching(Search(search), context).ids(in: library) { found in
                if found > Self.mostInZip { throw TooManyForZip() }
            }
        } else {
            ids = try await library.answer(CollectedIDsQuery(in: collection.id, order: .hand, withTrash: false))
            if ids.count > Self.mostInZip { throw TooManyForZip() }
        }
        return CollectionExport(
            library: library,
            pictures: pictures,
            collection: collection,
            ids: ids,
            look: look,
            now: now()
        )
    }
}

extension CollectionExport {
    /// Writes everything as one zip archive.
    ///
    /// - Parameter write: takes the next bytes, and waits while the client is behind.
    /// - Throws: ``LibraryError``, and what `write` throws.
    public func writeZip(to write: ([UInt8]) async throws -> Void) async throws {
        var zip = ZipWriter()
        try await self.write { name, bytes, modified in
            try await write(zip.header(name: name, bytes: bytes, modified: modified))
            try await write(bytes)
        }
        try await write(zip.end())
    }

    /// Writes everything into a folder, which is made.
    ///
    /// - Throws: ``LibraryError``, and what the file system says.
    public func write(into folder: URL) async throws {
        let files = FileManager.default
        try files.createDirectory(at: folder.appending(path: "pictures"), withIntermediateDirectories: true)
        try await write { name, bytes, modified in
            let file = folder.appending(path: name)
            try Data(bytes).write(to: file)
            try files.setAttributes([.modificationDate: modified], ofItemAtPath: file.path)
        }
    }
}
