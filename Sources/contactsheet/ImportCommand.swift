import ArgumentParser
import Catalog
import Foundation
import Library
import Logging
import Pictures
import Segmind
import ServiceLifecycle
import Synchronization
import Upkeep

/// `contactsheet import`: what was made elsewhere.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring pictures, prompts and words that were made elsewhere into the library.",
        subcommands: [
            ImportFolderCommand.self, ImportSegmindCommand.self, ImportPromptsCommand.self, ImportStylesCommand.self,
            ImportWildcardsCommand.self,
        ]
    )
}

/// `contactsheet import segmind`: the past generations of the account.
struct ImportSegmindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segmind",
        abstract: "Bring the Segmind account's past generations into the gallery.",
        discussion: """
            It needs SEGMIND_API_KEY, and heeds SEGMIND_BASE_URL and SEGMIND_HISTORY_URL, as serve does. It may run \
            while serve runs. Nothing is charged. It can be stopped and run again: what is there already stays as it \
            is. Exit status 0: all that can be had is there; 1: something is missing, or it was stopped.
            """
    )

    @Option(help: ArgumentHelp("The first day, such as 2026-10-01.", valueName: "day"))
    var since: LocalDay

    @Option(help: ArgumentHelp("The last day; today if not given.", valueName: "day"))
    var until: LocalDay?

    @Option(help: "The data folder.")
    var data = "data"

    func validate() throws {
        guard since.time.lowerBound < (until?.time.upperBound ?? .distantFuture) else {
            throw ValidationError("--until comes before --since.")
        }
    }

    func run() async throws {
        var logger = Logger(label: "contactsheet") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        do {
            let report = try await bring(logger: logger)
            for line in report.lines { Console.say(line) }
            if case .failed(let sentence) = report.end { throw Complaint(sentence) }
            guard report.isWhole else { throw ExitCode.failure }
        } catch let code as ExitCode {
            throw code
        } catch {
            Console.complain(Complaint(error).sentence)
            throw ExitCode.failure
        }
    }

    private func bring(logger: Logger) async throws -> ImportReport {
        let configuration = try SegmindClient.Configuration(environment: ProcessInfo.processInfo.environment)
        guard let configuration else {
            throw Complaint("SEGMIND_API_KEY is not set: there is no account to import from.")
        }
        let folder = try DataFolder.existing(at: data)
        let share = try DataFolder.sharePictures(in: folder)
        defer { withExtendedLifetime(share) {} }
        let catalog = try Catalog.standard()
        let library = try Library(folder: folder)
        let pictures = try PictureStore(folder: folder.path, logger: logger)
        let http = SegmindClient.http(for: configuration)
        let runner = ImportRunner(
            work: HistoryImport(
                catalog: catalog,
                library: library,
                pictures: pictures,
                client: SegmindClient(http: http, configuration: configuration)
            ),
            time: since.time.lowerBound..<(until?.time.upperBound ?? .distantFuture)
        )
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: runner, successTerminationBehavior: .gracefullyShutdownGroup)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        try await group.run()
        try? await http.shutdown()
        // A serving Contactsheet may be reading the log that this would fold in; then it does so itself.
        try? library.close()
        return runner.report
    }
}

/// Imports until it is done or asked to stop.
private final class ImportRunner: Service {
    private let work: HistoryImport
    private let time: Range<Date>
    private let progress = ImportProgress()
    private let latest = Mutex(ImportReport())

    var report: ImportReport { latest.withLock { $0 } }

    init(work: HistoryImport, time: Range<Date>) {
        self.work = work
        self.time = time
    }

    func run() async {
        let report = await cancelWhenGracefulShutdown { await self.work.run(self.time, told: self.progress.show) }
        progress.clear()
        latest.withLock { $0 = report }
    }
}
