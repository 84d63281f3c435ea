import GRDB

/// Which of the comparisons that are open for votes somebody votes on.
public enum VotingScope: Sendable, Hashable {
    /// One.
    case comparison(Int64)
    /// All with a tag, in whatever case it is written.
    case tag(String)
    /// All.
    case all
}

extension Database {
    /// The comparisons of a scope that are open, the newest first and at most a hundred.
    func openComparisons(_ scope: VotingScope) throws -> [Int64] {
        switch scope {
        case .comparison(let id):
            try Int64.fetchAll(
                self,
                cached: "SELECT id FROM comparison WHERE id = ? AND voting_at IS NOT NULL",
                arguments: [id]
            )
        case .tag(let tag):
            try Int64.fetchAll(
                self,
                cached: """
                    SELECT id FROM comparison_tag JOIN comparison ON comparison.id = comparison_id
                    WHERE tag = ? AND voting_at IS NOT NULL ORDER BY comparison_id DESC LIMIT 100
                    """,
                arguments: [tag.lowercased()]
            )
        case .all:
            // By the index comparison_voting.
            try Int64.fetchAll(
                self,
                cached: "SELECT id FROM comparison WHERE voting_at IS NOT NULL ORDER BY id DESC LIMIT 100"
            )
        }
    }
}
