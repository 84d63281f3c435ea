import Library

/// What somebody may do here.
struct Rights: OptionSet, Sendable, Hashable {
    let rawValue: Int

    /// Seeing pictures, prompts and what belongs to them.
    static let look = Rights(rawValue: 1)
    /// Voting on pictures.
    static let vote = Rights(rawValue: 2)
    /// Asking for pictures, which spends money.
    static let generate = Rights(rawValue: 4)
    /// Changing what is in the library: marks, tags, notes, collections, prompts, the trash, imports.
    static let curate = Rights(rawValue: 8)
    /// Minding people, budgets and settings.
    static let administer = Rights(rawValue: 16)
    /// One's own account: password, sessions, tokens.
    static let own = Rights(rawValue: 32)

    static let all: Rights = [.look, .vote, .generate, .curate, .administer, .own]

    init(rawValue: Int) { self.rawValue = rawValue }

    init(_ role: Role) {
        self =
            switch role {
            case .viewer: [.look, .vote, .own]
            case .member: [.look, .vote, .own, .generate, .curate]
            case .administrator: .all
            }
    }

    /// What a token is good for, whoever made it.
    init(_ scope: Token.Scope) {
        self =
            switch scope {
            case .read: .look
            case .generate: [.look, .generate]
            }
    }

    /// The lowest role that has them.
    var role: Role { Role.allCases.first { Rights($0).isSuperset(of: self) } ?? .administrator }
}

extension Role {
    /// What people are told of it.
    var help: String {
        switch self {
        case .viewer: "looks and votes"
        case .member: "looks, votes, generates and curates"
        case .administrator: "does all that, and minds people, budgets and settings"
        }
    }
}
