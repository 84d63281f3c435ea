/// The places between two writes on a generation's way, by name, where tests end the program to see what a start
/// makes of it.
public enum Waypoint: String, Sendable, CaseIterable {
    /// A wish is in the library; who asked has no answer yet.
    case wishWritten = "wish-written"
    /// It is marked as being sent; nothing was sent.
    case taken
    /// The service has taken it; its request id is not written yet.
    case accepted
    /// The request id is written.
    case running
    /// The result is known; that it is being stored is not written yet.
    case finished
    /// It is marked as being stored; no picture was fetched.
    case storing
    /// A picture was fetched; its file is not written yet.
    case fetched
    /// A picture's bytes are written under a temporary name.
    case bytesWritten = "bytes-written"
    /// A picture's file has its name; its thumbnail is not written yet.
    case pictureWritten = "picture-written"
    /// The pictures' files are there; their rows are not written yet.
    case pictureKept = "picture-kept"
    /// Rows and end are written; nobody was told.
    case completed
    /// The service did not take it; that it waits again is not written yet.
    case refused
    /// It waits again.
    case postponed
    /// The answer to its submit is lost; that is not written yet.
    case answerLost = "answer-lost"
    /// It is marked as unresolved.
    case unresolved
    /// It was found in the history; its request id is not written yet.
    case found
    /// The request id from the history is written; nobody follows it yet.
    case adopted
    /// Real costs are known; they are not written yet.
    case costsKnown = "costs-known"
}
