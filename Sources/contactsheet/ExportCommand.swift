import ArgumentParser

/// `contactsheet export`: what the library holds, in files that other programs read.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write what the library holds into files.",
        subcommands: [ExportStylesCommand.self, ExportWildcardsCommand.self]
    )
}
