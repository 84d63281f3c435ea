extension PictureStore {
    /// A picture that is compared with another.
    public struct Compared: Sendable, Hashable {
        /// The SHA-256 of its bytes.
        public var digest: SHA256Digest
        /// Where it lies: relative to the data folder, or absolute.
        public var path: String
        /// Pixels across, upright.
        public var width: Int
        /// Pixels down, upright.
        public var height: Int

        /// Names a picture.
        public init(digest: SHA256Digest, path: String, width: Int, height: Int) {
            self.digest = digest
            self.path = path
            self.width = width
            self.height = height
        }
    }

    /// A difference, ready to be sent.
    public struct DevelopedDifference: Sendable {
        /// What is told of it in numbers.
        public var figures: Difference.Figures
        /// The picture that shows where, as JPEG without chroma subsampling.
        public var jpeg: [UInt8]
    }

    /// More pixels than this are compared scaled down.
    private static let mostComparedPixels = 16_000_000

    /// How two pictures differ; the other is scaled to the one's size.
    ///
    /// Both are decoded at once, each on a thread of its own.
    /// - Throws: ``PictureError``: `missing` when a file is gone, `unreadable` when one is damaged.
    public func difference(
        of one: Compared,
        and other: Compared,
        as look: Difference.Look,
        gain: Int
    ) async throws -> DevelopedDifference {
        let size = Self.size(of: one)
        async let first = pixels(of: one, size)
        async let second = pixels(of: other, size)
        let (ours, theirs) = (try await first, try await second)
        return try await decoding.run { () throws(PictureError) in
            let difference = Difference(ours, theirs, as: look, gain: gain)
            return DevelopedDifference(figures: difference.figures, jpeg: try difference.pixels.jpeg(quality: 90))
        }
    }

    private func pixels(of picture: Compared, _ size: (width: Int, height: Int)) async throws -> Pixels {
        try await decoding.run { () throws(PictureError) in
            try Pixels(upright: try bytes(of: picture.path, picture.digest), width: size.width, height: size.height)
        }
    }

    private static func size(of picture: Compared) -> (width: Int, height: Int) {
        let pixels = Double(picture.width) * Double(picture.height)
        let scale = min(1, (Double(mostComparedPixels) / pixels).squareRoot())
        return (max(1, Int(Double(picture.width) * scale)), max(1, Int(Double(picture.height) * scale)))
    }
}
