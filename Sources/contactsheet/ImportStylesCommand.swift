import ArgumentParser
import Foundation
import Library
import Phrasing

/// `contactsheet import styles`: a styles.csv.
struct ImportStylesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "styles",
        abstract: "Bring the styles of an AUTOMATIC1111 styles.csv into the library.",
        discussion: """
            A style of the same name stays as it is and is named, or with --replace gives way; the page Styles can bring \
            it back. It may run while serve runs. Exit status 0: every style is there; 1: one stayed out; 2: none came.
            """
    )

    @Argument(help: "The file.")
    var file: String

    @Flag(help: "Replace styles of the same name.")
    var replace = false

    @Option(help: "The data folder.")
    var data = "data"

    func run() async throws {
        let brought: BroughtWords
        do {
            let library = try Library(folder: try DataFolder.existing(at: data))
            let styles = try StylesFile(bytes: try WordFiles.read(URL(filePath: file), most: StylesFile.longest)).styles
            for style in styles {
                if let complaint = style.complaint { throw Complaint("“\(style.name)”: \(complaint)") }
            }
            brought = try await library.bringStyles(styles, replaces: replace, at: Date())
            try? library.close()
        } catch {
            Console.complain(Complaint(error).sentence)
            throw ExitCode(2)
        }
        for line in brought.lines("style") { Console.say(line) }
        if !brought.kept.isEmpty { throw ExitCode.failure }
    }
}
