import Library
import Ranking

extension Standings {
    init(_ wish: StandingsWish, _ answer: BallotsQuery.Answer) {
        let all = answer.votes(in: wish.contest)
        models = Set(all.compactMap { answer.generations[$0.ballot.left]?.traits.model }).sorted()
        let ofModel = all.filter { vote in
            guard wish.contest != .model, let model = wish.model else { return true }
            return answer.generations[vote.ballot.left]?.traits.model == model
        }
        let judge = wish.person.map { name in
            // A name that nobody has finds no votes.
            answer.people.first { $0.value.lowercased() == name.lowercased() }?.key ?? -1
        }
        let counted = ofModel.filter { vote in judge.map { $0 == vote.ballot.person } ?? true }
        let matches = Matches(counted.map(\.bout))

        contest = wish.contest
        wins = matches.wins
        votes = counted.count
        ties = counted.count { $0.bout.outcome == .tie }
        bad = counted.count { $0.bout.outcome == .bad }
        people = answer.people
        let agreement = Agreement(ofModel.lazy.map { ($0.ballot.person, $0.ballot.couple, $0.ballot.verdict) })
        self.agreement = judge.map(agreement.of(judge:)) ?? agreement

        let (places, hasPrior) = matches.places()
        self.hasPrior = hasPrior
        let tallies = Tally.of(counted, answer.generations)
        lines = tallies.map { name, tally in
            Line(
                name: name,
                votes: tally.votes,
                bad: tally.bad,
                place: matches.number(of: name).flatMap { places[$0] },
                cost: tally.mean(\.cost),
                seconds: tally.mean(\.seconds)
            )
        }.sorted { one, other in
            let (first, second) = (one.place?.strength ?? -.infinity, other.place?.strength ?? -.infinity)
            return first == second ? one.name < other.name : first > second
        }
    }
}

extension Matches {
    /// The place of each contestant, by number, and whether the prior was needed; no place for one who met only those
    /// that are not ranked. Groups that never met are each measured by themselves: between them nothing can be said.
    fileprivate func places() -> ([Standings.Place?], hasPrior: Bool) {
        var places: [Standings.Place?] = names.map { _ in nil }
        var hasPrior = false
        for (group, members) in Dictionary(grouping: names.indices, by: { [groups = wins.groups] in groups[$0] }) {
            guard members.count > 1 else { continue }
            let strengths = BradleyTerry.fit(wins.among(members))
            hasPrior = hasPrior || strengths.hasPrior
            let ranks = strengths.ranks
            for (index, number) in members.enumerated() {
                places[number] = Standings.Place(
                    rank: ranks[index],
                    strength: strengths.values[index],
                    interval: strengths.interval(of: index),
                    winShare: wins.wins(of: number) / wins.meetings(of: number),
                    number: number,
                    group: group
                )
            }
        }
        return (places, hasPrior)
    }
}

/// What is counted of one contestant.
private struct Tally {
    var votes = 0
    var bad = 0
    /// What was judged of it, each generation once however often it was judged.
    var judged: [Generation.ID: BallotsQuery.Judged] = [:]

    static func of(
        _ votes: [(bout: Bout, ballot: BallotsQuery.Ballot)],
        _ generations: [Generation.ID: BallotsQuery.Judged]
    ) -> [String: Tally] {
        var tallies: [String: Tally] = [:]
        for (bout, ballot) in votes {
            for (name, id) in [(bout.left, ballot.left), (bout.right, ballot.right)] {
                tallies[name, default: Tally()].votes += 1
                if bout.outcome == .bad { tallies[name, default: Tally()].bad += 1 }
                tallies[name, default: Tally()].judged[id] = generations[id]
            }
        }
        return tallies
    }

    /// The mean of what is known.
    func mean(_ figure: (BallotsQuery.Judged) -> Double?) -> Double? {
        let known = judged.values.compactMap(figure)
        return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }
}

extension BallotsQuery.Ballot {
    /// What was said of two pictures, whichever stood at the left.
    fileprivate enum Verdict: Equatable {
        case better(Image.ID)
        case alike
        case bad
    }

    fileprivate var couple: Set<Image.ID> { [leftImage, rightImage] }

    fileprivate var verdict: Verdict {
        switch outcome {
        case .left: .better(leftImage)
        case .right: .better(rightImage)
        case .tie: .alike
        case .bad: .bad
        }
    }
}
