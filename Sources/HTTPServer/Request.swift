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
    /// The client's numeric address; behind a trusted proxy, the one that the proxy tells.
    public var remoteAddress: String
    /// The numeric address of who has connected: the client, or a proxy.
    public var peerAddress: String
    /// Whether the client spoke TLS, to this server or, as a trusted proxy tells, to that proxy.
    public var isSecure: Bool
    /// The body; empty when there is none.
    public var body: [UInt8]
    /// What the router's admission found out about who asks; see ``Router/admit(_:)``.
    public var context: (any AnyObject & Sendable)?
    private var fields: RequestFields
    /// Its way through the server; nil for one that came by none.
    let exchange: Exchange?

    /// Creates a request, as tests of handlers do.
    ///
    /// - Parameter target: A path with its query, encoded, as in `/images?page=2`.
    /// - Throws: ``Refusal/badTarget`` when the path is no absolute path or is wrongly encoded.
    public init(
        method: HTTPRequest.Method,
        target: String,
        headers: HTTPFields = [:],
        remoteAddress: String = "",
        isSecure: Bool = false,
        body: [UInt8] = []
    ) throws(Refusal) {
        try self.init(
            method: method,
            target: target,
            fields: .given(headers),
            remoteAddress: remoteAddress,
            peerAddress: remoteAddress,
            isSecure: isSecure,
            body: body,
            exchange: nil
        )
    }

    init(
        method: HTTPRequest.Method,
        target: String,
        fields: RequestFields,
        remoteAddress: String,
        peerAddress: String,
        isSecure: Bool,
        body: [UInt8],
        exchange: Exchange?
    ) throws(Refusal) {
        let parts = try RequestTarget(target)
        self.method = method
        self.target = target
        self.path = parts.path
        self.segments = parts.segments
        self.query = parts.query
        self.fields = fields
        self.remoteAddress = remoteAddress
        self.peerAddress = peerAddress
        self.isSecure = isSecure
        self.body = body
        self.exchange = exchange
    }

    /// The header fields, all of them; of a single one ``field(_:)`` is quicker.
    public var headers: HTTPFields {
        get { fields.all }
        set { fields = .given(newValue) }
    }

    /// The value of the first field of a name.
    ///
    /// - Parameter name: In lower case, as in `if-none-match`.
    public func field(_ name: StaticString) -> String? {
        fields.first(name)
    }

    /// The `Host` field: which name and port the client asked.
    public var host: String? { field("host") }

    /// The value of one cookie; quicker than all of them.
    public func cookie(_ name: String) -> String? {
        Cookies.first(name, in: fields.values("cookie"))
    }

    /// The cookies by name; the first wins where a name repeats.
    public var cookies: [String: String] {
        Cookies.parse(fields.values("cookie"))
    }
}
