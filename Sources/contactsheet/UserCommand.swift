import Accounts
import ArgumentParser
import Foundation
import Library

/// `contactsheet user`: people, from the machine's own terminal; it may run while serve runs.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "People who may come in: list, add, change.",
        subcommands: [
            UserListCommand.self, UserAddCommand.self, UserPasswordCommand.self, UserRoleCommand.self,
            UserCloseCommand.self, UserOpenCommand.self,
        ],
        defaultSubcommand: UserListCommand.self
    )
}

extension Role: ExpressibleByArgument {}

/// What the commands have in common.
private struct PeopleOptions: ParsableArguments {
    @Option(help: "The data folder.")
    var data = "data"

    /// Does something with the library, and tells in one line what is wrong.
    func with(_ work: (Library) async throws -> Void) async throws {
        do {
            let library = try Library(folder: DataFolder.existing(at: data))
            try await work(library)
            try library.close()
        } catch {
            Console.complain(Complaint(error).sentence)
            throw ExitCode.failure
        }
    }
}

/// `contactsheet user list`.
struct UserListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Who may come in, and as what.")

    @OptionGroup private var options: PeopleOptions

    func run() async throws {
        try await options.with { library in
            let accounts = try await library.answer(AccountsQuery())
            if accounts.isEmpty { Console.say("Nobody has an account.") }
            for account in accounts {
                let seen = account.seenAt.map { "last seen \($0.ISO8601Format())" } ?? "not signed in"
                Console.say("\(account.name)\t\(account.isOpen ? account.role.rawValue : "closed")\t\(seen)")
            }
        }
    }
}

/// `contactsheet user add`.
struct UserAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Make an account.",
        discussion: "The password is asked for twice without being shown; what is piped in is taken as it is, one line."
    )

    @Argument(help: "The name by which they sign in.")
    var name: String

    @Option(help: "viewer (looks, votes), member (generates, curates) or administrator.")
    var role = Role.member

    @OptionGroup private var options: PeopleOptions

    func run() async throws {
        try await options.with { library in
            if let fault = AccountName.fault(name) { throw Complaint(fault) }
            let hash = try await PasswordPrompt.hash(for: name)
            do throws(LibraryError) {
                try await library.addAccount(name, role: role, password: hash, at: Date())
                try await library.record("added an account", "\(name), as \(role.rawValue)", by: nil, at: Date())
            } catch .taken {
                throw Complaint("\(name) has an account already.")
            }
            Console.say("\(name) may sign in, as \(role.rawValue).")
        }
    }
}

/// `contactsheet user password`.
struct UserPasswordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password",
        abstract: "Set a new password; all sessions of the account end."
    )

    @Argument(help: "Whose.")
    var name: String

    @OptionGroup private var options: PeopleOptions

    func run() async throws {
        try await options.with { library in
            let account = try await library.account(named: name)
            let hash = try await PasswordPrompt.hash(for: account.name)
            try await library.setPassword(hash, of: account.id)
            try await library.record("set a new password", "of \(account.name)", by: nil, at: Date())
            Console.say("\(account.name) has a new password.")
        }
    }
}

/// `contactsheet user role`.
struct UserRoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "role", abstract: "Give an account another role.")

    @Argument(help: "Whose.")
    var name: String

    @Argument(help: "viewer, member or administrator.")
    var role: Role

    @OptionGroup private var options: PeopleOptions

    func run() async throws {
        try await options.with { library in
            let account = try await library.account(named: name)
            try await library.whileSomebodyMinds(account) { () async throws(LibraryError) in
                try await library.set(role, of: account.id)
            }
            let detail = "\(account.name), \(account.role.rawValue) to \(role.rawValue)"
            try await library.record("changed a role", detail, by: nil, at: Date())
            Console.say("\(account.name) is \(role.rawValue) now.")
        }
    }
}

/// `contactsheet user close`.
struct UserCloseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close an account: it cannot come in, and what it made stays."
    )

    @Argument(help: "Whose.")
    var name: String

    @OptionGroup private var options: PeopleOptions

    func run() async throws {
        try await options.with { library in
            let account = try await library.account(named: name)
            try await library.whileSomebodyMinds(account) { () async throws(LibraryError) in
                try await library.close(account.id, at: Date())
            }
            try await library.record("closed an account", account.name, by: nil, at: Date())
            Console.say("\(account.name) cannot come in any more.")
        }
    }
}

/// `contactsheet user open`.
struct UserOpenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "open", abstract: "Open a closed account again.")

    @Argument(help: "Whose.")
    var name: String

    @OptionGroup private var options: PeopleOptions

    func run() async throws {
        try await options.with { library in
            let account = try await library.account(named: name)
            try await library.close(account.id, false, at: Date())
            try await library.record("opened an account", account.name, by: nil, at: Date())
            Console.say("\(account.name) may come in again.")
        }
    }
}

extension Library {
    fileprivate func account(named name: String) async throws -> Account {
        let accounts = try await answer(AccountsQuery())
        guard let account = accounts.first(where: { $0.name.lowercased() == name.lowercased() }) else {
            throw Complaint("Nobody called \(name) has an account. `contactsheet user list` tells who has.")
        }
        return account
    }

    fileprivate func whileSomebodyMinds(_ account: Account, _ work: () async throws(LibraryError) -> Void) async throws
    {
        do throws(LibraryError) { try await work() } catch {
            if case .taken = error { throw Complaint("\(account.name) is the last administrator. Make another first.") }
            throw error
        }
    }
}
