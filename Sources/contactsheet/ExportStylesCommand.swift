import ArgumentParser
import Foundation
import Library
import Phrasing

/// `contactsheet export styles`: a styles.csv.
struct ExportStylesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "styles",
        abstract: "Write every style into one file, as AUTOMATIC1111 writes its styles.csv.",
        discussion: """
            A file of that name is replaced. It may run while serve runs. Exit status 0: the file is written; 2: it is \
            not, and a file of that name is as it was.
            """
    )

    @Argument(help: "The file, such as styles.csv.")
    var file: String

    @Option(help: "The data folder.")
    var data = "data"

    func run() async throws {
        do {
            let library = try Library(folder: try DataFolder.existing(at: data))
            let styles = try await library.answer(StylesQuery()).map(\.style)
            try? library.close()
            try WordFiles.write(StylesFile(styles).bytes, to: URL(filePath: file))
            Console.say("\(WordFiles.counted(styles.count, "style")) written.")
        } catch {
            Console.complain(Complaint(error).sentence)
            throw ExitCode(2)
        }
    }
}
