import HTTPTypes

/// What a handler answers with; a value, sent after the handler has returned.
///
/// The server adds what follows from the request: `Content-Length`, `Date`, a 304 where `If-None-Match` names the
/// entity tag, a part of the body where a range is asked for, gzip for text of 1 KiB and more.
public struct Response: Sendable {
    /// What follows the header.
    public enum Body: Sendable {
        /// Nothing.
        case empty
        /// Bytes in memory; they are sent from where they lie, never copied.
        case bytes([UInt8])
        /// A file, sent from its descriptor; when it cannot be opened, the answer is a ``Refusal/fileMissing(path:)``.
        case file(path: String)
        /// Bytes that come over time.
        case stream(BodyStream)
    }

    /// The status.
    public var status: HTTPResponse.Status { didSet { ready = nil } }
    /// The header fields. A line break in a value is sent as a blank.
    public var headers: HTTPFields { didSet { ready = nil } }
    /// The body.
    public var body: Body { didSet { ready = nil } }
    /// What ``prepared()`` made of it; any change undoes that.
    private(set) var ready: PreparedResponse?

    /// Creates a response.
    public init(status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], body: Body = .empty) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The same response, made ready to be sent many times: its header is written and its file opened once, and
    /// sending it then copies and makes nothing. For what is kept and does not change, as in a ``ResponseCache``.
    ///
    /// - Throws: ``Refusal/fileMissing(path:)`` when its file cannot be opened.
    public func prepared() throws(Refusal) -> Response {
        guard ready == nil, status == .ok else { return self }
        if case .stream = body { return self }
        var response = self
        response.ready = try PreparedResponse(self)
        return response
    }
}
