extension PictureTexts {
    /// A copy of a picture's file with a text in it where other tools look for AUTOMATIC1111's: in a PNG a text chunk
    /// `parameters`, in JPEG and WebP EXIF's UserComment. A text that was there already is replaced.
    ///
    /// All else is copied byte by byte: the pixels are not touched, other texts and the orientation stay.
    ///
    /// - Throws: ``EmbeddingError``.
    public static func embedding(_ infotext: String, into bytes: [UInt8]) throws(EmbeddingError) -> [UInt8] {
        switch PictureFormat(signatureOf: bytes) {
        case .png: try PNGEmbedding.embedding(infotext, into: bytes)
        case .jpeg: try JPEGEmbedding.embedding(infotext, into: bytes)
        case .webp: try WebPEmbedding.embedding(infotext, into: bytes)
        case nil: throw .noPlace
        }
    }
}
