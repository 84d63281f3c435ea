import HTTPServer
import Pictures

/// What was last fetched, ready to be sent again without asking the database or the disk.
struct FileCaches: Sendable {
    /// Thumbnails in memory; 24 MiB are about 1,500 of them.
    let thumbnails = ResponseCache<SHA256Digest>(maximumBytes: 24 << 20)
    /// Pictures as open files.
    let pictures = ResponseCache<SHA256Digest>(maximumEntries: 128)

    /// Forgets a picture whose file is about to be deleted.
    func forget(_ digest: SHA256Digest) {
        thumbnails.forget(digest)
        pictures.forget(digest)
    }
}
