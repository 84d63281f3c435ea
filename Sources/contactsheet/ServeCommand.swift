import ArgumentParser
import Catalog
import Curation
import Foundation
import HTTPServer
import Library
import Logging
import Pictures
import Sandbox
import Segmind
import ServiceLifecycle
import Site
import Studio

/// `contactsheet serve`: the site, the queue, and the sandbox where no key is set.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the site.",
        discussion: """
            Without SEGMIND_API_KEY the built-in sandbox paints the pictures and nothing costs anything. With it, \
            requests go to Segmind, or to SEGMIND_BASE_URL. SEGMIND_HISTORY_URL is where the request history is, \
            if it is not at the base URL.

            On this machine alone (127.0.0.1, ::1, localhost) it is open: whoever reaches it may do everything. On any \
            other --host, or with --accounts, people sign in; the first start prints a link for the administrator.
            """
    )

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port; 0 picks a free one.")
    var port: UInt16 = 8080

    @Option(
        help: ArgumentHelp(
            "A further name by which people reach it, such as a proxy's; may be repeated.",
            valueName: "name"
        )
    )
    var name: [String] = []

    @Flag(help: "People sign in, on this machine, too.")
    var accounts = false

    @Option(help: "The data folder; it is made if it is missing.")
    var data = "data"

    @Option(help: "The folder that holds Templates and Public; found beside the program by itself.")
    var home: String?

    @OptionGroup(title: "On a network") var wire: WireOptions

    #if DEBUG
        @Option(help: ArgumentHelp("End at once at this point of a generation's way.", valueName: "point[:n]"))
        var killAt: String?

        @Flag(help: "Print the points of --kill-at.")
        var listKillPoints = false

        func validate() throws {
            if let killAt, KillSwitch(killAt) == nil { throw ValidationError("There is no point “\(killAt)”.") }
        }

        /// What ends the program where a test asks for it.
        private var passes: @Sendable (Waypoint) -> Void {
            guard let killSwitch = killAt.flatMap(KillSwitch.init) else { return { _ in } }
            return { killSwitch.passes($0) }
        }
    #else
        private var passes: @Sendable (Waypoint) -> Void { { _ in } }
    #endif

    /// Open on this machine, closed on the network.
    private var doors: Doors {
        accounts || !isPrivate || !wire.trustedProxy.isEmpty ? .closed : .open
    }

    /// Whether only this machine reaches it.
    private var isPrivate: Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }

    func run() async throws {
        #if DEBUG
            if listKillPoints { return Waypoint.allCases.forEach { Console.say($0.rawValue) } }
        #endif
        var logger = Logger(label: "contactsheet") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        do {
            try await serve(logger: logger)
        } catch {
            // One clear line; the program does not start half.
            Console.complain(Complaint(error).sentence)
            throw ExitCode.failure
        }
    }

    private func serve(logger: Logger) async throws {
        Descriptors.raiseLimit()
        Descriptors.outliveReaders()
        Allocator.keepFewPools()
        let home = try Home.find(given: home)
        let folder = try DataFolder(path: data)
        let catalog = try Catalog.standard()
        let service = try PictureService.start(
            catalog: catalog,
            environment: ProcessInfo.processInfo.environment,
            logger: logger
        )
        // Whatever happens, the service is stopped last, after the submits that still wait for its answers.
        do {
            try await serve(service, catalog: catalog, home: home, folder: folder, logger: logger)
        } catch {
            await service.stop()
            throw error
        }
        await service.stop()
    }

    private func serve(
        _ service: PictureService,
        catalog: Catalog,
        home: URL,
        folder: DataFolder,
        logger: Logger
    ) async throws {
        let library = try Library(folder: folder.url)
        if let doubted = try await folder.leaveBackup(library) {
            let waiting =
                switch doubted {
                case 0: ""
                case 1: " 1 generation was queued in it and waits for you: it may have been sent since."
                default: " \(doubted) generations were queued in it and wait for you: they may have been sent since."
                }
            Console.complain("This was a backup and is a data folder now.\(waiting)")
        }
        let passes = passes
        var surroundings = Surroundings.real
        surroundings.passes = passes
        let studio = Studio(
            catalog: catalog,
            library: library,
            pictures: try PictureStore(folder: folder.url.path, logger: logger) { step in passes(Waypoint(step)) },
            client: service.client,
            service: service.name,
            logger: logger,
            surroundings: surroundings
        )
        let curation = Curation(library: library, pictures: PictureFolder(path: folder.url.path), logger: logger)
        let figures = ServerFigures()
        let site = try await Site(
            studio: studio,
            curation: curation,
            home: home,
            service: service.kind,
            host: host,
            names: name,
            doors: doors,
            sandboxWords: service.words,
            logger: logger,
            figures: figures
        )
        let server = HTTPServer(
            configuration: wire.configuration(host: host, port: port),
            router: site.router(),
            logger: logger,
            figures: figures,
            log: wire.requestLog(isPrivate: isPrivate && wire.trustedProxy.isEmpty)
        )
        let watch = wire.watchConfiguration.map { configuration in
            let router = site.watchRouter(host: configuration.host)
            return HTTPServer(configuration: configuration, router: router, logger: logger)
        }
        try server.start()
        do {
            try watch?.start()
        } catch {
            await server.stop()
            throw error
        }
        if let link = try await FirstLink.make(for: doors, library, at: server.address) { Console.complain(link) }

        // Stopped from the last to the first: no new requests, then no new submits.
        let group = ServiceGroup(
            configuration: .init(
                services: [
                    .init(service: StudioRunner(studio: studio)),
                    .init(service: CurationRunner(curation: curation)),
                    .init(service: ServerRunner(server: server, watch: watch)),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        try await group.run()
        try library.close()
        withExtendedLifetime(folder) {}
    }
}

/// Serves until it is asked to stop.
private struct ServerRunner: Service {
    let server: HTTPServer
    /// Where the figures are shown, if on a port of their own.
    let watch: HTTPServer?

    func run() async throws {
        // Said only now that signals are listened for: whoever reads the line may also stop the program.
        Console.say("listening on \(server.address)")
        if let watch { Console.say("metrics on \(watch.address)/metrics") }
        try? await gracefulShutdown()
        await server.stop()
        await watch?.stop()
    }
}

/// Runs the queue until it is asked to stop.
private struct StudioRunner: Service {
    let studio: Studio

    func run() async throws {
        await cancelWhenGracefulShutdown { await studio.run() }
    }
}

/// Sweeps the trash, and ends what runs, when it is asked to stop.
private struct CurationRunner: Service {
    let curation: Curation

    func run() async throws {
        await cancelWhenGracefulShutdown { await curation.run() }
    }
}

extension Waypoint {
    /// A step of the picture store as a point of the way.
    fileprivate init(_ step: PlacingStep) {
        self =
            switch step {
            case .bytesWritten: .bytesWritten
            case .pictureWritten: .pictureWritten
            }
    }
}
