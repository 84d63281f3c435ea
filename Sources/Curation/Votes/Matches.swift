import Library
import Ranking

/// A vote as a meeting of two contestants.
struct Bout {
    var left: String
    var right: String
    var outcome: Vote.Outcome
}

extension BallotsQuery.Answer {
    /// The votes that decide between the contestants of one contest, in the order of voting.
    ///
    /// Those between models all count where models are ranked; where a parameter is, those between two pictures of one
    /// model that differ in this parameter and no other.
    func bouts(in contest: Contest) -> [Bout] { votes(in: contest).map(\.bout) }

    /// The same with the votes themselves.
    func votes(in contest: Contest) -> [(bout: Bout, ballot: BallotsQuery.Ballot)] {
        ballots.compactMap { ballot in
            guard let left = generations[ballot.left]?.traits, let right = generations[ballot.right]?.traits,
                Contest(between: left, and: right) == contest
            else { return nil }
            let bout = Bout(
                left: contest.value(of: left),
                right: contest.value(of: right),
                outcome: ballot.outcome
            )
            return (bout, ballot)
        }
    }
}

/// Who met whom in some votes, and how often each won.
struct Matches {
    /// So many contestants are ranked at most: those with the most votes.
    static let most = 200

    /// Those who won, lost or tied at least once, by number.
    private(set) var names: [String] = []
    private(set) var wins: Wins
    private let numbers: [String: Int]

    init(_ bouts: [Bout]) {
        let counted = bouts.filter { $0.outcome != .bad }
        let votes = counted.reduce(into: [String: Int]()) { votes, bout in
            votes[bout.left, default: 0] += 1
            votes[bout.right, default: 0] += 1
        }
        // Equals in the order of their names, so that the same votes always rank the same.
        let ordered = votes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        names = ordered.prefix(Self.most).map(\.key)
        numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        wins = Wins(of: names.count)
        for bout in counted {
            guard let left = numbers[bout.left], let right = numbers[bout.right] else { continue }
            switch bout.outcome {
            case .left: wins.addWin(of: left, over: right)
            case .right: wins.addWin(of: right, over: left)
            case .tie: wins.addTie(of: left, and: right)
            case .bad: break
            }
        }
    }

    /// The number of a contestant; `nil` for one without votes that say which is better.
    func number(of name: String) -> Int? { numbers[name] }
}
