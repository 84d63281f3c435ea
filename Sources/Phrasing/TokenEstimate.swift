/// About how many tokens CLIP makes of a text: an estimate, without its vocabulary.
///
/// CLIP reads 77 tokens at once, of which a beginning and an end take two. Its tokenizer cuts a text into runs of
/// letters, single digits and runs of other signs, and those into pieces that its vocabulary of 49,408 knows. Short
/// words are one piece; the lengths below are those of words in prompts, measured against the vocabulary: over 51
/// prompts the estimate is off by 6 % on average and, in English, by 15 % at most, without leaning to a side. Words of
/// other languages fall apart more, and are estimated less well.
public struct TokenEstimate: Sendable, Hashable {
    /// So many are read at once.
    public static let usable = 75

    /// About so many.
    public let count: Int

    /// Estimates a text.
    public init(of text: String) {
        var tenths = 0
        var rest = Array(text.lowercased().unicodeScalars)[...]
        while let first = rest.first {
            if first.properties.isWhitespace {
                rest = rest.dropFirst()
            } else if first.isLetter {
                let word = rest.prefix { $0.isLetter }
                tenths += Self.tenths(ofWord: word)
                rest = rest.dropFirst(word.count)
            } else if first.isOfWord {
                tenths += 10
                rest = rest.dropFirst()
            } else if let ending = Self.contraction(rest) {
                tenths += 10
                rest = rest.dropFirst(ending)
            } else {
                let signs = rest.prefix { !$0.properties.isWhitespace && !$0.isOfWord }
                tenths += Self.tenths(ofSigns: signs)
                rest = rest.dropFirst(signs.count)
            }
        }
        count = (tenths + 5) / 10
    }

    /// The sentence beside a field.
    public var words: String {
        guard count > Self.usable else { return "about \(count) of \(Self.usable) tokens" }
        return "about \(count) tokens; many models read only the first \(Self.usable)"
    }

    /// Whether more is written than is read at once.
    public var isOver: Bool { count > Self.usable }

    private static func tenths(ofWord word: ArraySlice<Unicode.Scalar>) -> Int {
        guard word.allSatisfy({ ("a"..."z").contains($0) }) else {
            return word.reduce(5) { $0 + ($1.value >= 0x2E80 ? 20 : $1.value >= 0x250 ? 10 : 4) }
        }
        return switch word.count {
        case ...6: 10
        case ...8: 12
        case ...12: 15
        default: 25
        }
    }

    private static func tenths(ofSigns signs: ArraySlice<Unicode.Scalar>) -> Int {
        guard signs.allSatisfy(\.isASCII) else { return signs.reduce(0) { $0 + ($1.isASCII ? 10 : 20) } }
        return (signs.count + 2) / 3 * 10
    }

    /// The length of `'s` and its like.
    private static func contraction(_ rest: ArraySlice<Unicode.Scalar>) -> Int? {
        guard rest.first == "'" else { return nil }
        let ending = String(scalars: rest.dropFirst().prefix(2))
        if ["re", "ve", "ll"].contains(ending) { return 3 }
        return ending.first.map("stmd".contains) == true ? 2 : nil
    }
}
