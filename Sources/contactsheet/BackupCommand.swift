import ArgumentParser
import Foundation
import Upkeep

/// `contactsheet backup`: a copy of the data folder, while it is served.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy a data folder to another, also while it is served, and check the copy.",
        discussion: """
            The same folder can be given again and again: only pictures that it does not have yet are copied. What is \
            damaged is not carried over but named. Nothing is ever removed from a backup.

            To go back, stop Contactsheet and put a copy of the backup in the data folder's place.

            Ends with 0 when the backup is whole, 1 when something in it is missing or wrong, 2 when none was made.
            """
    )

    @Argument(help: "The folder of the backup; it is made if it is missing.")
    var folder: String

    @Option(help: "The data folder.")
    var data = "data"

    @Flag(help: "Look at pictures from earlier backups by their length only, not byte by byte.")
    var quick = false

    func run() async throws {
        let outcome: Backup.Outcome
        let clock = ContinuousClock()
        let began = clock.now
        do {
            Descriptors.raiseLimit()
            let data = try DataFolder.existing(at: data)
            let line = ProgressLine()
            var backup = Backup(of: data, into: try BackupFolder(path: folder, of: data))
            backup.isQuick = quick
            backup.progress = line.show
            backup.say = { sentence in
                line.clear()
                Console.say(sentence)
            }
            defer { line.clear() }
            outcome = try await backup.run()
        } catch {
            Console.complain(Complaint(error).sentence)
            throw ExitCode(2)
        }
        let size = outcome.copiedBytes.formatted(.byteCount(style: .file, spellsOutZero: false))
        let seconds = String(format: "%.1f", (clock.now - began) / .seconds(1))
        Console.say(
            "\(outcome.copied) pictures copied (\(size)), \(outcome.alreadyThere) already there, in \(seconds) s."
        )
        for line in outcome.report.lines(of: folder) { Console.say(line) }
        let outside = outcome.report.linkedPictures
        if outside > 0 {
            Console.say(outside == 1 ? "That one is not in the backup." : "Those \(outside) are not in the backup.")
        }
        if !outcome.report.isClean { throw ExitCode(1) }
    }
}
