import Testing

@testable import Curation
@testable import Library

@Suite struct StandingsTests {
    /// Votes on pictures of generations 1, 2, …; image numbers are the generations' times ten.
    private func answer(
        _ traits: [Traits],
        _ votes: [(person: Int64, left: Int64, outcome: Vote.Outcome, right: Int64)]
    ) -> BallotsQuery.Answer {
        var answer = BallotsQuery.Answer()
        for (number, traits) in traits.enumerated() {
            let id = Int64(number + 1)
            answer.generations[id] = .init(traits: traits, cost: Double(id) / 100, seconds: Double(id))
        }
        for vote in votes {
            answer.ballots.append(
                .init(
                    person: vote.person,
                    leftImage: vote.left * 10,
                    rightImage: vote.right * 10,
                    left: vote.left,
                    right: vote.right,
                    outcome: vote.outcome
                )
            )
        }
        answer.people = [1: "Ada", 2: "Bob", 0: ""]
        return answer
    }

    private let models = ["a", "b", "c"].map { Traits(model: $0) }

    @Test("Ties are half a win for each, and both bad counts apart")
    func counts() throws {
        let standings = Standings(
            StandingsWish(.model),
            answer(models, [(1, 1, .left, 2), (1, 2, .left, 1), (1, 1, .left, 2), (1, 1, .tie, 2), (1, 1, .bad, 2)])
        )
        #expect(standings.votes == 5 && standings.ties == 1 && standings.bad == 1)
        let best = try #require(standings.lines.first)
        #expect(best.name == "a" && best.votes == 5 && best.bad == 1)
        #expect(best.place?.winShare == 2.5 / 4)
        #expect(best.cost == 0.01 && best.seconds == 1)
        #expect(best.place?.rank == 1 && standings.lines.last?.place?.rank == 1, "five votes tell nothing apart")
        #expect(!standings.hasPrior)
    }

    @Test("Of two groups that never met each is ranked by itself, however far apart their strengths come out")
    func ranksGroupsApart() {
        let models = ["a", "b", "c", "d"].map { Traits(model: $0) }
        var votes: [(person: Int64, left: Int64, outcome: Vote.Outcome, right: Int64)] = [
            (1, 2, .left, 1), (1, 3, .left, 4), (1, 4, .left, 3),
        ]
        for _ in 0..<60 { votes.append((1, 1, .left, 2)) }
        let standings = Standings(StandingsWish(.model), answer(models, votes))
        let places = Dictionary(standings.lines.map { ($0.name, $0.place) }) { first, _ in first }
        #expect(!standings.hasPrior)
        #expect(places["a"]??.group == places["b"]??.group && places["a"]??.group != places["c"]??.group)
        #expect(places.values.map { $0?.rank }.filter { $0 == 1 }.count == 3)
        #expect(places["b"]??.rank == 2)
    }

    @Test("More contestants than are ranked, none of whom met another, are no harm")
    func manyStrangers() {
        let models = (0..<440).map { Traits(model: "m\($0)") }
        var votes: [(person: Int64, left: Int64, outcome: Vote.Outcome, right: Int64)] = []
        for number in Int64(0)..<220 { votes.append((1, number * 2 + 1, .left, number * 2 + 2)) }
        let standings = Standings(StandingsWish(.model), answer(models, votes))
        #expect(standings.votes == 220)
        #expect(standings.lines.allSatisfy { $0.place?.winShare.isNaN != true })
    }

    @Test("What was only ever found bad has no place, and makes no prior necessary for the others")
    func onlyBad() {
        let standings = Standings(
            StandingsWish(.model),
            answer(models, [(1, 1, .left, 2), (1, 1, .right, 2), (1, 3, .bad, 1)])
        )
        #expect(standings.lines.map(\.name).last == "c")
        #expect(standings.lines.last?.place == nil && standings.lines.last?.bad == 1)
        #expect(!standings.hasPrior)
    }

    @Test("A parameter is ranked by votes between pictures of one model that differ in nothing else")
    func parameters() {
        let traits = [
            Traits(model: "a", guidanceScale: 5), Traits(model: "a", guidanceScale: 7.5),
            Traits(model: "a", scheduler: "Euler", guidanceScale: 9), Traits(model: "b", guidanceScale: 5),
            Traits(model: "b", guidanceScale: 7.5),
        ]
        let answer = answer(traits, [(1, 1, .left, 2), (1, 2, .left, 3), (1, 1, .left, 5), (1, 5, .left, 4)])
        let all = Standings(StandingsWish(.guidanceScale), answer)
        #expect(all.votes == 2 && all.models == ["a", "b"])
        #expect(all.lines.map(\.name).sorted() == ["5", "7.5"])
        #expect(Standings(StandingsWish(.guidanceScale, model: "b"), answer).lines.first?.name == "7.5")
        #expect(Standings(StandingsWish(.model), answer).votes == 1)
    }

    @Test("One person's votes are ranked by themselves, with whom they agree")
    func people() {
        let answer = answer(models, [(1, 1, .left, 2), (2, 2, .right, 1), (0, 1, .right, 2), (1, 1, .bad, 3)])
        let all = Standings(StandingsWish(.model), answer)
        #expect(all.agreement.all.pairs == 3 && all.agreement.all.alike == 1)
        let bob = Standings(StandingsWish(.model, person: "bob"), answer)
        #expect(bob.votes == 1 && bob.agreement.all.pairs == 2 && bob.agreement.all.alike == 1)
        #expect(Standings(StandingsWish(.model, person: "Nobody"), answer).votes == 0)
    }

    @Test("Nothing is ranked where nothing was voted on")
    func empty() {
        let standings = Standings(StandingsWish(.scheduler), .init())
        #expect(standings.lines.isEmpty && standings.votes == 0 && !standings.hasPrior)
    }
}
