import Library
import Ranking

/// Which pair somebody is shown next: one they have seen least often, and of those the one that teaches most.
struct PairChoice {
    private(set) var found: VotingPairs
    private var fields: [Contest: Field]

    init(_ found: VotingPairs, ballots: BallotsQuery.Answer) {
        self.found = found
        fields = [:]
        for contest in Set(found.pairs.map(\.contest)) {
            fields[contest] = Field(contest, of: found.pictures, bouts: ballots.bouts(in: contest))
        }
    }

    /// How often the pair was judged that was judged least often.
    private var fewest: Int? { found.pairs.lazy.map(\.judged).min() }

    /// The number of a pair to be shown in a round, in which every pair is judged once more; `nil` when it is over.
    func next(in round: Int, using dice: inout some RandomNumberGenerator) -> Int? {
        guard let fewest, fewest < round else { return nil }
        var lessons = fields.mapValues { Lessons($0) }
        var best: (pair: Int, lesson: Double)?
        var equals = 0
        for (number, pair) in found.pairs.enumerated() where pair.judged == fewest {
            let lesson = lessons[pair.contest]?.lesson(of: pair) ?? 0
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
        fields[pair.contest]?.addTie(of: pair.one, and: pair.other)
    }
}

/// Those who can meet in a contest, with what is known of their strengths.
private struct Field {
    /// The contestant that each picture stands for.
    private let ofPicture: [Int]
    private let names: [String]
    private var bouts: [Bout]
    private var strengths: Strengths
    /// The number of each contestant among the strengths; `nil` for those without votes.
    private var numbers: [Int?]

    init(_ contest: Contest, of pictures: [VotingPairs.Picture], bouts: [Bout]) {
        var known: [String: Int] = [:]
        var names: [String] = []
        ofPicture = pictures.map { picture in
            let name = contest.value(of: picture.traits)
            if let number = known[name] { return number }
            known[name] = names.count
            names.append(name)
            return names.count - 1
        }
        self.names = names
        self.bouts = bouts
        (strengths, numbers) = Self.fit(bouts, names)
    }

    private static func fit(_ bouts: [Bout], _ names: [String]) -> (Strengths, [Int?]) {
        let matches = Matches(bouts)
        return (BradleyTerry.fitWithPrior(matches.wins), names.map(matches.number))
    }

    mutating func addTie(of one: Int, and other: Int) {
        bouts.append(Bout(left: names[ofPicture[one]], right: names[ofPicture[other]], outcome: .tie))
        (strengths, numbers) = Self.fit(bouts, names)
    }

    /// A number that is the same for the same two contestants.
    func meeting(_ pair: VotingPairs.Pair) -> Int {
        let (one, other) = (ofPicture[pair.one], ofPicture[pair.other])
        return min(one, other) * names.count + max(one, other)
    }

    /// What one more vote on a pair would teach.
    func lesson(of pair: VotingPairs.Pair) -> Double {
        strengths.lesson(of: numbers[ofPicture[pair.one]], and: numbers[ofPicture[pair.other]])
    }
}

/// What votes would teach, worked out once for each two contestants.
private struct Lessons {
    private let field: Field
    private var known: [Int: Double] = [:]

    init(_ field: Field) { self.field = field }

    mutating func lesson(of pair: VotingPairs.Pair) -> Double {
        let meeting = field.meeting(pair)
        if let lesson = known[meeting] { return lesson }
        let lesson = field.lesson(of: pair)
        known[meeting] = lesson
        return lesson
    }
}
