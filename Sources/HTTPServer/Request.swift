import HTTPTypes

/// One request, wholly received: what handlers and middleware see.
public struct Request: Sendable {
    /// The method.
    public var method: HTTPRequest.Method
    /// The request target as received, still encoded; printable ASCII, so safe in logs.
    public var target: String
    /// The path, percent-decoded once; it begins with `/`.
    public var path: String
    /// The path's segments, each decoded by itself: a `%2F` stays inside its segment. `/` has none.
    public var segments: [String]
    /// The query's pairs, decoded.
    public var query: Query
    /// The header fields.
    public var headers: HTTPFields
    /// The client's numeric address.
    public var remoteAddress: String
    /// The body; empty when there is none.
    public var body: [UInt8]

    /// Creates a request, as the server does and as tests of handlers may.
    ///
    /// - Parameter target: A path with its query, encoded, as in `/images?page=2`.
    /// - Throws: ``Refusal/badTarget`` when the path is no absolute path or is wrongly encoded.
    public init(
        method: HTTPRequest.Method,
        target: String,
        headers: HTTPFields = [:],
        remoteAddress: String = "",
        body: [UInt8] = []
    ) throws(Refusal) {
        let parts = try RequestTarget(target)
        self.method = method
        self.target = target
        self.path = parts.path
        self.segments = parts.segments
        self.query = parts.query
        self.headers = headers
        self.remoteAddress = remoteAddress
        self.body = body
    }

    /// The `Host` field: which name and port the client asked.
    public var host: String? {
        headers.first { $0.name.canonicalName == "host" }?.value
    }

    /// The cookies by name; the first wins where a name repeats.
    public var cookies: [String: String] {
        Cookies.parse(headers[values: .cookie])
    }
}
