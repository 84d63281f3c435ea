/// A named list of values, as a wildcard text file holds it: one a line.
///
/// Blank lines and lines that begins with `#` say nothing; `2::red` is taken twice as often as its neighbours. Blanks
/// around a value do not belong to it, and a value that stands there twice counts once. The text is kept as it is, so
/// that a file goes out byte for byte as it came in.
public struct WordList: Sendable, Hashable {
    /// The longest text of a list, in bytes.
    public static let longest = 4_000_000
    /// The most values.
    public static let most = 50_000

    /// One value.
    public struct Value: Sendable, Hashable {
        /// The line that it stands in, from 1.
        public var line: Int
        /// The value itself: text in the syntax of ``Phrase``.
        public var text: String
        /// In millionths.
        var weight: UInt64
    }

    /// What it is called: `hair` or `people/hair`.
    public let name: String
    /// The text of its file.
    public let text: String
    /// Its values, in their order.
    public let values: [Value]
    /// What each weighs, in millionths.
    let weights: [UInt64]

    /// Reads a list's text; what is too much is left out (``Fault`` says so before).
    public init(name: String, text: String) {
        self.name = name
        self.text = text
        values = Self.values(of: text)
        weights = values.map(\.weight)
    }

    /// Some values under one name, such as those of all lists that match a pattern.
    init(name: String, values: [Value]) {
        self.name = name
        text = ""
        self.values = values
        weights = values.map(\.weight)
    }

    private static func values(of text: String) -> [Value] {
        var values: [Value] = []
        var seen: Set<String> = []
        var line = 0
        var rest = Array(text.unicodeScalars)[...]
        if rest.first == "\u{FEFF}" { rest = rest.dropFirst() }
        while !rest.isEmpty, values.count < most {
            line += 1
            let end = rest.firstIndex(of: "\n") ?? rest.endIndex
            var value = rest[..<end]
            rest = rest[min(end + 1, rest.endIndex)...]
            while value.first?.isBlank == true { value = value.dropFirst() }
            while value.last?.isBlank == true { value = value.dropLast() }
            guard let first = value.first, first != "#" else { continue }
            var weight = Weight.one
            if let (read, length) = Weight.read(value) {
                weight = read
                value = value.dropFirst(length)
                while value.first?.isBlank == true { value = value.dropFirst() }
            }
            let text = String(scalars: value)
            guard seen.insert(text).inserted else { continue }
            values.append(.init(line: line, text: text, weight: weight))
        }
        return values
    }

    /// The names that its values ask for.
    public var listNames: Set<String> {
        var names: Set<String> = []
        for value in values where value.isPhrase {
            guard let phrase = try? Phrase(value.text) else { continue }
            names.formUnion(phrase.listNames)
        }
        return names
    }
}
