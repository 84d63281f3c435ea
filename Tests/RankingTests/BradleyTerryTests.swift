import Testing

@testable import Ranking

@Suite struct BradleyTerryTests {
    /// Wins as a table: a row's contestant over a column's.
    private func wins(_ table: [[Int]], ties: [(Int, Int)] = []) -> Wins {
        var wins = Wins(of: table.count)
        for (winner, row) in table.enumerated() {
            for (loser, times) in row.enumerated() {
                for _ in 0..<times { wins.addWin(of: winner, over: loser) }
            }
        }
        for (one, other) in ties { wins.addTie(of: one, and: other) }
        return wins
    }

    private func expect(_ values: [Double], near expected: [Double], within distance: Double = 1e-9) {
        #expect(values.count == expected.count)
        for (value, expected) in zip(values, expected) { #expect(abs(value - expected) < distance) }
    }

    @Test("Between two, the strengths are the odds of what was seen")
    func two() {
        let fit = BradleyTerry.fit(wins([[0, 30], [10, 0]]))
        expect(fit.values, near: [0.549306144334, -0.549306144334])
        // The difference has the variance 1 / (n p q) = 1 / 7.5, and each strength is half of it away from the mean.
        let reach = 1.959964 * (1 / 7.5).squareRoot() / 2
        #expect(abs(fit.interval(of: 0).upperBound - fit.values[0] - reach) < 1e-9)
        #expect(!fit.hasPrior)
    }

    @Test("At the strengths, what each is expected to win is what it won")
    func balance() {
        let table = [[0, 7, 12, 3], [4, 0, 6, 9], [2, 5, 0, 4], [5, 1, 8, 0]]
        let wins = wins(table, ties: [(0, 1), (0, 1), (2, 3)])
        let fit = BradleyTerry.fit(wins)
        for one in 0..<4 {
            let expected = (0..<4).reduce(0) { sum, other in
                sum + wins.meetings(of: one, and: other) * BradleyTerry.chance(fit.values[one] - fit.values[other])
            }
            #expect(abs(expected - wins.wins(of: one)) < 1e-9)
        }
        #expect(abs(fit.values.reduce(0, +)) < 1e-12)
    }

    @Test("Ties alone leave both alike, and pull together what wins set apart")
    func ties() {
        expect(BradleyTerry.fit(wins([[0, 0], [0, 0]], ties: [(0, 1), (0, 1)])).values, near: [0, 0])
        let apart = BradleyTerry.fit(wins([[0, 6], [2, 0]])).values[0]
        let nearer = BradleyTerry.fit(wins([[0, 6], [2, 0]], ties: [(0, 1), (0, 1)])).values[0]
        #expect(nearer > 0 && nearer < apart)
    }

    @Test(
        "Where nothing finite fits best, the prior keeps the strengths finite and it is said",
        arguments: [
            [[0, 5, 0], [0, 0, 4], [0, 0, 0]],
            [[0, 3, 0, 0], [2, 0, 0, 0], [0, 0, 0, 4], [0, 0, 1, 0]],
            [[0, 9, 9], [0, 0, 3], [0, 3, 0]],
        ]
    )
    func prior(_ table: [[Int]]) {
        let fit = BradleyTerry.fit(wins(table))
        #expect(fit.hasPrior)
        for contestant in table.indices {
            let reach = fit.interval(of: contestant)
            #expect(reach.lowerBound.isFinite && reach.upperBound.isFinite && abs(fit.values[contestant]) < 6)
        }
        #expect(abs(fit.values.reduce(0, +)) < 1e-9)
        #expect(BradleyTerry.fit(wins([[0, 5], [1, 0]])).hasPrior == false)
    }

    @Test("A million meetings and a single one are fitted alike well")
    func extremes() {
        var wins = Wins(of: 2)
        for number in 0..<100_000 { wins.addWin(of: number == 7 ? 1 : 0, over: number == 7 ? 0 : 1) }
        expect(BradleyTerry.fit(wins).values, near: [5.756457732, -5.756457732], within: 1e-6)
        expect(BradleyTerry.fit(Wins(of: 0)).values, near: [])
        expect(BradleyTerry.fit(Wins(of: 1)).values, near: [0])
        expect(BradleyTerry.fitWithPrior(Wins(of: 3)).values, near: [0, 0, 0])
    }

    @Test("Known strengths lie within the interval in at least 93 of 100 runs")
    func recovery() {
        let strengths = [1.2, 0.5, 0.0, -0.6, -1.1]
        let runs = 1000
        var dice = Dice(seed: 1)
        var held = Array(repeating: 0, count: strengths.count)
        for _ in 0..<runs {
            var wins = Wins(of: strengths.count)
            for one in strengths.indices {
                for other in 0..<one {
                    let chance = BradleyTerry.chance(strengths[one] - strengths[other])
                    for _ in 0..<40 {
                        let isWin = Double.random(in: 0..<1, using: &dice) < chance
                        wins.addWin(of: isWin ? one : other, over: isWin ? other : one)
                    }
                }
            }
            let fit = BradleyTerry.fit(wins)
            for one in strengths.indices where fit.interval(of: one).contains(strengths[one]) { held[one] += 1 }
        }
        // Of a thousand and not of a hundred: there, one strength in eight would miss the mark by chance alone.
        for count in held { #expect(count >= runs * 93 / 100, "\(held)") }
    }
}

/// Dice that fall the same in every run (SplitMix64).
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
