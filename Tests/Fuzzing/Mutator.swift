/// Makes damaged and strange inputs out of sound ones: the same ones at every run.
public struct Mutator {
    /// Where its numbers come from; tests may draw from it too.
    public var chance: SplitMix
    private let corpus: [[UInt8]]
    private let words: [[UInt8]]
    private let longest: Int

    /// - Parameters:
    ///   - corpus: what it begins with, at least one.
    ///   - words: what means something to the reader under test, to be put in anywhere.
    ///   - longest: the most bytes of an input.
    public init(seed: UInt64, corpus: [[UInt8]], words: [String] = [], longest: Int = 4096) {
        chance = SplitMix(seed: seed)
        self.corpus = corpus
        self.words = words.map { Array($0.utf8) } + Self.numbers
        self.longest = longest
    }

    /// The next input.
    public mutating func next() -> [UInt8] {
        var bytes = corpus.randomElement(using: &chance) ?? []
        for _ in 0..<Int.random(in: 1...6, using: &chance) { change(&bytes) }
        return Array(bytes.prefix(longest))
    }

    /// The next input as text; what is no UTF-8 is replaced as readers of bytes replace it.
    public mutating func nextText() -> String { String(decoding: next(), as: UTF8.self) }

    private mutating func change(_ bytes: inout [UInt8]) {
        // Mostly near the front, where lengths and keywords are.
        let reach = Bool.random(using: &chance) ? bytes.count : min(bytes.count, 200)
        let at = Int.random(in: 0...reach, using: &chance)
        let end = min(bytes.count, at + Int.random(in: 1...12, using: &chance))
        switch Int.random(in: 0..<11, using: &chance) {
        case 0 where at < bytes.count: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
        case 1 where at < bytes.count: bytes[at] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &chance) ?? 0
        case 2: bytes.removeSubrange(at..<end)
        case 3: bytes.insert(contentsOf: bytes[at..<end], at: at)
        case 4: bytes.removeSubrange(at...)
        case 5: for place in at..<end { bytes[place] = UInt8.random(in: 0...255, using: &chance) }
        case 6: splice(&bytes, at)
        case 7: repeatBlock(&bytes, at..<end)
        case 8: overwrite(&bytes, at)
        default: bytes.insert(contentsOf: words.randomElement(using: &chance) ?? [], at: at)
        }
    }

    /// The beginning of this one, the end of another.
    private mutating func splice(_ bytes: inout [UInt8], _ at: Int) {
        let other = corpus.randomElement(using: &chance) ?? []
        bytes = Array(bytes[..<at]) + other[Int.random(in: 0...other.count, using: &chance)...]
    }

    private mutating func repeatBlock(_ bytes: inout [UInt8], _ block: Range<Int>) {
        let times = 1 << Int.random(in: 0...9, using: &chance)
        let repeated = repeatElement(bytes[block], count: min(times, longest / max(1, block.count))).joined()
        bytes.insert(contentsOf: repeated, at: block.upperBound)
    }

    private mutating func overwrite(_ bytes: inout [UInt8], _ at: Int) {
        let word = words.randomElement(using: &chance) ?? []
        bytes.replaceSubrange(at..<min(bytes.count, at + word.count), with: word)
    }

    /// Where counting goes wrong, in text and in bytes, and what encodings trip over.
    private static let numbers: [[UInt8]] =
        [
            "0", "-1", "1e309", "65535", "65536", "2147483648", "4294967295", "9223372036854775807",
            "9223372036854775808", "18446744073709551615", "18446744073709551616", "\r\n", "\u{FEFF}", "\u{202E}",
            "\u{301}", "👩‍👩‍👧",
        ].map { Array($0.utf8) } + [
            [0x7F, 0xFF], [0x80, 0], [0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF],
            [0, 0, 0, 0], [0xFE, 0xFF, 0xFF, 0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2],
        ]
}

/// Numbers by chance that are the same in each run: Steele, Lea and Flood's SplitMix64.
public struct SplitMix: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Begins a row.
    public init(seed: UInt64) { state = seed }

    /// The next of the row.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
