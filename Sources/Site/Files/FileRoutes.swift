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
                let file = try await file(of: digest)
                do throws(PictureError) {
                    return .bytes(try await studio.thumbnail(of: file), type: "image/webp")
                        .immutable().etag(digest.description)
                } catch {
                    return Placeholder.response(to: error)
                }
            }
        }
        router.get("/files/{sha256}", fromMemory: { _, digest in files.pictures[digest] }) {
            (_, digest: SHA256Digest) in
            try await files.pictures.response(for: digest) {
                let file = try await file(of: digest)
                // Outside of the data folder anybody may have put another in its place.
                guard studio.pictures.hasFile(file.path, byteCount: file.byteCount) else { throw PictureError.missing }
                return .file(path: studio.pictures.file(file.path), type: "image/\(file.format)")
                    .immutable().etag(digest.description)
            }
        }
    }

    /// Forgets a picture that was kept ready to be sent; to be called before its file is deleted.
    public func forget(_ digest: SHA256Digest) {
        files.forget(digest)
    }

    /// The file behind a hash, wherever it lies.
    func file(of digest: SHA256Digest) async throws -> ImageFile {
        guard let image = try await studio.library.answer(FileQuery(sha256: digest.description)) else {
            throw Problem.notFound("There is no picture with this hash.")
        }
        return image.file
    }
}

extension SHA256Digest: PathParameter {
    /// A digest is read strictly: there is one way to write it.
    public static func read(segment: String) -> SHA256Digest? { SHA256Digest(segment) }
}
