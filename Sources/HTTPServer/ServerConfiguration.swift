/// How a server listens, and what it takes from its clients at most.
public struct ServerConfiguration: Sendable, Hashable {
    /// The address or name to listen on.
    public var host: String
    /// The port; 0 picks a free one.
    public var port: UInt16
    /// The largest request body, in bytes.
    public var maximumBodyBytes = 32 << 20
    /// The largest request line and header block together, in bytes.
    public var maximumHeaderBytes = 12 << 10
    /// The longest request target, in bytes.
    public var maximumTargetBytes = 8 << 10
    /// How long a client may take from connecting to the end of its first header.
    public var headerDeadline: Duration = .seconds(20)
    /// How long a client may take from the end of the header to the end of the body.
    public var bodyDeadline: Duration = .seconds(300)
    /// How long a connection may be silent between requests, or take nothing of a response; whole seconds count.
    public var idleTimeout: Duration = .seconds(60)
    /// How many connections are open at once, event streams among them; further clients wait. Never more than three
    /// quarters of the descriptors that the process may have.
    public var maximumConnections = 2_000
    /// The slowest that a client may take an answer, in bytes a second, when it has had ``idleTimeout`` besides.
    public var slowestBytesPerSecond = 4 << 10
    /// How many connections one address (of IPv6, one /64) may open; further ones are closed. A trusted proxy, behind
    /// which all clients are one, may open any number. When it gets crowded, who has the most makes room.
    public var maximumConnectionsPerAddress = 1_500
    /// The certificate and key of a server that speaks TLS; nil for plain HTTP.
    public var tls: TLSFiles?
    /// Whose word is taken on where a request comes from.
    public var trustedProxies = TrustedProxies()
    /// How long ``HTTPServer/stop()`` waits for requests that are being answered, before it cancels them.
    public var grace: Duration = .seconds(5)

    /// Creates a configuration with the defaults.
    public init(host: String = "127.0.0.1", port: UInt16 = 0) {
        self.host = host
        self.port = port
    }
}
