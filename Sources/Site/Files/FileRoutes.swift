import HTTPServer
import HTTPTypes
import Library
import Pictures

extension Site {
    /// Pictures and thumbnails by the hash of the picture's bytes: what has such an address never changes.
    func addFiles(to router: inout Router) {
        router.get("/thumbnails/{sha256}", answering: .atOnce) { (request, digest: SHA256Digest) in
            // From memory on the server's own thread; what is not there yet suspends and is made elsewhere.
            if let bytes = thumbnails.bytes(for: digest) { return thumbnail(bytes, digest) }
            let file = try await file(of: digest)
            do throws(PictureError) {
                let bytes = try await studio.thumbnail(of: file)
                thumbnails.insert(bytes, for: digest)
                return thumbnail(bytes, digest)
            } catch {
                return Placeholder.response(to: error)
            }
        }
        router.get("/files/{sha256}") { (_, digest: SHA256Digest) in
            let file = try await file(of: digest)
            // Outside of the data folder anybody may have put another in its place.
            guard studio.pictures.hasFile(file.path, byteCount: file.byteCount) else { throw PictureError.missing }
            return .file(path: studio.pictures.file(file.path), type: "image/\(file.format)")
                .immutable().etag(digest.description)
        }
    }

    /// The file behind a hash, wherever it lies.
    func file(of digest: SHA256Digest) async throws -> ImageFile {
        guard let image = try await studio.library.answer(FileQuery(sha256: digest.description)) else {
            throw Problem.notFound("There is no picture with this hash.")
        }
        return image.file
    }

    private func thumbnail(_ bytes: [UInt8], _ digest: SHA256Digest) -> Response {
        .bytes(bytes, type: "image/webp").immutable().etag(digest.description)
    }
}

extension SHA256Digest: PathParameter {}
