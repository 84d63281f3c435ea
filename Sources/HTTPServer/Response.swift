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
    public var status: HTTPResponse.Status
    /// The header fields. A line break in a value is sent as a blank.
    public var headers: HTTPFields
    /// The body.
    public var body: Body

    /// Creates a response.
    public init(status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], body: Body = .empty) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
