import GRDB

extension Library {
    /// How a picture looks, as the library keeps it.
    public struct Look: Sendable, Hashable {
        /// Names the picture, in 64 lower-case hexadecimal digits.
        public var sha256: String
        /// The 64-bit difference hash of its thumbnail.
        public var perceptualHash: UInt64
        /// Its average colour as `#rrggbb`.
        public var colour: String

        /// Creates a look.
        public init(sha256: String, perceptualHash: UInt64, colour: String) {
            self.sha256 = sha256
            self.perceptualHash = perceptualHash
            self.colour = colour
        }
    }

    /// Writes how some pictures look where that was not known, in one transaction.
    ///
    /// - Returns: the images that have their look since.
    /// - Throws: ``LibraryError``.
    public func keep(_ looks: [Look]) async throws(LibraryError) -> [Image.ID] {
        try await write { db in
            try looks.flatMap { look in
                try Image.ID.fetchAll(
                    db,
                    cached: """
                        UPDATE image SET perceptual_hash = ?, colour = ?
                        WHERE sha256 = ? AND perceptual_hash IS NULL RETURNING id
                        """,
                    arguments: [Int64(bitPattern: look.perceptualHash), look.colour, look.sha256]
                )
            }
        }
    }
}
