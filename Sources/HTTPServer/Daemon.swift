import CMicrohttpd
import Logging
import Synchronization

/// The running libmicrohttpd daemon, and what its callbacks need.
final class Daemon: Sendable {
    /// What a deadline is for.
    enum Awaited {
        case header, body, idle
        /// That the client takes an answer of so many bytes.
        case answer(UInt64)
    }

    let configuration: ServerConfiguration
    let router: Router
    let common: CommonFields
    let logger: Logger
    let figures: ServerFigures
    /// The certificate; nil for plain HTTP.
    let credentials: TLSCredentials?
    /// Where each request is written down, if anywhere.
    let log: RequestLog?
    /// Hides the secrets that are parts of paths.
    let mask: PathMask
    let connections: Connections
    let activity = Activity()
    private let numbers = Atomic(UInt64.random(in: 0 ... .max))
    private let limit: Int
    private let stopping = Atomic(false)
    private let library = Mutex<Library?>(nil)

    /// The library's daemon with what must live as long.
    private struct Library: @unchecked Sendable {
        var daemon: OpaquePointer
        var settings: UnsafeMutablePointer<cmhd_settings>
        var context: Unmanaged<Daemon>
    }

    init(
        configuration: ServerConfiguration,
        router: Router,
        logger: Logger,
        figures: ServerFigures,
        log: RequestLog?
    ) {
        self.configuration = configuration
        self.router = router
        self.figures = figures
        self.log = log
        credentials = configuration.tls.map { TLSCredentials($0, logger: logger) }
        mask = PathMask(secret: router.secretSegments)
        limit = DescriptorLimit.connections(configuration.maximumConnections)
        connections = Connections(limit: limit, share: configuration.maximumConnectionsPerAddress)
        common = CommonFields(router.fields)
        self.logger = logger
    }

    /// Whether new requests are refused.
    var isStopping: Bool { stopping.load(ordering: .sequentiallyConsistent) }

    /// Refuses new requests from now on.
    func beginStop() {
        stopping.store(true, ordering: .sequentiallyConsistent)
    }

    /// A number for one more request.
    func number() -> UInt64 { numbers.add(1, ordering: .relaxed).newValue }

    /// When what is awaited from now on must have come, on ``Monotonic``'s clock.
    func deadline(_ awaited: Awaited) -> Int64 {
        let allowed: Duration =
            switch awaited {
            case .header: configuration.headerDeadline
            case .body: configuration.bodyDeadline
            // A connection kept alive: the next request's header may begin late, and then has its own time.
            case .idle: configuration.idleTimeout + configuration.headerDeadline
            // The library closes who takes nothing; this is for who takes next to nothing.
            case .answer(let bytes):
                configuration.idleTimeout + .seconds(bytes / UInt64(max(1, configuration.slowestBytesPerSecond)))
            }
        return Monotonic.now() + allowed.nanoseconds
    }

    /// Starts the library's thread on a listening socket; answers whether it could.
    func start(on socket: Int32) -> Bool {
        let context = Unmanaged.passRetained(self)
        let settings = UnsafeMutablePointer<cmhd_settings>.allocate(capacity: 1)
        settings.initialize(
            to: cmhd_settings(
                listen_socket: socket,
                // The library clears all of it before each request: no more than the header, its list of fields and the
                // response's header need.
                connection_memory: max(2 * configuration.maximumHeaderBytes, 16 << 10),
                connection_limit: UInt32(clamping: limit),
                idle_seconds: UInt32(clamping: max(1, configuration.idleTimeout.components.seconds)),
                context: context.toOpaque(),
                accept: acceptCallback,
                access: accessCallback,
                completed: completedCallback,
                connection: connectionCallback,
                target: targetCallback,
                log: logCallback,
                certificate: credentials == nil ? nil : certificateCallback
            )
        )
        guard let daemon = cmhd_start(settings) else {
            settings.deallocate()
            context.release()
            return false
        }
        library.withLock { $0 = Library(daemon: daemon, settings: settings, context: context) }
        return true
    }

    /// Takes no more connections.
    func quiesce() {
        library.withLock { library in
            if let library { _ = MHD_quiesce_daemon(library.daemon) }
        }
    }

    /// Ends the library's thread and every connection; nothing may be parked any more.
    func stop() {
        guard let library = library.withLock({ $0.take() }) else { return }
        MHD_stop_daemon(library.daemon)
        connections.close()
        library.settings.deallocate()
        library.context.release()
    }
}
