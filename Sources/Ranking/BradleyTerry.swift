import Foundation

/// The model of Bradley and Terry (1952): each contestant has a strength, and the odds that one wins against another
/// are the exponential of the difference of their strengths.
///
/// The strengths are natural-log odds with mean zero: a contestant that is stronger by 1 wins 73 of 100 meetings, by 2
/// wins 88. They are those that make what was seen most likely, found by Newton's method.
public enum BradleyTerry {
    /// The standard deviation of the weak prior, in log odds: nearly all strengths lie within twice of it.
    public static let priorDeviation = 2.0

    /// The strengths that make the wins most likely.
    ///
    /// Where no such strengths exist (see ``Wins/isConnected``), a Gaussian prior of mean zero and standard deviation
    /// ``priorDeviation`` on each strength keeps them finite, and the answer says so.
    public static func fit(_ wins: Wins) -> Strengths {
        fit(wins, precision: wins.isConnected ? 0 : priorPrecision)
    }

    /// The most likely strengths under the weak prior, whether it is needed or not: for choosing what to ask next, when
    /// little is known yet.
    public static func fitWithPrior(_ wins: Wins) -> Strengths {
        fit(wins, precision: priorPrecision)
    }

    static let priorPrecision = 1 / (priorDeviation * priorDeviation)

    private static func fit(_ wins: Wins, precision: Double) -> Strengths {
        var values = Array(repeating: 0.0, count: wins.count)
        var height = logLikelihood(of: values, wins, precision)
        for _ in 0..<200 {
            let step = information(at: values, wins, precision).solved(gradient(at: values, wins, precision))
            guard let longest = step.map(abs).max(), longest > 1e-12 else { break }
            // A step that overshoots is halved: the likelihood has one summit, and every step climbs.
            var share = 1.0
            var next = moved(values, by: step, share)
            var nextHeight = logLikelihood(of: next, wins, precision)
            while nextHeight < height, share > 1e-6 {
                share /= 2
                next = moved(values, by: step, share)
                nextHeight = logLikelihood(of: next, wins, precision)
            }
            // Nothing is higher any more, but for rounding.
            guard nextHeight >= height else { break }
            (values, height) = (next, nextHeight)
        }
        return Strengths(
            values: values,
            covariance: information(at: values, wins, precision).inverse(withoutMean: true),
            hasPrior: precision > 0
        )
    }

    /// The chance that a contestant wins who is stronger by a difference of log odds.
    public static func chance(_ difference: Double) -> Double { 1 / (1 + exp(-difference)) }

    private static func moved(_ values: [Double], by step: [Double], _ share: Double) -> [Double] {
        let moved = zip(values, step).map { $0 + share * $1 }
        let mean = moved.reduce(0, +) / Double(max(1, moved.count))
        return moved.map { $0 - mean }
    }

    private static func logLikelihood(of values: [Double], _ wins: Wins, _ precision: Double) -> Double {
        var sum = values.reduce(0) { $0 - precision * $1 * $1 / 2 }
        for winner in values.indices {
            for loser in values.indices where wins[winner, loser] > 0 {
                sum -= wins[winner, loser] * logOnePlusExp(values[loser] - values[winner])
            }
        }
        return sum
    }

    /// The logarithm of 1 + eˣ, which does not overflow.
    private static func logOnePlusExp(_ x: Double) -> Double { max(0, x) + log1p(exp(-abs(x))) }

    private static func gradient(at values: [Double], _ wins: Wins, _ precision: Double) -> [Double] {
        values.indices.map { one in
            var slope = -precision * values[one]
            for other in values.indices where other != one {
                let meetings = wins.meetings(of: one, and: other)
                if meetings > 0 { slope += wins[one, other] - meetings * chance(values[one] - values[other]) }
            }
            return slope
        }
    }

    /// The information matrix: how sharply the likelihood falls off around the strengths. Its rows sum to the prior's
    /// precision, since only differences are observed; the missing direction, all strengths alike, is filled with 1, so
    /// that it can be inverted, and is taken out again afterwards.
    private static func information(at values: [Double], _ wins: Wins, _ precision: Double) -> PositiveMatrix {
        let count = values.count
        var matrix = PositiveMatrix(size: count, filledWith: (1 - precision) / Double(max(1, count)))
        for one in 0..<count {
            matrix[one, one] += precision
            for other in 0..<one {
                let chance = chance(values[one] - values[other])
                let weight = wins.meetings(of: one, and: other) * chance * (1 - chance)
                matrix[one, one] += weight
                matrix[other, other] += weight
                matrix[one, other] -= weight
                matrix[other, one] -= weight
            }
        }
        return matrix
    }
}
