/// A body that a task of its own produces while it is sent.
///
/// The task begins when the header goes out, waits when the client is slow, and is cancelled when the client goes
/// away or the server stops. A HEAD request never starts it.
public struct BodyStream: Sendable {
    /// Writes the body; its end is the body's end, and an error breaks the connection so that the client notices.
    public var produce: @Sendable (BodyWriter) async throws -> Void

    /// Creates a stream.
    public init(_ produce: @escaping @Sendable (BodyWriter) async throws -> Void) {
        self.produce = produce
    }
}

/// Why a stream can be written no further.
public enum StreamError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The client has closed the connection, or broke off.
    case clientGone
    /// The server is stopping.
    case stopping

    /// What happened, for the log.
    public var description: String {
        switch self {
        case .clientGone: "The client has gone."
        case .stopping: "The server is stopping."
        }
    }
}
