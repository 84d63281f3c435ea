import ArgumentParser
import Foundation
import Library
import Phrasing

/// `contactsheet export wildcards`: a folder of text files.
struct ExportWildcardsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wildcards",
        abstract: "Write every list into a folder of text files, to the byte as it came.",
        discussion: """
            A slash in a list's name makes a folder. Files of the same names are replaced, others are left alone. It \
            may run while serve runs. Exit status 0: all are written; 2: they are not.
            """
    )

    @Argument(help: "The folder; it is made if it is missing.")
    var folder: String

    @Option(help: "The data folder.")
    var data = "data"

    func run() async throws {
        do {
            let library = try Library(folder: try DataFolder.existing(at: data))
            let lists = try await library.answer(WordListsQuery(nil)).all
            try? library.close()
            let folder = URL(filePath: folder, directoryHint: .isDirectory)
            for list in lists {
                // A name has no `..`, no slash at its ends and nothing that a file system reads otherwise.
                try WordFiles.write(Array(list.text.utf8), to: folder.appending(path: "\(list.name).txt"))
            }
            Console.say("\(WordFiles.counted(lists.count, "list")) written.")
        } catch {
            Console.complain(Complaint(error).sentence)
            throw ExitCode(2)
        }
    }
}
