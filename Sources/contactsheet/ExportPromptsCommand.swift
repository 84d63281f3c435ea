import ArgumentParser
import Foundation
import Library
import Upkeep

/// `contactsheet export prompts`: the whole prompt library in one file.
struct ExportPromptsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompts",
        abstract: "Write every prompt with all of its versions into one file, as JSON or CSV.",
        discussion: """
            Imported into an empty library and exported again, it is the same to the byte. What lies in the trash stays \
            there. It may run while serve runs.

            Exit status 0: the file is written; 2: it is not, and a file of that name is as it was.
            """
    )

    @Argument(help: "The file, such as prompts.json or prompts.csv; - for standard output, as JSON.")
    var file: String

    @Flag(help: "Write CSV, a version a row, whatever the file is called.")
    var csv = false

    @Option(help: "The data folder.")
    var data = "data"

    func run() async throws {
        do {
            let library = try Library(folder: try DataFolder.existing(at: data))
            let format: CarryFormat = csv || file.lowercased().hasSuffix(".csv") ? .csv : .json
            if file == "-" {
                _ = try await write(library, as: format, to: .standardOutput)
            } else {
                let count = try await write(library, as: format, to: URL(filePath: file))
                Console.say(count == 1 ? "1 prompt written." : "\(count) prompts written.")
            }
            try? library.close()
        } catch {
            Console.complain(Complaint(error).sentence)
            throw ExitCode(2)
        }
    }

    /// Beside the file first: what is there under its name is whole at any time.
    private func write(_ library: Library, as format: CarryFormat, to url: URL) async throws -> Int {
        let half = url.appendingPathExtension("half")
        guard FileManager.default.createFile(atPath: half.path, contents: nil),
            let handle = try? FileHandle(forWritingTo: half)
        else { throw Complaint("\(url.path) cannot be written.") }
        do {
            let count = try await write(library, as: format, to: handle)
            try handle.synchronize()
            try handle.close()
            guard rename(half.path, url.path) == 0 else { throw Complaint("\(url.path) cannot be written.") }
            return count
        } catch {
            try? FileManager.default.removeItem(at: half)
            throw error is CocoaError
                ? Complaint("\(url.path) cannot be written: \(error.localizedDescription)") : error
        }
    }

    private func write(_ library: Library, as format: CarryFormat, to handle: FileHandle) async throws -> Int {
        let line = ProgressLine()
        defer { line.clear() }
        return try await library.carryOut(as: format) { bytes, count in
            try handle.write(contentsOf: Data(bytes))
            line.show(.init(what: "prompts", done: count))
        }
    }
}
