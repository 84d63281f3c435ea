import ArgumentParser

/// The program: `serve` for people, `check` and `backup` for whoever keeps it, `sandbox` for tests of a Segmind client.
@main
struct Contactsheet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contactsheet",
        abstract: "A light table for a small team's text-to-image models.",
        subcommands: [
            ServeCommand.self, ImportCommand.self, ExportCommand.self, CheckCommand.self, BackupCommand.self,
            UserCommand.self, SandboxCommand.self,
        ],
        defaultSubcommand: ServeCommand.self
    )
}
