/// Why a picture could not be kept or shown.
public enum PictureError: Error, Sendable, Equatable {
    /// The bytes are damaged or cut short; the detail is for the log.
    case unreadable(detail: String)
    /// The bytes are neither a JPEG nor a PNG nor a WebP.
    case unsupportedFormat
    /// The header asks for more pixels than are allowed.
    case tooManyPixels(width: Int, height: Int, limit: Int)
    /// The file is larger than is allowed.
    case tooManyBytes(byteCount: Int, limit: Int)
    /// No such picture is in the data folder.
    case missing
    /// A file outside of the data folder does not let itself be read; the system's words.
    case cannotRead(String)
    /// The disk, or the quota on it, is full.
    case noSpace
    /// The data folder does not let itself be written to.
    case folderReadOnly
    /// Anything else that the system said.
    case io(String)

    /// The sentence a person reads.
    public var sentence: String {
        switch self {
        case .unreadable:
            "The picture is damaged or cut short and cannot be opened."
        case .unsupportedFormat:
            "This is not a picture of a kind that can be kept: JPEG, PNG and WebP can."
        case .tooManyPixels(let width, let height, let limit):
            "The picture is too large: \(width) × \(height) pixels, where \(limit / 1_000_000) million are allowed."
        case .tooManyBytes(let byteCount, let limit):
            "The file is too large: \(Self.mebibytes(byteCount)) MiB, where \(Self.mebibytes(limit)) are allowed."
        case .missing:
            "The picture's file is no longer in the data folder."
        case .cannotRead(let reason):
            "The file cannot be read: \(reason)."
        case .noSpace:
            "There is no space left on the disk that holds the data folder."
        case .folderReadOnly:
            "The data folder cannot be written to: its permissions or its disk forbid it."
        case .io(let detail):
            "The data folder gave an error: \(detail)."
        }
    }

    private static func mebibytes(_ count: Int) -> String {
        let tenths = (count * 10 + (1 << 19)) >> 20
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}

extension PictureError: CustomStringConvertible {
    /// The sentence, and behind it what only a log needs.
    public var description: String {
        if case .unreadable(let detail) = self { "\(sentence) (\(detail))" } else { sentence }
    }
}
