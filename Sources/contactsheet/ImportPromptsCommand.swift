import ArgumentParser
import Foundation
import Library
import Upkeep

/// `contactsheet import prompts`: a prompt library that was exported, or a table that somebody wrote.
struct ImportPromptsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompts",
        abstract: "Bring prompts with all of their versions into the library.",
        discussion: """
            Takes the JSON and CSV that export writes; of a table of your own, a column “text” is enough. What is here \
            already stays as it is, so the same file can be brought twice. A file with a fault in it is refused whole, \
            with the place of the fault. It may run while serve runs.

            Exit status 0: every prompt of the file is here; 1: some went another way here and stayed so; 2: nothing \
            was taken.
            """
    )

    @Argument(help: "The file.")
    var file: String

    @Option(help: "The data folder.")
    var data = "data"

    func run() async throws {
        let report: CarryReport
        do {
            report = try await bring()
        } catch {
            Console.complain(Complaint(error).sentence)
            throw ExitCode(2)
        }
        for line in report.lines { Console.say(line) }
        if report.differingCount > 0 { throw ExitCode.failure }
    }

    private func bring() async throws -> CarryReport {
        let folder = try DataFolder.existing(at: data)
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw Complaint("\(file) cannot be read.")
        }
        let prompts: [CarriedPrompt]
        do throws(CarryFault) { prompts = try CarryFormat.read(Array(bytes)) } catch {
            throw Complaint("\(file) is refused. \(error)")
        }
        let library = try Library(folder: folder)
        let line = ProgressLine()
        defer { line.clear() }
        let report = try await library.carryIn(prompts) { report in
            line.show(.init(what: "prompts", done: report.total, total: prompts.count))
        }
        if report.added > 1000 { try await library.analyze() }
        // A serving Contactsheet may be reading the log that this would fold in; then it does so itself.
        try? library.close()
        return report
    }
}

extension CarryReport {
    /// What was done, in sentences.
    fileprivate var lines: [String] {
        func prompts(_ number: Int) -> String { number == 1 ? "1 prompt" : "\(number) prompts" }
        var lines = ["\(prompts(added)) came, \(versions == 1 ? "1 version" : "\(versions) versions") in all."]
        if extended > 0 { lines.append("\(prompts(extended)) of the library went on.") }
        if known > 0 { lines.append("\(prompts(known)) \(known == 1 ? "was" : "were") here already.") }
        if differingCount > 0 {
            lines.append(
                "\(prompts(differingCount)) went another way here than in the file, and stayed as they are here:"
            )
            lines += differing.map { "  \($0)" }
            if differingCount > differing.count { lines.append("  and \(differingCount - differing.count) more") }
        }
        return lines
    }
}
