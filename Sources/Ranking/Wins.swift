/// How often each of some contestants won against each other one, as fractions may count too.
///
/// A tie is half a win for each: it pulls two strengths together as one win each way would, with half the weight. What
/// says nothing of which is better, such as "both bad", is not written down here at all.
///
/// ```swift
/// var wins = Wins(of: 3)
/// wins.addWin(of: 0, over: 1)
/// wins.addTie(of: 1, and: 2)
/// wins[0, 1] // 1
/// wins[2, 1] // 0.5
/// ```
public struct Wins: Sendable, Hashable {
    /// How many contestants there are; they are called by their numbers from 0.
    public let count: Int
    private var weights: [Double]

    /// Nobody has met anybody yet.
    public init(of count: Int) {
        self.count = count
        weights = Array(repeating: 0, count: count * count)
    }

    /// How often the first won against the second, a tie counted as half.
    public subscript(winner: Int, loser: Int) -> Double { weights[winner * count + loser] }

    /// One win.
    public mutating func addWin(of winner: Int, over loser: Int) { weights[winner * count + loser] += 1 }

    /// One tie: half a win for each.
    public mutating func addTie(of one: Int, and other: Int) {
        weights[one * count + other] += 0.5
        weights[other * count + one] += 0.5
    }

    /// How often two have met.
    public func meetings(of one: Int, and other: Int) -> Double { self[one, other] + self[other, one] }

    /// The wins of a contestant over all others.
    public func wins(of contestant: Int) -> Double { (0..<count).reduce(0) { $0 + self[contestant, $1] } }

    /// How often a contestant has met anybody.
    public func meetings(of contestant: Int) -> Double {
        (0..<count).reduce(0) { $0 + meetings(of: contestant, and: $1) }
    }
}

extension Wins {
    /// Whether from every contestant a chain of wins leads to every other: exactly then the likelihood has a maximum
    /// (Ford, "Solution of a ranking problem from binary comparisons", 1957).
    ///
    /// It fails where some group won all its meetings with the rest, whose strength would be infinite, and where two
    /// groups never met, of which nothing can be said.
    public var isConnected: Bool {
        count < 2 || (reach { self[$0, $1] > 0 } && reach { self[$1, $0] > 0 })
    }

    /// The group of each contestant, by the number of its first one: those that meetings connect, whoever won them.
    public var groups: [Int] {
        var groups = Array(0..<count)
        for first in 0..<count where groups[first] == first {
            var waiting = [first]
            while let here = waiting.popLast() {
                for there in 0..<count
                where there > first && groups[there] == there && meetings(of: here, and: there) > 0 {
                    groups[there] = first
                    waiting.append(there)
                }
            }
        }
        return groups
    }

    /// The wins of some contestants among themselves, numbered anew.
    public func among(_ contestants: [Int]) -> Wins {
        var wins = Wins(of: contestants.count)
        for (row, one) in contestants.enumerated() {
            for (column, other) in contestants.enumerated() {
                wins.weights[row * contestants.count + column] = self[one, other]
            }
        }
        return wins
    }

    /// Whether steps lead from the first contestant to all.
    private func reach(by leads: (_ from: Int, _ to: Int) -> Bool) -> Bool {
        var isReached = Array(repeating: false, count: count)
        isReached[0] = true
        var waiting = [0]
        while let here = waiting.popLast() {
            for there in 0..<count where !isReached[there] && leads(here, there) {
                isReached[there] = true
                waiting.append(there)
            }
        }
        return !isReached.contains(false)
    }
}
