/// The numbers that words are drawn by: the same for a seed on every machine and in every version.
///
/// It is SplitMix64 (Steele, Lea, Flood, 2014): a state of 64 bits that begins with the seed; each number adds
/// 0x9E3779B97F4A7C15 to it and mixes the sum with the shifts 30, 27, 31 and the factors 0xBF58476D1CE4E5B9 and
/// 0x94D049BB133111EB. The negative prompt begins with the seed XOR 0x6E65676174697665 ("negative" in ASCII), so that
/// what stands in one text changes nothing in the other.
///
/// A number below n is the high word of the next number times n; one whose low word is below 2^64 mod n is thrown away
/// and the next taken (Lemire, 2019). Of weighted values that one is taken at which the sum of the weights, in
/// millionths and in the values' order, first passes such a number below the whole sum.
///
/// Draws happen in the order of the text: how many are taken, where that is open; which, each from those that are left;
/// then what stands within each, in the order drawn.
public struct WordStream: Sendable {
    /// Which text draws.
    public enum Part: Sendable {
        /// The prompt and what styles add to it.
        case prompt
        /// The negative prompt and what styles add to it.
        case negativePrompt
    }

    private var state: UInt64

    /// The numbers of a seed.
    public init(seed: Int64, for part: Part = .prompt) {
        state = UInt64(bitPattern: seed)
        if part == .negativePrompt { state ^= 0x6E65_6761_7469_7665 }
    }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The next number below another, which is not 0.
    mutating func next(below limit: UInt64) -> UInt64 {
        let lowest = (0 &- limit) % limit
        while true {
            let product = next().multipliedFullWidth(by: limit)
            if product.low >= lowest { return product.high }
        }
    }
}

/// Who says which of several is taken.
protocol Chooser {
    /// Takes one of several by weight; at least one weighs something.
    mutating func choose(among weights: [UInt64]) -> Int
}

extension WordStream: Chooser {
    mutating func choose(among weights: [UInt64]) -> Int {
        let number = next(below: weights.reduce(0, +))
        var sum: UInt64 = 0
        for (index, weight) in weights.enumerated() {
            sum += weight
            if number < sum { return index }
        }
        return weights.count - 1
    }
}

/// Every way to choose, one after the other: the last choice turns fastest, as the last wheel of a counter.
struct EveryWay: Chooser {
    private var choices: [(taken: Int, of: Int)] = []
    private var position = 0

    mutating func choose(among weights: [UInt64]) -> Int {
        let open = weights.indices.filter { weights[$0] > 0 }
        if position == choices.count { choices.append((0, open.count)) }
        defer { position += 1 }
        return open[choices[position].taken]
    }

    /// Turns to the next way.
    ///
    /// - Returns: whether there is one.
    mutating func turn() -> Bool {
        position = 0
        while let last = choices.popLast() {
            guard last.taken + 1 < last.of else { continue }
            choices.append((last.taken + 1, last.of))
            return true
        }
        return false
    }
}
