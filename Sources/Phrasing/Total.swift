/// How many texts can be drawn.
public enum Total: Sendable, Hashable {
    /// So many.
    case exactly(Int)
    /// More than it makes sense to count.
    case moreThan(Int)

    /// Up to here it is exact.
    public static let countable = 1_000_000_000_000_000

    /// A number with groups of three, or `more than` one.
    public var words: String {
        switch self {
        case .exactly(let count): Self.grouped(count)
        case .moreThan(let count): "more than \(Self.grouped(count))"
        }
    }

    private static func grouped(_ count: Int) -> String {
        let digits = Array(String(count))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }
}

extension Phrase {
    /// How many ways there are to draw it; two that come to the same text count twice, what has the weight 0 not at all.
    ///
    /// - Throws: ``PhraseFault`` for a list that is missing or at fault. Lists that ask for each other without an end
    ///   are more than can be counted.
    public func total(lists: WordLists = WordLists()) throws(PhraseFault) -> Total {
        var counter = Counter(lists: lists)
        let count = try counter.count(pieces, in: self, list: nil, depth: 0)
        return count.isLarge ? .moreThan(Total.countable) : .exactly(count.number)
    }
}

/// A number up to ``Total/countable``; what is more is large.
private struct Count {
    var number: Int
    var isLarge: Bool { number > Total.countable }

    static let large = Count(number: Total.countable + 1)
    static let one = Count(number: 1)

    static func + (one: Count, other: Count) -> Count {
        Count(number: min(one.number + other.number, large.number))
    }

    static func * (one: Count, other: Count) -> Count {
        let (product, overflows) = one.number.multipliedReportingOverflow(by: other.number)
        return overflows || product > Total.countable ? large : Count(number: product)
    }
}

private struct Counter {
    let lists: WordLists
    /// What the values of a list count each, by the name that is asked for.
    private var known: [String: [Count]] = [:]
    /// The lists that are being counted: one that asks for itself has no end.
    private var open: Set<String> = []
    private let deepest = DrawingBounds().depth

    init(lists: WordLists) { self.lists = lists }

    mutating func count(
        _ pieces: [Piece],
        in phrase: Phrase,
        list: (name: String, line: Int)?,
        depth: Int
    ) throws(PhraseFault) -> Count {
        var product = Count.one
        for piece in pieces {
            switch piece {
            case .text, .field: break
            case .list(let reference):
                product = product * (try values(of: reference, in: phrase, list, depth)).reduce(Count(number: 0), +)
            case .choice(let choice):
                product = product * (try count(choice, in: phrase, list, depth))
            }
        }
        return product
    }

    private mutating func count(
        _ choice: Choice,
        in phrase: Phrase,
        _ list: (name: String, line: Int)?,
        _ depth: Int
    ) throws(PhraseFault) -> Count {
        var counts: [Count] = []
        if let reference = choice.onlyList {
            counts = try values(of: reference, in: phrase, list, depth)
        } else {
            for option in choice.options where option.weight > 0 {
                counts.append(try count(option.pieces, in: phrase, list: list, depth: depth))
            }
        }
        guard let several = choice.several else { return counts.reduce(Count(number: 0), +) }
        let (lower, upper) = several.bounds(of: counts.count)
        return (lower...upper).reduce(Count(number: 0)) { $0 + Self.ordered($1, of: counts) }
    }

    /// In how many ways so many can be taken one after the other: n! times the elementary symmetric polynomial.
    private static func ordered(_ taken: Int, of counts: [Count]) -> Count {
        // Each counts at least once: where places alone are too many, nothing needs to be added up.
        var places = Count.one
        for left in 0..<taken { places = places * Count(number: counts.count - left) }
        guard !places.isLarge else { return .large }
        var sums = [Count.one] + Array(repeating: Count(number: 0), count: taken)
        for count in counts {
            for number in stride(from: taken, to: 0, by: -1) { sums[number] = sums[number] + sums[number - 1] * count }
        }
        return (1...max(1, taken)).reduce(sums[taken]) { $0 * Count(number: $1) }
    }

    private mutating func values(
        of reference: Reference,
        in phrase: Phrase,
        _ within: (name: String, line: Int)?,
        _ depth: Int
    ) throws(PhraseFault) -> [Count] {
        if let counts = known[reference.name] { return counts }
        guard depth < deepest, !open.contains(reference.name) else { return [.large] }
        let list = lists.list(reference.name)
        guard let list, list.weights.contains(where: { $0 > 0 }) else {
            // Drawing says the same with the same place.
            var place = TextPlace(reference.place, in: phrase.source.unicodeScalars)
            if let within { place.line = within.line }
            throw PhraseFault(
                list == nil ? .unknownList : .emptyList,
                at: place,
                in: within?.name,
                list == nil
                    ? "There is no list “\(reference.name)”. With \\__ in front it is only text."
                    : "The list “\(reference.name)” holds no values."
            )
        }
        open.insert(reference.name)
        defer { open.remove(reference.name) }
        var counts: [Count] = []
        for value in list.values where value.weight > 0 {
            guard value.isPhrase else {
                counts.append(.one)
                continue
            }
            let phrase = try value.phrase(of: list)
            counts.append(try count(phrase.pieces, in: phrase, list: (list.name, value.line), depth: depth + 1))
        }
        known[reference.name] = counts
        return counts
    }
}
