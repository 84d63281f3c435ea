/// Where a generation stands on its way; what belongs to a state is inside it.
public enum GenerationState: Sendable, Hashable {
    /// Waits for its turn; nothing was sent.
    case queued
    /// Being sent: its answer is not known yet. On a synchronous model this lasts until the picture is there.
    case submitting
    /// Accepted by the service under a request id.
    case running(requestID: String)
    /// The result is known and is being fetched and written.
    case storing(requestID: String?)
    /// Its images are in the library.
    case completed
    /// It brought nothing; the sentence says why.
    case failed(String)
    /// Taken back before it was sent.
    case cancelled
    /// The answer to its submit was lost: it may have been charged. The sentence says how.
    case unresolved(String)

    /// The word in the database and in the JSON interface.
    public var word: String {
        switch self {
        case .queued: "queued"
        case .submitting: "submitting"
        case .running: "running"
        case .storing: "storing"
        case .completed: "completed"
        case .failed: "failed"
        case .cancelled: "cancelled"
        case .unresolved: "unresolved"
        }
    }

    /// What went wrong, if something did.
    public var sentence: String? {
        switch self {
        case .failed(let sentence), .unresolved(let sentence): sentence
        default: nil
        }
    }

    /// Whether nothing more will happen by itself.
    public var isSettled: Bool {
        switch self {
        case .completed, .failed, .cancelled, .unresolved: true
        case .queued, .submitting, .running, .storing: false
        }
    }

    /// Whether nothing more will happen to it at all: an unresolved one may still be found.
    public var isFinal: Bool {
        if case .unresolved = self { return false }
        return isSettled
    }

    init(word: String, requestID: String?, error: String?) throws {
        switch word {
        case "queued": self = .queued
        case "submitting": self = .submitting
        case "running": self = .running(requestID: requestID ?? "")
        case "storing": self = .storing(requestID: requestID)
        case "completed": self = .completed
        case "failed": self = .failed(error ?? "")
        case "cancelled": self = .cancelled
        case "unresolved": self = .unresolved(error ?? "")
        default: throw LibraryError.damaged("unknown state \(word)")
        }
    }
}
