/// Why a text could not be laid into a copy of a picture.
public enum EmbeddingError: Error, Sendable, Equatable {
    /// The bytes are neither a JPEG nor a PNG nor a WebP, or so damaged that there is no place for a text.
    case noPlace
    /// The text, with the EXIF that is there already, is longer than the format has room for: 64 KiB in a JPEG.
    case tooLong

    /// The sentence a person reads.
    public var sentence: String {
        switch self {
        case .noPlace: "This picture's file has no place for its parameters."
        case .tooLong: "The parameters are too long for this kind of file."
        }
    }
}
