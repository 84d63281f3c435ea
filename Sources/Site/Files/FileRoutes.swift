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
            guard let image = try await studio.library.answer(FileQuery(sha256: digest.description)),
                let format = PictureFormat(rawValue: image.file.format)
            else { throw Problem.notFound("There is no picture with this hash.") }
            let bytes = try await studio.pictures.thumbnail(digest, format)
            thumbnails.insert(bytes, for: digest)
            return thumbnail(bytes, digest)
        }
        router.get("/files/{sha256}") { (_, digest: SHA256Digest) in
            guard let image = try await studio.library.answer(FileQuery(sha256: digest.description)),
                let format = PictureFormat(rawValue: image.file.format)
            else { throw Problem.notFound("There is no picture with this hash.") }
            return .file(path: studio.pictures.picture(digest, format), type: format.mediaType)
                .immutable().etag(digest.description)
        }
    }

    private func thumbnail(_ bytes: [UInt8], _ digest: SHA256Digest) -> Response {
        .bytes(bytes, type: "image/webp").immutable().etag(digest.description)
    }
}

extension SHA256Digest: PathParameter {}
