import ArgumentParser

/// `contactsheet export`: what the library holds, in files that other programs read.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write what the library holds into files.",
        subcommands: [
            ExportCollectionCommand.self, ExportPromptsCommand.self, ExportStylesCommand.self,
            ExportWildcardsCommand.self,
        ]
    )
}
