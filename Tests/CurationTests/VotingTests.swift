import Testing

@testable import Curation
@testable import Library

@Suite struct VotingTests {
    /// Pairs of models of so many seeds, as the library finds them.
    private func pairs(_ models: [String], seeds: Int) -> VotingPairs {
        var found = VotingPairs()
        for seed in 0..<seeds {
            let first = found.pictures.count
            for (number, model) in models.enumerated() {
                let id = Int64(seed * models.count + number + 1)
                found.pictures.append(
                    .init(
                        id: id,
                        generation: id,
                        sha256: Self.hash(id),
                        width: 8,
                        height: 8,
                        prompt: "a pear",
                        traits: Traits(model: model)
                    )
                )
                for other in 0..<number {
                    let pair = VotingPairs.Pair(
                        comparison: 1,
                        one: first + other,
                        other: first + number,
                        contest: .model,
                        judged: 0
                    )
                    found.pairs.append(pair)
                }
            }
        }
        return found
    }

    private static func hash(_ id: Int64) -> String {
        String(repeating: "0", count: 12) + "\(1000 + id)" + String(repeating: "f", count: 48)
    }

    private func meeting(_ number: Int, _ choice: PairChoice) -> Set<String> {
        let pair = choice.found.pairs[number]
        return [choice.found.pictures[pair.one].traits.model, choice.found.pictures[pair.other].traits.model]
    }

    /// As many votes between two models as said, each side winning in turn.
    private func ballots(_ counts: [(String, String, Int)]) -> BallotsQuery.Answer {
        var answer = BallotsQuery.Answer()
        for (one, other, count) in counts {
            for number in 0..<count {
                let id = Int64(answer.generations.count + 1000)
                answer.generations[id] = .init(traits: Traits(model: one))
                answer.generations[id + 1] = .init(traits: Traits(model: other))
                answer.ballots.append(
                    .init(
                        person: 1,
                        leftImage: id,
                        rightImage: id + 1,
                        left: id,
                        right: id + 1,
                        outcome: number.isMultiple(of: 2) ? .left : .right
                    )
                )
            }
        }
        return answer
    }

    @Test("No pair comes twice before all have been judged, and then the next round begins")
    func rounds() {
        var dice = SystemRandomNumberGenerator()
        var choice = PairChoice(pairs(["a", "b", "c"], seeds: 4), ballots: .init())
        for round in 1...2 {
            var seen: Set<Int> = []
            while let next = choice.next(in: round, using: &dice) {
                #expect(seen.insert(next).inserted)
                choice.assumeJudged(next)
            }
            #expect(seen.count == 12)
        }
    }

    @Test("Who has met the others least is shown first")
    func teaches() {
        var dice = SystemRandomNumberGenerator()
        let known = ballots([("a", "b", 20), ("b", "c", 20), ("a", "c", 20), ("a", "d", 2)])
        let choice = PairChoice(pairs(["a", "b", "c", "d"], seeds: 3), ballots: known)
        for _ in 0..<20 {
            guard let next = choice.next(in: 1, using: &dice) else {
                Issue.record("nothing is left")
                return
            }
            #expect(meeting(next, choice).contains("d"))
        }
    }

    @Test("The pair that follows is chosen as though this one had been judged")
    func looksAhead() {
        var dice = SystemRandomNumberGenerator()
        var choice = PairChoice(pairs(["a", "b", "c"], seeds: 5), ballots: .init())
        var met: [Set<String>: Int] = [:]
        for _ in 0..<6 {
            guard let next = choice.next(in: 1, using: &dice) else { break }
            met[meeting(next, choice), default: 0] += 1
            choice.assumeJudged(next)
        }
        #expect(met.values.sorted() == [2, 2, 2])
    }

    @Test("Of equals, each comes with the same chance")
    func chance() {
        var dice = SystemRandomNumberGenerator()
        let choice = PairChoice(pairs(["a", "b"], seeds: 4), ballots: .init())
        let drawn = (0..<200).map { _ in choice.next(in: 1, using: &dice) }
        #expect(Set(drawn).count == 4)
    }

    @Test("A pair that was promised is kept while it is its turn, with its sides")
    func promises() {
        var choice = PairChoice(pairs(["a", "b"], seeds: 2), ballots: .init())
        func name(_ left: Int64, _ right: Int64) -> PairName {
            PairName(left: Self.hash(left), right: Self.hash(right))
        }
        #expect(choice.number(of: name(2, 1), in: 1) == 0)
        #expect(choice.number(of: name(1, 4), in: 1) == nil)
        choice.assumeJudged(0)
        #expect(choice.number(of: name(2, 1), in: 1) == nil)
        #expect(choice.number(of: name(3, 4), in: 1) == 1)
    }

    @Test(
        "A pair's name is two hashes and nothing else",
        arguments: ["", "1-2", "0123456789abcdef", "0123456789abcdef-", "0123456789abcdef-0123456789abcdeg"]
    )
    func names(_ text: String) {
        #expect(PairName(text) == nil)
        #expect(PairName("0123456789abcdef-fedcba9876543210")?.text == "0123456789abcdef-fedcba9876543210")
    }
}
