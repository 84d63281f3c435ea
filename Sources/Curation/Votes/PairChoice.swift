import Library
import Ranking

/// Which pair somebody is shown next: one they have seen least often, and of those the one that teaches most.
struct PairChoice {
    private(set) var found: VotingPairs
    private var bouts: [Contest: [Bout]]
    private var standings: [Contest: Standing]

    /// The votes of a contest with the strengths that follow from them.
    private struct Standing {
        let matches: Matches
        let strengths: Strengths

        init(_ bouts: [Bout]) {
            matches = Matches(bouts)
            strengths = BradleyTerry.fitWithPrior(matches.wins)
        }
    }

    /// Two contestants, whichever comes first.
    private struct Meeting: Hashable {
        var contest: Contest
        var smaller: String
        var larger: String
    }

    init(_ found: VotingPairs, ballots: BallotsQuery.Answer) {
        self.found = found
        let contests = Set(found.pairs.map(\.contest))
        bouts = Dictionary(uniqueKeysWithValues: contests.map { ($0, ballots.bouts(in: $0)) })
        standings = bouts.mapValues(Standing.init)
    }

    /// How often the pair was judged that was judged least often.
    private var fewest: Int? { found.pairs.lazy.map(\.judged).min() }

    /// The number of a pair to be shown in a round, in which every pair is judged once more; `nil` when it is over.
    func next(in round: Int, using dice: inout some RandomNumberGenerator) -> Int? {
        guard let fewest, fewest < round else { return nil }
        var lessons: [Meeting: Double] = [:]
        var best: (pair: Int, lesson: Double)?
        var equals = 0
        for (number, pair) in found.pairs.enumerated() where pair.judged == fewest {
            let meeting = meeting(of: pair)
            let lesson = lessons[meeting] ?? lesson(of: meeting)
            lessons[meeting] = lesson
            if let best, lesson < best.lesson * (1 - 1e-9) { continue }
            let isBetter = best.map { lesson > $0.lesson * (1 + 1e-9) } ?? true
            equals = isBetter ? 1 : equals + 1
            // Of so many equals each is kept with the same chance.
            if isBetter || Int.random(in: 0..<equals, using: &dice) == 0 { best = (number, lesson) }
        }
        return best?.pair
    }

    /// The number of a certain pair, where it is its turn.
    func number(of name: PairName, in round: Int) -> Int? {
        guard let fewest, fewest < round else { return nil }
        return found.pairs.firstIndex { pair in
            guard pair.judged == fewest else { return false }
            let one = PairName.short(found.pictures[pair.one].sha256)
            let other = PairName.short(found.pictures[pair.other].sha256)
            return (one, other) == (name.left, name.right) || (other, one) == (name.left, name.right)
        }
    }

    /// Goes on as though a pair had been judged, with a tie: what is to come can be got ready meanwhile.
    mutating func assumeJudged(_ number: Int) {
        found.pairs[number].judged += 1
        let pair = found.pairs[number]
        let (one, other) = (found.pictures[pair.one], found.pictures[pair.other])
        let ballot = BallotsQuery.Ballot(
            person: 0,
            leftImage: one.id,
            rightImage: other.id,
            left: one.generation,
            right: other.generation,
            outcome: .tie
        )
        let contest = pair.contest
        let tie = Bout(left: contest.value(of: one.traits), right: contest.value(of: other.traits), ballot: ballot)
        bouts[contest, default: []].append(tie)
        standings[contest] = Standing(bouts[contest] ?? [])
    }

    private func meeting(of pair: VotingPairs.Pair) -> Meeting {
        let one = pair.contest.value(of: found.pictures[pair.one].traits)
        let other = pair.contest.value(of: found.pictures[pair.other].traits)
        return Meeting(contest: pair.contest, smaller: min(one, other), larger: max(one, other))
    }

    private func lesson(of meeting: Meeting) -> Double {
        guard let standing = standings[meeting.contest] else { return 0 }
        return standing.strengths.lesson(
            of: standing.matches.number(of: meeting.smaller),
            and: standing.matches.number(of: meeting.larger)
        )
    }
}
