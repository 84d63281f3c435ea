/// The strengths of contestants, with how well they are known.
public struct Strengths: Sendable, Hashable {
    /// Natural-log odds with mean zero, by contestant.
    public let values: [Double]
    /// How the errors of two strengths go together: the inverse of the information matrix among strengths of mean zero.
    public let covariance: [[Double]]
    /// Whether the weak prior was needed: the wins alone allow no finite strengths.
    public let hasPrior: Bool

    /// The strength of one contestant with the 95 % around it that its information allows.
    public func interval(of contestant: Int) -> ClosedRange<Double> {
        let reach = 1.959964 * max(0, covariance[contestant][contestant]).squareRoot()
        return (values[contestant] - reach)...(values[contestant] + reach)
    }

    /// The rank of each contestant: 1 for the strongest.
    ///
    /// Contestants whose intervals overlap share a rank, and so do all that a chain of overlaps connects: nothing is
    /// claimed that the intervals do not allow. A group's rank is one more than how many stand in the groups above it.
    public var ranks: [Int] {
        let intervals = values.indices.map(interval)
        let order = values.indices.sorted { intervals[$0].upperBound > intervals[$1].upperBound }
        var ranks = Array(repeating: 1, count: values.count)
        var rank = 1
        var lowest = Double.infinity
        for (above, contestant) in order.enumerated() {
            if intervals[contestant].upperBound < lowest { rank = above + 1 }
            lowest = min(lowest, intervals[contestant].lowerBound)
            ranks[contestant] = rank
        }
        return ranks
    }

    /// How much one more meeting of two would teach: the less certain its outcome, and the less known the difference of
    /// their strengths, the more.
    ///
    /// It is the information of one meeting, p (1 − p), times the variance of the difference. `nil` stands for a
    /// contestant that has not met anybody: as strong as the average, and known by the prior alone.
    public func lesson(of one: Int?, and other: Int?) -> Double {
        let chance = BradleyTerry.chance((one.map { values[$0] } ?? 0) - (other.map { values[$0] } ?? 0))
        let shared = one.flatMap { one in other.map { covariance[one][$0] } } ?? 0
        return chance * (1 - chance) * (variance(of: one) + variance(of: other) - 2 * shared)
    }

    private func variance(of contestant: Int?) -> Double {
        contestant.map { covariance[$0][$0] } ?? BradleyTerry.priorDeviation * BradleyTerry.priorDeviation
    }
}
