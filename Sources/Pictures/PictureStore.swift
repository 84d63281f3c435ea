import Logging

/// A place between two writes while a picture is being kept.
public enum PlacingStep: Sendable {
    /// Its bytes are written under a temporary name.
    case bytesWritten
    /// Its file has its name; its thumbnail is not written yet.
    case pictureWritten
}

/// The pictures of a data folder, by the hash of their bytes, and their thumbnails.
///
/// Files under `images/` are the bytes as they were delivered and are never rewritten; those under `thumbnails/` are
/// derived and come again when they are deleted. All work that takes time runs on workbenches of the store's own.
public struct PictureStore: Sendable {
    /// The data folder, without a closing slash.
    public let folder: String
    /// What is refused unread.
    public let limits: PictureLimits
    private let logger: Logger
    private let passes: @Sendable (PlacingStep) -> Void
    let decoding = Workbench(label: "contactsheet.pictures")
    let quiet = QuietBench()
    // Reading waits for the disk, not for a core, and must not stand behind pictures that are being decoded.
    let reading = Workbench(label: "contactsheet.pictures.reading", width: 4)

    /// Opens the store, and makes `images/` and `thumbnails/` where they are missing.
    ///
    /// - Parameter passes: is told between two writes; tests end the program there.
    /// - Throws: `folderReadOnly`, `noSpace` or `io` when they cannot be made.
    public init(
        folder: String,
        limits: PictureLimits = PictureLimits(),
        logger: Logger = Logger(label: "contactsheet.pictures"),
        passes: @escaping @Sendable (PlacingStep) -> Void = { _ in }
    ) throws(PictureError) {
        var folder = folder
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        self.folder = folder
        self.limits = limits
        self.logger = logger
        self.passes = passes
        try DurableFile.makeFolder("\(folder)/images")
        try DurableFile.makeFolder("\(folder)/thumbnails")
    }

    /// Keeps a picture: checks it, makes its thumbnail, and writes both so that they outlast a power cut.
    ///
    /// The header is read first, and what is too large is refused before it is decoded. Then all of it is decoded,
    /// strictly: a damaged or cut-off file is refused. The same bytes again give the same value and write nothing.
    /// - Throws: `unsupportedFormat`, `tooManyBytes`, `tooManyPixels`, `unreadable`; `noSpace`, `folderReadOnly`, `io`.
    public func place(_ bytes: [UInt8]) async throws(PictureError) -> StoredPicture {
        try await decoding.run { () throws(PictureError) in try placeNow(bytes) }
    }

    /// The absolute path of a picture's file, whether or not it exists, as the data folder was given.
    public func picture(_ digest: SHA256Digest, _ format: PictureFormat) -> String {
        "\(folder)/\(PictureFolder.picture(digest, format))"
    }

    /// The thumbnail of a picture, as WebP: from the disk, or made again from the picture when it is missing.
    ///
    /// - Parameter path: where the picture lies: its own place in the data folder if not given.
    /// - Throws: `missing` when the picture is not there either; `unreadable` when its file was damaged meanwhile.
    public func thumbnail(
        _ digest: SHA256Digest,
        _ format: PictureFormat,
        of path: String? = nil
    ) async throws(PictureError) -> [UInt8] {
        if let bytes = try await reading.run({ () throws(PictureError) in try keptThumbnail(digest) }) { return bytes }
        let path = path ?? PictureFolder.picture(digest, format)
        return try await decoding.run { () throws(PictureError) in try makeThumbnail(digest, format, of: path) }
    }

    private func placeNow(_ bytes: [UInt8]) throws(PictureError) -> StoredPicture {
        try limits.check(byteCount: bytes.count)
        let probe = try Probe(bytes)
        try limits.check(width: probe.width, height: probe.height)
        let digest = SHA256Digest(of: bytes)
        let path = PictureFolder.picture(digest, probe.format)
        let absolute = "\(folder)/\(path)"
        let isKept = DurableFile.length(of: absolute) == bytes.count
        let pixels: Pixels
        // One that somebody damaged is made again.
        if isKept, let kept = try keptThumbnail(digest).flatMap({ try? Pixels(decoding: $0) }) {
            pixels = kept
        } else {
            let thumbnail = try Thumbnail.make(of: bytes, format: probe.format)
            pixels = try Pixels(decoding: thumbnail)
            if !isKept {
                try write(bytes, to: absolute) { passes(.bytesWritten) }
                passes(.pictureWritten)
            }
            try write(thumbnail, to: thumbnailPath(digest))
        }
        return StoredPicture(
            digest: digest,
            format: probe.format,
            path: path,
            width: probe.width,
            height: probe.height,
            byteCount: bytes.count,
            perceptualHash: PerceptualHash(of: pixels).bits,
            averageColour: RGB(averageOf: pixels)
        )
    }

    /// The thumbnail on the disk; nil when there is none.
    func keptThumbnail(_ digest: SHA256Digest) throws(PictureError) -> [UInt8]? {
        try DurableFile.read(thumbnailPath(digest))
    }

    /// A thumbnail that cannot be written is shown all the same: the next to ask makes it again.
    func makeThumbnail(
        _ digest: SHA256Digest,
        _ format: PictureFormat,
        of path: String
    ) throws(PictureError) -> [UInt8] {
        let bytes = try bytes(of: path, digest)
        let thumbnail = try Thumbnail.make(of: bytes, format: format)
        do throws(PictureError) {
            try write(thumbnail, to: thumbnailPath(digest))
        } catch {
            logger.warning("A thumbnail could not be written.", metadata: ["sha256": "\(digest)", "error": "\(error)"])
        }
        return thumbnail
    }

    private func write(
        _ bytes: [UInt8],
        to path: String,
        written: () -> Void = {}
    ) throws(PictureError) {
        if let slash = path.lastIndex(of: "/") {
            try DurableFile.makeFolder(String(path[..<slash]))
        }
        try DurableFile.write(bytes, to: path, written: written)
    }

    private func thumbnailPath(_ digest: SHA256Digest) -> String {
        "\(folder)/\(PictureFolder.thumbnail(digest))"
    }
}
