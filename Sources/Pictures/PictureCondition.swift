/// How a picture's file is, beside what is written down about it.
public enum PictureCondition: Sendable, Equatable {
    /// As it should be.
    case sound
    /// There is no such file.
    case missing
    /// It has another length, in bytes.
    case wrongLength(Int)
    /// It has the length, but other bytes.
    case wrongBytes
    /// The system does not let it be read.
    case unreadable(String)

    /// What is wrong, as the end of a sentence about the file.
    public var phrase: String {
        switch self {
        case .sound: "is as it should be"
        case .missing: "is missing"
        case .wrongLength(let count): "is damaged: it is \(count) bytes long"
        case .wrongBytes: "is damaged: its bytes are not those of its name"
        case .unreadable(let reason): "cannot be read: \(reason)"
        }
    }
}
