/// A prompt text read as what it says, choices and all.
///
/// The syntax is that of Dynamic Prompts where the two overlap:
///
/// | written | means |
/// | --- | --- |
/// | `{red\|green\|blue}` | one of them |
/// | `{2::red\|0.5::blue}` | by weight; 1 where none is given, 0 for never |
/// | `{2$$red\|green\|blue}` | two of them, in the order drawn, joined by `, ` |
/// | `{1-2$$…}` `{-2$$…}` `{1-$$…}` | so many at least and at most; backwards is turned round |
/// | `{2$$ and $$red\|blue}` | joined by what stands between |
/// | `{2$$__colour__}` | two different values of a list |
/// | `__colour__` `__people/hair__` `__hair*__` | a value of a list, of one in a folder, of all that match |
/// | `{{subject}}` `{{subject=cat}}` | a field: what is filled in, or its default |
/// | a line that begins with `# ` | a comment, left out with its line end |
///
/// All else stays as it is, byte for byte. In particular:
/// - Braces are a choice when a `|` stands directly in them or a number with `$$` begins them. `{word}`, `{}`, JSON and
///   a lone `{` or `}` are text. A `{` that is never closed is a fault when a `|` follows directly in it, or `$$`.
/// - `{{name}}` is a field when `name` begins with a letter and has letters, digits, `_`, `-` and single spaces only,
///   40 at most; its default is on one line and has no braces.
/// - A name of a list has letters, digits, spaces, `_ - . / * ?`, 100 at most, and begins with a letter, a digit or `*`.
/// - A backslash keeps the next character from meaning something here, and stays: `\{a|b\}` is sent as it stands. So do
///   `(word:1.2)`, `((word))`, `[word]` and `\(`, which mean something to models.
/// - Blanks belong to what they stand beside. Only where several values are joined, and where an option stands on lines
///   of its own, those around it are left out.
public struct Phrase: Sendable, Hashable {
    /// The longest text that is read, in code points.
    public static let longest = 50_000
    /// The most choices, lists and fields in one text.
    public static let most = 1_000
    /// So deep may choices stand in choices.
    public static let deepest = 16

    /// The text as it was typed.
    public let source: String
    /// Its parts, in their order.
    let pieces: [Piece]
    /// Its fields, each once, in the order of the text.
    public let fields: [Field]

    /// Reads a text.
    ///
    /// - Throws: ``PhraseFault`` for the first fault.
    public init(_ text: String) throws(PhraseFault) {
        var reader = try PhraseReader(text)
        source = text
        pieces = try reader.read()
        fields = reader.fields
    }

    /// Whether it means what it says: nothing to draw, nothing to fill in, nothing to leave out.
    public var isPlain: Bool {
        switch pieces.count {
        case 0: source.isEmpty
        case 1: pieces[0] == .text(source)
        default: false
        }
    }

    /// The names and patterns of the lists that it asks for.
    public var listNames: Set<String> {
        var names: Set<String> = []
        pieces.forEach { $0.collectListNames(into: &names) }
        return names
    }
}

/// A field that becomes an input.
public struct Field: Sendable, Hashable, Codable {
    /// What it is called.
    public var name: String
    /// What it is where nothing is filled in; `nil` where something must be.
    public var standard: String?
}

/// A part of a text.
enum Piece: Sendable, Hashable {
    case text(String)
    case choice(Choice)
    case list(Reference)
    case field(FieldReference)

    func collectListNames(into names: inout Set<String>) {
        switch self {
        case .text, .field: break
        case .list(let reference): names.insert(reference.name)
        case .choice(let choice):
            for option in choice.options { option.pieces.forEach { $0.collectListNames(into: &names) } }
        }
    }
}

/// `{2$$ and $$3::red|blue}`.
struct Choice: Sendable, Hashable {
    struct Option: Sendable, Hashable {
        var pieces: [Piece]
        /// In millionths.
        var weight: UInt64
    }

    /// How many are taken, and what joins them.
    struct Several: Sendable, Hashable {
        var lower: Int
        /// `nil` for as many as there are.
        var upper: Int?
        var joiner: String
    }

    var place: Int
    var stood: String
    var options: [Option]
    var several: Several?

    /// The list whose values are the options, where several are taken of one list.
    var onlyList: Reference? {
        guard several != nil, options.count == 1, options[0].pieces.count == 1,
            case .list(let reference) = options[0].pieces[0]
        else { return nil }
        return reference
    }
}

/// `__hair__`.
struct Reference: Sendable, Hashable {
    var place: Int
    var name: String

    var stood: String { "__\(name)__" }
}

/// `{{subject=cat}}`.
struct FieldReference: Sendable, Hashable {
    var place: Int
    var stood: String
    var field: Field
}

/// How often something is taken beside others, in millionths.
enum Weight {
    static let one: UInt64 = 1_000_000
    /// What is heavier counts as so much: sums of 50,000 stay within 64 bits.
    static let heaviest: UInt64 = 1_000_000 * one

    /// Reads `2::` or `0.5::` at the beginning, behind blanks.
    ///
    /// - Returns: the weight, and how many characters it takes.
    static func read(_ scalars: ArraySlice<Unicode.Scalar>) -> (weight: UInt64, length: Int)? {
        var index = scalars.startIndex
        while index < scalars.endIndex, scalars[index].isBlank { index += 1 }
        var weight: UInt64 = 0
        var hasDigits = false
        while index < scalars.endIndex, let digit = scalars[index].digit {
            weight = min(weight * 10 + digit, heaviest)
            hasDigits = true
            index += 1
        }
        weight = min(weight, heaviest / one) * one
        if index < scalars.endIndex, scalars[index] == "." {
            index += 1
            var unit = one / 10
            while index < scalars.endIndex, let digit = scalars[index].digit {
                weight += digit * unit
                unit /= 10
                hasDigits = true
                index += 1
            }
        }
        guard hasDigits, index + 1 < scalars.endIndex, scalars[index] == ":", scalars[index + 1] == ":" else {
            return nil
        }
        return (min(weight, heaviest), index + 2 - scalars.startIndex)
    }
}

extension Unicode.Scalar {
    /// A space, a tab or a line end.
    var isBlank: Bool { self == " " || self == "\t" || isLineEnd }
    var isLineEnd: Bool { self == "\n" || self == "\r" }
    var digit: UInt64? { ("0"..."9").contains(self) ? UInt64(value - 48) : nil }
    var isLetter: Bool { properties.isAlphabetic }
    /// A letter, a digit, or a mark that belongs to the letter before it.
    var isOfWord: Bool {
        if properties.isAlphabetic { return true }
        return switch properties.generalCategory {
        case .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }
}

extension String {
    init(scalars: some Sequence<Unicode.Scalar>) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(view)
    }
}
