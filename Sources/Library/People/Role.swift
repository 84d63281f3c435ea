/// What an account may do, in steps: each may what those before it may.
public enum Role: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Looks and votes.
    case viewer
    /// Generates and curates.
    case member
    /// Minds people, budgets, settings and the key.
    case administrator

    /// Whether one may less than the other.
    public static func < (one: Role, other: Role) -> Bool { one.rank < other.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
