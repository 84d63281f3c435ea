/// What the list of who did what tells of. Each is a trigger of `Migrations.counting` on the table where it happens.
public enum ActivityKind: String, Sendable, Hashable, CaseIterable {
    /// Pictures that were made.
    case make
    /// Pictures that were imported.
    case bring
    /// Pictures that became favourites.
    case favourite
    /// Pictures that were rated.
    case rate
    /// Pictures that were given tags.
    case tag
    /// Pictures that were put into collections.
    case collect
    /// Notes that were written.
    case note
    /// Pictures that were moved to the trash.
    case trash
    /// Prompts that were saved, each version by itself.
    case prompt
    /// Comparisons that were begun.
    case compare
    /// Votes.
    case vote

    /// The kind of action that it is, where it is one that can be undone.
    public var change: String? {
        switch self {
        case .favourite, .rate, .tag, .collect, .note, .trash: rawValue
        case .make, .bring, .prompt, .compare, .vote: nil
        }
    }
}
