import Testing

@testable import Ranking

@Suite struct StrengthsTests {
    /// Strengths of given values whose intervals reach as far as said.
    private func strengths(_ values: [Double], reach: [Double]) -> Strengths {
        let covariance = values.indices.map { row in
            values.indices.map { $0 == row ? (reach[row] / 1.959964) * (reach[row] / 1.959964) : 0 }
        }
        return Strengths(values: values, covariance: covariance, hasPrior: false)
    }

    @Test("Those whose intervals overlap share a rank, and the next group's counts all above")
    func ranks() {
        #expect(
            strengths([3, 2.8, 0, -0.2, -3], reach: [0.5, 0.5, 0.5, 0.5, 0.5]).ranks == [1, 1, 3, 3, 5]
        )
        #expect(strengths([-3, 0, 3], reach: [1, 1, 1]).ranks == [3, 2, 1])
        #expect(strengths([], reach: []).ranks == [])
    }

    @Test("A chain of overlaps is one group, though its ends lie apart")
    func chains() {
        #expect(strengths([2, 1, 0], reach: [0.6, 0.6, 0.6]).ranks == [1, 1, 1])
        #expect(strengths([2, 0, -2], reach: [0.1, 3, 0.1]).ranks == [1, 1, 1])
    }

    @Test("The most is learnt of those who have met the least, and of equals rather than of unequals")
    func lessons() {
        var wins = Wins(of: 4)
        for _ in 0..<20 {
            wins.addTie(of: 0, and: 1)
            wins.addWin(of: 0, over: 3)
        }
        wins.addTie(of: 0, and: 2)
        let fit = BradleyTerry.fitWithPrior(wins)
        #expect(fit.lesson(of: 0, and: 2) > fit.lesson(of: 0, and: 1))
        #expect(fit.lesson(of: nil, and: 0) > fit.lesson(of: 2, and: 0))
        #expect(fit.lesson(of: nil, and: nil) > fit.lesson(of: nil, and: 0))
        #expect(
            strengths([0, 0], reach: [1, 1]).lesson(of: 0, and: 1)
                > strengths([2, -2], reach: [1, 1]).lesson(of: 0, and: 1)
        )
    }
}

@Suite struct AgreementTests {
    private typealias Verdict = (judge: Int64, subject: Int, verdict: String)

    @Test("Every two judges of the same subject are compared")
    func pairs() {
        let agreement = Agreement(
            [
                (1, 10, "a"), (2, 10, "a"), (3, 10, "b"), (1, 11, "a"), (2, 11, "b"), (3, 12, "a"),
            ] as [Verdict]
        )
        #expect(agreement.all == .init(pairs: 4, alike: 1))
        #expect(agreement.all.share == 0.25)
        #expect(agreement.couples[.init(one: 1, other: 2)] == .init(pairs: 2, alike: 1))
        #expect(agreement.couples[.init(one: 2, other: 3)] == .init(pairs: 1, alike: 0))
    }

    @Test("A judge's last word counts, and nobody is compared with himself")
    func lastWord() {
        let agreement = Agreement([(1, 10, "a"), (1, 10, "b"), (2, 10, "b")] as [Verdict])
        #expect(agreement.all == .init(pairs: 1, alike: 1))
        #expect(Agreement([(1, 10, "a"), (1, 10, "b")] as [Verdict]).all.share == nil)
    }
}
