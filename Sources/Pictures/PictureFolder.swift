import Glibc

/// The files of a data folder as they lie there, looked at without changing anything.
///
/// Paths are relative to the folder. Everything blocks: call it on a ``Workbench``.
public struct PictureFolder: Sendable, Hashable {
    /// Where the pictures are, as they were delivered.
    public static let pictures = "images"
    /// Where their thumbnails are.
    public static let thumbnails = "thumbnails"
    /// Where what is no longer in use lies, for a look.
    public static let setAside = "set-aside"

    /// The folder's path.
    public let path: String

    /// Names a folder, which need not exist.
    public init(path: String) {
        self.path = path
    }

    /// Where a picture lies: `images/ab/cd/<sha256>.<ext>`.
    public static func picture(_ digest: SHA256Digest, _ format: PictureFormat) -> String {
        "\(pictures)/\(shelf(digest))/\(digest).\(format.fileExtension)"
    }

    /// Where a picture's thumbnail lies: `thumbnails/ab/cd/<sha256>.webp`.
    public static func thumbnail(_ digest: SHA256Digest) -> String {
        "\(thumbnails)/\(shelf(digest))/\(digest).webp"
    }

    /// Two levels of 256 folders keep each small with a million pictures.
    private static func shelf(_ digest: SHA256Digest) -> String {
        let name = digest.description
        return "\(name.prefix(2))/\(name.dropFirst(2).prefix(2))"
    }

    /// Looks at a picture's file, also at one outside of the folder, which is named by its absolute path.
    ///
    /// - Parameter hashes: whether all its bytes are read; else only its length is looked at.
    public func condition(
        of file: String,
        digest: SHA256Digest,
        byteCount: Int,
        hashes: Bool = true
    ) -> PictureCondition {
        // One that was imported in place lies outside.
        let absolute = file.hasPrefix("/") ? file : "\(path)/\(file)"
        let descriptor = open(absolute, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return errno == ENOENT ? .missing : .unreadable(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        if let wrong = lengthFault(of: descriptor, byteCount: byteCount) { return wrong }
        guard hashes else { return .sound }
        var hasher = SHA256Hasher()
        do throws(PictureError) {
            try FilePieces.read(descriptor) { piece throws(PictureError) in hasher.add(piece) }
        } catch {
            return .unreadable(error.sentence)
        }
        return hasher.finish() == digest ? .sound : .wrongBytes
    }

    func lengthFault(of descriptor: Int32, byteCount: Int) -> PictureCondition? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .unreadable(String(cString: strerror(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { return .unreadable("it is no file") }
        return Int(status.st_size) == byteCount ? nil : .wrongLength(Int(status.st_size))
    }

    /// Whether a thumbnail goes on to its own end and opens as the WebP it should be.
    ///
    /// Its pixels are not decoded: of a million thumbnails that would take an hour.
    public func thumbnailIsWhole(_ file: String) -> Bool {
        guard let bytes = try? DurableFile.read("\(path)/\(file)"), let probe = try? Probe(bytes) else { return false }
        return probe.format == .webp && Completeness.holds(for: bytes, as: .webp)
    }
}
