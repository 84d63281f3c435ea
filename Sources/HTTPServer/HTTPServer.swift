import Logging
import Synchronization

/// An HTTP/1.1 server: libmicrohttpd's one thread in front, Swift's concurrency behind it.
///
/// ```swift
/// let server = HTTPServer(configuration: ServerConfiguration(port: 8080), router: router, logger: logger)
/// try server.start()
/// print("listening on http://127.0.0.1:\(server.port)")
/// await server.stop()
/// ```
/// A server starts once and is stopped once; it must be stopped before the process forgets it.
public final class HTTPServer: Sendable {
    private enum State: Sendable {
        case new
        case running(ListeningSocket, sweeper: Task<Void, Never>)
        case stopping
    }

    /// How it listens and what it takes.
    public let configuration: ServerConfiguration
    private let daemon: Daemon
    private let state = Mutex(State.new)
    private let listening = Atomic<UInt16>(0)

    /// Creates a server, which does nothing before ``start()``.
    ///
    /// - Parameters:
    ///   - figures: Where it counts what it does.
    ///   - log: Where it writes each request down; nil for nowhere.
    public init(
        configuration: ServerConfiguration = ServerConfiguration(),
        router: Router,
        logger: Logger,
        figures: ServerFigures = ServerFigures(),
        log: RequestLog? = nil
    ) {
        self.configuration = configuration
        daemon = Daemon(configuration: configuration, router: router, logger: logger, figures: figures, log: log)
    }

    /// The port it listens on; 0 before it has started.
    public var port: UInt16 { listening.load(ordering: .relaxed) }

    /// Where a browser on this machine finds it.
    public var address: String {
        let host = configuration.host
        return "\(configuration.tls == nil ? "http" : "https")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    /// Listens and answers from now on; returns at once.
    ///
    /// - Throws: ``ServerError`` when it cannot listen there, cannot use its certificate, or has been started before.
    public func start() throws(ServerError) {
        try state.withLock { state throws(ServerError) in
            guard case .new = state else { throw .startedBefore }
            try daemon.credentials?.load()
            let socket = try ListeningSocket(host: configuration.host, port: configuration.port)
            guard daemon.start(on: socket.descriptor) else {
                socket.close()
                throw .cannotListen(
                    host: configuration.host,
                    port: configuration.port,
                    reason: "the HTTP library does not start"
                )
            }
            listening.store(socket.port, ordering: .relaxed)
            state = .running(socket, sweeper: sweeper())
        }
    }

    /// Stops in order: takes no new connections, ends the streams, waits for what is being answered as long as the
    /// configuration's grace, then cancels it, and closes every connection.
    public func stop() async {
        let running = state.withLock { state -> (ListeningSocket, Task<Void, Never>)? in
            guard case .running(let socket, let sweeper) = state else { return nil }
            state = .stopping
            return (socket, sweeper)
        }
        guard let (socket, sweeper) = running else { return }
        daemon.beginStop()
        daemon.quiesce()
        socket.refuse()
        for connection in daemon.connections.all { connection.exchange?.endStream() }
        if await !daemon.activity.ends(within: configuration.grace) {
            for connection in daemon.connections.all {
                connection.exchange?.endStream()
                connection.exchange?.cancel()
            }
            if await !daemon.activity.ends(within: .seconds(1)) {
                for connection in daemon.connections.all { connection.exchange?.abandon() }
                _ = await daemon.activity.ends(within: .seconds(1))
            }
        }
        sweeper.cancel()
        await sweeper.value
        daemon.stop()
        socket.close()
        await daemon.log?.flush(within: .seconds(1))
    }

    private func sweeper() -> Task<Void, Never> {
        let shortest = min(configuration.headerDeadline, configuration.bodyDeadline)
        let pause = max(.milliseconds(20), min(.milliseconds(500), shortest / 4))
        return Task { [daemon] in
            while !Task.isCancelled {
                try? await Task.sleep(for: pause)
                daemon.connections.sweep()
                daemon.credentials?.refresh()
            }
        }
    }
}
