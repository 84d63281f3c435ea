import ArgumentParser
import Foundation
import Library
import Logging
import Pictures
import ServiceLifecycle
import Synchronization
import Upkeep

/// `contactsheet import folder`: pictures that other programs made.
struct ImportFolderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "folder",
        abstract: "Bring the pictures of a folder into the gallery, with their parameters.",
        discussion: """
            Takes PNG, JPEG and WebP from the folder and all below it, whatever they are called; what is hidden is left \
            out. Parameters are read from what AUTOMATIC1111 and Forge, ComfyUI, InvokeAI, SwarmUI, NovelAI, Fooocus \
            and Contactsheet write into their pictures. The files are copied, or with --link left where they are; they \
            are never changed, moved or deleted.

            It may run while serve runs, and can be stopped and run again: bytes that are there already are known, \
            also under another name. Exit status 0: every picture is there; 1: something could not be read, or it was \
            stopped; 2: it did not begin.
            """
    )

    @Argument(help: "The folder with the pictures.")
    var folder: String

    @Flag(help: "Leave the files where they are instead of copying them.")
    var link = false

    @Option(help: "The data folder.")
    var data = "data"

    func run() async throws {
        let report: FolderReport
        do {
            report = try await bring()
        } catch {
            Console.complain(Complaint(error).sentence)
            throw ExitCode(2)
        }
        for line in report.lines { Console.say(line) }
        if case .failed(let sentence) = report.end { Console.complain(sentence) }
        if !report.isWhole { throw ExitCode.failure }
    }

    private func bring() async throws -> FolderReport {
        Descriptors.raiseLimit()
        var logger = Logger(label: "contactsheet") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        let data = try DataFolder.existing(at: data)
        let share = try DataFolder.sharePictures(in: data)
        defer { withExtendedLifetime(share) {} }
        let library = try Library(folder: data)
        var work = FolderImport(
            library: library,
            pictures: try PictureStore(folder: data.path, logger: logger),
            manner: link ? .link : .copy
        )
        work.isServed = { DataFolder.isServed(data) }
        let runner = FolderImportRunner(work: work, folder: folder)
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: runner, successTerminationBehavior: .gracefullyShutdownGroup)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        try await group.run()
        // A serving Contactsheet may be reading the log that this would fold in; then it does so itself.
        try? library.close()
        return try runner.outcome.get()
    }
}

/// Imports until it is done or asked to stop.
private final class FolderImportRunner: Service {
    private let work: FolderImport
    private let folder: String
    private let line = ProgressLine()
    private let latest = Mutex(Result<FolderReport, UpkeepError>.success(FolderReport()))

    var outcome: Result<FolderReport, UpkeepError> { latest.withLock { $0 } }

    init(work: FolderImport, folder: String) {
        self.work = work
        self.folder = folder
    }

    func run() async {
        let outcome = await cancelWhenGracefulShutdown { await self.bring() }
        line.clear()
        latest.withLock { $0 = outcome }
    }

    private func bring() async -> Result<FolderReport, UpkeepError> {
        do throws(UpkeepError) {
            return .success(
                try await work.run(folder) { [line] report in
                    line.show(.init(what: "pictures", done: report.files, total: report.total))
                }
            )
        } catch {
            return .failure(error)
        }
    }
}
