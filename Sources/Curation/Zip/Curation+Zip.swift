import Foundation
import Library
import Pictures

extension Curation {
    /// So many pictures go into one archive at most.
    public static let mostInZip = 100_000

    /// The pictures of a selection for a download.
    ///
    /// - Throws: ``LibraryError``; ``TooManyForZip``.
    public func download(_ selection: Selection) async throws -> Download {
        let ids = try await selection.ids(in: library) { found in
            if found > Self.mostInZip { throw TooManyForZip() }
        }
        return Download(library: library, pictures: pictures, ids: ids, now: now)
    }
}

/// More pictures than go into one archive.
public struct TooManyForZip: Error, Sendable {
    /// The sentence a person reads.
    public var sentence: String {
        "At most \(Curation.mostInZip) pictures go into one zip. A narrower search, or one month at a time, has fewer."
    }
}

/// Pictures on their way out as a zip archive: one file is in memory at a time.
public struct Download: Sendable {
    /// The descriptions of so many pictures are one file: `pictures.json`, then `pictures-2.json`, and so on.
    static let perDescription = 5000
    private static let perQuery = 100
    private static let reading = Workbench(label: "contactsheet.zip", width: 2)

    let library: Library
    let pictures: PictureFolder
    let ids: [Image.ID]
    let now: @Sendable () -> Date

    /// How many pictures were chosen.
    public var count: Int { ids.count }

    /// Writes the archive: the pictures by name, and behind them what each was made with.
    ///
    /// A picture whose file is missing is told of in its description, and is no reason to stop.
    /// - Parameter write: takes the next bytes, and waits while the client is behind.
    /// - Throws: ``LibraryError``, and what `write` throws: nothing more is read then.
    public func write(to write: ([UInt8]) async throws -> Void) async throws {
        var zip = ZipWriter()
        var descriptions: [PictureDescription] = []
        var volumes = 0
        func describe() async throws {
            volumes += 1
            let name = volumes == 1 ? "pictures.json" : "pictures-\(volumes).json"
            let bytes = try PictureDescription.file(descriptions)
            try await write(zip.header(name: name, bytes: bytes, modified: now()))
            try await write(bytes)
            descriptions = []
        }
        for start in stride(from: 0, to: ids.count, by: Self.perQuery) {
            let slice = Array(ids[start..<min(start + Self.perQuery, ids.count)])
            for picture in try await library.answer(DownloadQuery(ids: slice)) {
                var description = PictureDescription(picture)
                if let bytes = await read(picture, &description) {
                    let header = zip.header(name: description.file, bytes: bytes, modified: picture.image.createdAt)
                    try await write(header)
                    try await write(bytes)
                }
                descriptions.append(description)
                if descriptions.count == Self.perDescription { try await describe() }
            }
        }
        if !descriptions.isEmpty || volumes == 0 { try await describe() }
        try await write(zip.end())
    }

    private func read(_ picture: DownloadQuery.Picture, _ description: inout PictureDescription) async -> [UInt8]? {
        let file = picture.image.file
        do throws(PictureError) {
            let bytes = try await Self.reading.run { () throws(PictureError) in
                try pictures.bytes(of: file.path, most: ZipWriter.longestEntry)
            }
            if bytes.count != file.byteCount {
                description.remark = "The file has \(bytes.count) bytes; it had \(file.byteCount) when it was stored."
            }
            return bytes
        } catch {
            description.remark = "Not in this archive. \(error.sentence)"
            return nil
        }
    }
}
