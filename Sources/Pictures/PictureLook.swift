/// How a picture looks, small: what is made of it once and kept.
public struct PictureLook: Sendable, Equatable {
    /// The SHA-256 of the picture's bytes.
    public let digest: SHA256Digest
    /// Its thumbnail, as WebP.
    public let thumbnail: [UInt8]
    /// The bits of the thumbnail's `PerceptualHash`.
    public let perceptualHash: UInt64
    /// The thumbnail's mean colour.
    public let averageColour: RGB

    init(digest: SHA256Digest, thumbnail: [UInt8]) throws(PictureError) {
        let pixels = try Pixels(decoding: thumbnail)
        self.digest = digest
        self.thumbnail = thumbnail
        perceptualHash = PerceptualHash(of: pixels).bits
        averageColour = RGB(averageOf: pixels)
    }
}

extension PictureStore {
    /// Who has a thumbnail made.
    public enum Urgency: Sendable {
        /// A page that waits for it.
        case waiting
        /// Nobody yet: everything else goes first.
        case quiet
    }

    /// A picture's look, from its thumbnail on the disk, or from the picture when there is none.
    ///
    /// - Parameter path: where the picture lies: relative to the data folder, or absolute.
    /// - Throws: `missing` when the picture is not there; `unreadable` when it cannot be decoded, or is too large.
    public func look(
        _ digest: SHA256Digest,
        _ format: PictureFormat,
        of path: String,
        _ urgency: Urgency
    ) async throws(PictureError) -> PictureLook {
        let make = { @Sendable () throws(PictureError) -> PictureLook in
            if let kept = try keptThumbnail(digest), let look = try? PictureLook(digest: digest, thumbnail: kept) {
                return look
            }
            return try PictureLook(digest: digest, thumbnail: try makeThumbnail(digest, format, of: path))
        }
        return switch urgency {
        case .waiting: try await decoding.run(make)
        case .quiet: try await quiet.run(make)
        }
    }
}
