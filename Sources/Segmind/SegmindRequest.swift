/// What a submit brings: the request's id, and where to ask for it.
public struct Ticket: Sendable, Hashable {
    /// Segmind's id of the request.
    public var requestID: String
    /// Where its status is, as the service gave it; used only on the service's own host.
    public var statusURL: String?
    /// Where its result is, as the service gave it; used only on the service's own host.
    public var responseURL: String?

    /// Creates a ticket; the id alone suffices, as for a request remembered across a restart.
    public init(requestID: String, statusURL: String? = nil, responseURL: String? = nil) {
        self.requestID = requestID
        self.statusURL = statusURL
        self.responseURL = responseURL
    }
}

/// How far an asynchronous request has come.
public enum RequestStatus: Sendable, Hashable {
    /// It waits for its turn.
    case queued
    /// It is being worked on.
    case processing
    /// Its result can be fetched, for one hour.
    case completed
    /// It failed, with what the service says about it.
    case failed(String)
}

/// A finished request: its pictures in the order of the samples.
public struct RequestResult: Sendable, Hashable {
    /// The pictures; never empty.
    public var outputs: [MediaSource]
    /// Seconds of compute, where the service tells.
    public var inferenceSeconds: Double?

    /// Creates a result.
    public init(outputs: [MediaSource], inferenceSeconds: Double? = nil) {
        self.outputs = outputs
        self.inferenceSeconds = inferenceSeconds
    }
}

/// A picture as the service hands it out.
public enum MediaSource: Sendable, Hashable {
    /// At an http or https address, to be fetched with ``SegmindClient/download(_:)``.
    case url(String)
    /// The picture's own bytes.
    case bytes([UInt8])
}
