import ArgumentParser

/// `contactsheet export`: what the library holds, as files that need no Contactsheet.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write what the library holds into files.",
        subcommands: [ExportCollectionCommand.self, ExportPromptsCommand.self]
    )
}
