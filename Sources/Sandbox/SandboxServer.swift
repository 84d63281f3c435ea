import Catalog
import HTTPServer
import HTTPTypes
import Logging
import SegmindService

/// The sandbox as a server of its own, for the command, for a program without a key, and for tests.
public final class SandboxServer: Sendable {
    /// What answers the requests.
    public let backend: SandboxBackend
    private let server: HTTPServer
    private let host: String

    /// Creates a server that does not listen yet.
    ///
    /// - Parameter port: 0 picks a free one.
    public init(
        catalog: Catalog,
        options: SandboxOptions = SandboxOptions(),
        ledger: Ledger = Ledger(),
        host: String = "127.0.0.1",
        port: UInt16 = 0,
        clock: SandboxClock = .wall,
        logger: Logger = Logger(label: "sandbox")
    ) {
        let shift = ClockShift()
        let clock = shift.applied(to: clock)
        backend = SandboxBackend(catalog: catalog, options: options, ledger: ledger, clock: clock)
        self.host = host
        var configuration = ServerConfiguration()
        configuration.host = host
        configuration.port = port
        let router = Self.router(backend, clock: clock, controlling: options.hasControls ? shift : nil)
        server = HTTPServer(configuration: configuration, router: router, logger: logger)
    }

    /// Everything that a sandbox answers.
    ///
    /// - Parameter shift: what the controls move the clock with; none, no controls.
    static func router(_ backend: SandboxBackend, clock: SandboxClock, controlling shift: ClockShift?) -> Router {
        var router = Router()
        Misfortune(backend: backend).add(to: &router)
        SegmindRoutes(backend: backend, now: clock.now).add(to: &router)
        if let shift { ControlRoutes(backend: backend, clock: clock, shift: shift).add(to: &router) }
        return router
    }

    /// Starts to listen, and returns the address: `http://127.0.0.1:PORT`.
    ///
    /// - Throws: ``ServerError`` when the port is taken or not allowed.
    @discardableResult
    public func start() throws(ServerError) -> String {
        try server.start()
        let name = host.contains(":") ? "[\(host)]" : host
        return "http://\(name):\(server.port)"
    }

    /// Ends every connection and lets go of the port.
    public func stop() async {
        await server.stop()
        await backend.stop()
    }
}
