/// Two pictures, whichever comes first.
struct ImageCouple: Hashable {
    var smaller: Image.ID
    var larger: Image.ID

    init(_ one: Image.ID, _ other: Image.ID) {
        (smaller, larger) = (min(one, other), max(one, other))
    }
}

/// Finds the pairs of comparisons that a vote can be about.
struct PairFinder {
    /// What was found so far.
    var found = VotingPairs()
    private let judged: [ImageCouple: Int]
    private var numbers: [Image.ID: Int] = [:]
    private var known: Set<ImageCouple> = []

    /// - Parameter judged: how often the person has judged each two pictures.
    init(judged: [ImageCouple: Int]) { self.judged = judged }

    /// What cells share that differ along one axis only.
    private struct Line: Hashable {
        var places: [Int]
        var prompt: String
        var seed: Int64
        var sample: Int
    }

    /// Adds the pairs of one comparison.
    mutating func add(_ cells: [VotingCell], of comparison: Int64) {
        for axis in 0..<3 {
            let lines = Dictionary(grouping: cells) { cell in
                var places = cell.place
                places[axis] = -1
                return Line(places: places, prompt: cell.picture.prompt, seed: cell.seed, sample: cell.sample)
            }
            for line in lines.values where line.count > 1 {
                for (index, one) in line.enumerated() {
                    guard found.pairs.count < VotingPairsQuery.most else { return }
                    for other in line[(index + 1)...] { add(one.picture, other.picture, of: comparison) }
                }
            }
        }
    }

    private mutating func add(_ one: VotingPairs.Picture, _ other: VotingPairs.Picture, of comparison: Int64) {
        // The same request stands in two cells where neither value fitted; nobody can tell a picture from itself.
        guard one.generation != other.generation, one.sha256 != other.sha256,
            let contest = Contest(between: one.traits, and: other.traits)
        else { return }
        let couple = ImageCouple(one.id, other.id)
        guard known.insert(couple).inserted else { return }
        found.pairs.append(
            .init(
                comparison: comparison,
                one: number(of: one),
                other: number(of: other),
                contest: contest,
                judged: judged[couple] ?? 0
            )
        )
    }

    private mutating func number(of picture: VotingPairs.Picture) -> Int {
        if let number = numbers[picture.id] { return number }
        numbers[picture.id] = found.pictures.count
        found.pictures.append(picture)
        return found.pictures.count - 1
    }
}
