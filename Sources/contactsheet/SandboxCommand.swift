import ArgumentParser
import Catalog
import Logging
import Sandbox
import ServiceLifecycle

/// `contactsheet sandbox`: the Segmind-compatible service alone, to test any client of Segmind against.
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Answer Segmind's API with painted pictures, to test a client against.",
        discussion: """
            Any key is taken, nothing costs anything, and the same parameters give the same picture. \
            CHANCE is a share of one: 0.1 is every tenth request.

            Words in a prompt make that one request misbehave:

            """ + SandboxWords.all.map { "  \($0.word): \($0.effect)" }.joined(separator: "\n")
    )

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port; 0 picks a free one.")
    var port: UInt16 = 0

    @Option(help: ArgumentHelp("What every request takes; each model's own time if not given.", valueName: "seconds"))
    var latency: Double?

    @Option(help: ArgumentHelp("Requests that are taken and then fail.", valueName: "chance"))
    var fail = 0.0

    @Option(help: ArgumentHelp("Submits and questions that are refused: 429, 500, 502, 503, 504.", valueName: "chance"))
    var refuse = 0.0

    @Option(help: ArgumentHelp("Requests that are charged and whose answer is lost.", valueName: "chance"))
    var dropAnswers = 0.0

    @Option(help: ArgumentHelp("Pictures that arrive cut off, whole perhaps at the next try.", valueName: "chance"))
    var damage = 0.0

    @Option(help: ArgumentHelp("Answers whose JSON is broken.", valueName: "chance"))
    var garble = 0.0

    @Option(help: ArgumentHelp("Answers that come slowly and break off half-way.", valueName: "chance"))
    var cut = 0.0

    @Option(help: ArgumentHelp("Submits after which everything is refused with 429 for 3 s.", valueName: "chance"))
    var bursts = 0.0

    @Option(help: ArgumentHelp("Repeats the same chances with the same number.", valueName: "number"))
    var faultsSeed: UInt64 = 1

    @Option(help: ArgumentHelp("Requests that a key may make in a minute.", valueName: "number"))
    var rateLimit: Int?

    @Option(help: ArgumentHelp("What a key may spend.", valueName: "dollars"))
    var credits: Double?

    @Option(help: ArgumentHelp("Keeps a line of JSON for every charge and refund here.", valueName: "file"))
    var ledger: String?

    @Flag(help: "Lets POST /sandbox/clock, /sandbox/faults and /sandbox/forget change it while it runs.")
    var controls = false

    @Flag(help: "Bands of colour in place of paintings, for tests under load.")
    var plain = false

    func validate() throws {
        for chance in [fail, refuse, dropAnswers, damage, garble, cut, bursts]
        where !(0...1).contains(chance) {
            throw ValidationError("A chance goes from 0 to 1, not \(chance).")
        }
        guard latency.map({ (0...3600).contains($0) }) ?? true else {
            throw ValidationError("The latency goes from 0 to 3600 seconds.")
        }
        guard rateLimit.map({ $0 >= 0 }) ?? true, credits.map({ $0 >= 0 }) ?? true else {
            throw ValidationError("The rate limit and the credits cannot be negative.")
        }
    }

    func run() async throws {
        var logger = Logger(label: "sandbox") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        do {
            let server = SandboxServer(
                catalog: try Catalog.standard(),
                options: options,
                ledger: try ledger.map { try Ledger(path: $0) } ?? Ledger(),
                host: host,
                port: port,
                logger: logger
            )
            let group = ServiceGroup(
                services: [SandboxService(server: server)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
            try await group.run()
        } catch {
            Console.complain(Complaint(error).sentence)
            throw ExitCode.failure
        }
    }

    private var options: SandboxOptions {
        var options = SandboxOptions()
        options.latency = latency
        options.fail = fail
        options.refuse = refuse
        options.drop = dropAnswers
        options.damage = damage
        options.garble = garble
        options.cut = cut
        options.bursts = bursts
        options.hasControls = controls
        options.seed = faultsSeed
        options.rateLimit = rateLimit
        options.credits = credits
        options.isPlain = plain
        return options
    }
}

/// Starts a sandbox, says where, and stops it at a signal.
private struct SandboxService: Service {
    let server: SandboxServer

    func run() async throws {
        let address = try server.start()
        // Only now, when signals are heeded, so that whoever waits for the line may also end the program.
        Console.say("listening on \(address)")
        // A cancellation ends the waiting, too.
        try? await gracefulShutdown()
        await server.stop()
    }
}
