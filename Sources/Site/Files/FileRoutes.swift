import HTTPServer
import HTTPTypes
import Library
import Pictures

extension Site {
    /// Pictures and thumbnails by the hash of the picture's bytes: what has such an address never changes.
    func addFiles(to router: inout Router) {
        router.get("/thumbnails/{sha256}", fromMemory: { _, digest in files.thumbnails[digest] }) {
            (_, digest: SHA256Digest) in
            try await files.thumbnails.response(for: digest) {
                let bytes = try await studio.pictures.thumbnail(digest, try await format(of: digest))
                return .bytes(bytes, type: "image/webp").immutable().etag(digest.description)
            }
        }
        router.get("/files/{sha256}", fromMemory: { _, digest in files.pictures[digest] }) {
            (_, digest: SHA256Digest) in
            try await files.pictures.response(for: digest) {
                let format = try await format(of: digest)
                return .file(path: studio.pictures.picture(digest, format), type: format.mediaType)
                    .immutable().etag(digest.description)
            }
        }
    }

    /// Forgets a picture that was kept ready to be sent; to be called before its file is deleted.
    public func forget(_ digest: SHA256Digest) {
        files.forget(digest)
    }

    private func format(of digest: SHA256Digest) async throws -> PictureFormat {
        guard let image = try await studio.library.answer(FileQuery(sha256: digest.description)),
            let format = PictureFormat(rawValue: image.file.format)
        else { throw Problem.notFound("There is no picture with this hash.") }
        return format
    }
}

extension SHA256Digest: PathParameter {
    /// A digest is read strictly: there is one way to write it.
    public static func read(segment: String) -> SHA256Digest? { SHA256Digest(segment) }
}
