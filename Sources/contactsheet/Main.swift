import ArgumentParser

/// The program: `serve` for people, `sandbox` for whoever tests a Segmind client.
@main
struct Contactsheet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contactsheet",
        abstract: "A light table for a small team's text-to-image models.",
        subcommands: [ServeCommand.self, SandboxCommand.self, ImportCommand.self],
        defaultSubcommand: ServeCommand.self
    )
}
