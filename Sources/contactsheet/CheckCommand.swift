import ArgumentParser
import Foundation
import Library
import Logging
import Pictures
import Segmind
import Upkeep

/// `contactsheet check`: whether everything in a data folder is there and as it should be.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Look at everything in a data folder, and put right what can be.",
        discussion: """
            Looks at the database, at every picture's bytes, at files that no picture names, and at thumbnails; \
            nothing is changed, and Contactsheet may be serving meanwhile.

            With --repair, when nothing serves: pictures that are missing or damaged are fetched again where the \
            service of SEGMIND_API_KEY still has them (nothing is ever generated, so nothing is charged), files that \
            belong to nothing move to set-aside/, and what is derived is made anew.

            Ends with 0 when nothing is wrong (any more), 1 when something is, 2 when it could not look.
            """
    )

    @Flag(help: "Put right what can be put right without spending money.")
    var repair = false

    @Flag(help: "Print the report as one JSON object, for programs.")
    var json = false

    @Option(help: "The data folder.")
    var data = "data"

    func run() async throws {
        let report: Report
        do {
            Descriptors.raiseLimit()
            let folder = try DataFolder.existing(at: data)
            report = repair ? try await mend(folder) : try await look(at: folder)
        } catch {
            Console.complain(Complaint(error).sentence)
            throw ExitCode(2)
        }
        for line in json ? [report.json] : report.lines(of: data) { Console.say(line) }
        if !report.isClean { throw ExitCode(1) }
    }

    private func look(at folder: URL) async throws -> Report {
        try await inspect(folder, remedies: .none)
    }

    private func mend(_ folder: URL) async throws -> Report {
        let held = try (DataFolder(existing: folder), DataFolder.takePictures(in: folder))
        defer { withExtendedLifetime(held) {} }
        var logger = Logger(label: "contactsheet") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        // Without a key there is nobody to ask: the sandbox of a program that ended keeps nothing.
        let configuration = try SegmindClient.Configuration(environment: ProcessInfo.processInfo.environment)
        let service = configuration.map { (http: SegmindClient.http(for: $0), configuration: $0) }
        do {
            let library = try Library(folder: folder)
            let remedies = Remedies.repair(
                library: library,
                folder: PictureFolder(path: folder.path),
                store: try PictureStore(folder: folder.path, logger: logger),
                source: PictureSource(
                    service: service.map {
                        (SegmindClient(http: $0.http, configuration: $0.configuration), $0.configuration.baseURL)
                    }
                )
            )
            let report = try await inspect(folder, remedies: remedies)
            try library.close()
            try? await service?.http.shutdown()
            return report
        } catch {
            try? await service?.http.shutdown()
            throw error
        }
    }

    private func inspect(_ folder: URL, remedies: Remedies) async throws -> Report {
        guard let library = try LibraryFile(folder: folder) else { throw DataFolder.noLibrary(in: folder) }
        let line = ProgressLine()
        var inspection = Inspection(library: library, folder: PictureFolder(path: folder.path))
        inspection.remedies = remedies
        inspection.strays = BackupFolder.isBackup(folder) ? .kept : .faults
        let isRepair = repair
        inspection.isGrowing = { !isRepair && DataFolder.isGrowing(folder) }
        inspection.progress = line.show
        let isQuiet = json
        inspection.say = { sentence in
            line.clear()
            if isQuiet { Console.complain(sentence) } else { Console.say(sentence) }
        }
        defer { line.clear() }
        let report = try await inspection.run()
        try library.close()
        return report
    }
}
