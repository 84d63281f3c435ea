import ArgumentParser

/// `contactsheet export`: what others are to have, as files.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Take things out of a library as files that need no Contactsheet.",
        subcommands: [
            ExportCollectionCommand.self
        ]
    )
}
