import Foundation

/// Reads the language of the search box, a piece at a time.
struct SearchReader {
    /// What stands between blanks: `-key:"a value"`, a word, or a phrase.
    struct Piece {
        /// As typed.
        var raw: String
        var isExcluded = false
        var key: String?
        var value: String
        var isQuoted = false
    }

    /// More do not help a person, and each costs a look-up.
    private static let most = 40

    private let text: String
    private let calendar: SearchCalendar

    init(_ text: String, calendar: SearchCalendar) {
        self.text = text
        self.calendar = calendar
    }

    func read(into search: inout Search) {
        let pieces = Self.pieces(of: text)
        if pieces.count > Self.most {
            search.remarks.append(.init("Only the first \(Self.most) words and filters count."))
        }
        for piece in pieces.prefix(Self.most) {
            guard let key = piece.key else {
                read(words: piece, into: &search)
                continue
            }
            switch SearchKey(rawValue: key)?.read(piece, calendar) {
            case .filter(let condition):
                search.filters.append(SearchFilter(condition: condition, isExcluded: piece.isExcluded))
            case .words(let column):
                read(words: piece, in: column, into: &search)
            case .fault(let sentence):
                search.remarks.append(.init(sentence))
            case nil:
                search.remarks.append(.init("“\(key):” is no filter, so its words are looked for."))
                var words = piece
                words.value = "\(key) \(piece.value)"
                words.isQuoted = true
                read(words: words, into: &search)
            }
        }
    }

    /// A word with a mark inside, as in `sci-fi`, is a phrase, as the index sees it.
    private func read(words piece: Piece, in column: SearchTerm.Column = .prompt, into search: inout Search) {
        let words = piece.value.split { !Self.isPart($0) }
        guard !words.isEmpty else {
            search.remarks.append(.init("“\(Self.short(piece.raw))” holds no word to look for."))
            return
        }
        // A star within quotes stands for itself, as everything there.
        let isPrefix = !piece.isQuoted && piece.value.hasSuffix("*")
        if isPrefix, words.last.map({ $0.unicodeScalars.count < 2 }) ?? false {
            search.remarks.append(.init("“\(Self.short(piece.raw))” needs two letters before the star."))
            return
        }
        search.terms.append(
            SearchTerm(
                text: words.prefix(30).joined(separator: " "),
                isPrefix: isPrefix,
                isExcluded: piece.isExcluded,
                column: column
            )
        )
    }

    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber
    }

    static func short(_ text: String) -> String {
        text.count > 40 ? text.prefix(40) + "…" : text
    }
}

extension SearchReader {
    /// What was typed in pieces; quotes hold blanks together, and a quote that is not closed holds to the end.
    static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while true {
            rest = rest.drop(while: \.isWhitespace)
            if rest.isEmpty { return pieces }
            pieces.append(takePiece(&rest))
        }
    }

    private static func takePiece(_ rest: inout Substring) -> Piece {
        let start = rest.startIndex
        let whole = rest
        let isExcluded = takeSign(&rest)
        var key: String?
        let name = rest.prefix { $0.isASCII && $0.isLetter }
        if !name.isEmpty, rest[name.endIndex...].first == ":" {
            let after = rest.index(after: name.endIndex)
            // A colon at the end of a word, as in `style: anime`, is no filter.
            if let next = rest[after...].first, !next.isWhitespace {
                key = name.lowercased()
                rest = rest[after...]
            }
        }
        let (value, isQuoted) = takeValue(&rest)
        return Piece(
            raw: String(whole[start..<rest.startIndex]),
            isExcluded: isExcluded,
            key: key.map { SearchKey.alias[$0] ?? $0 },
            value: value,
            isQuoted: isQuoted
        )
    }

    private static func takeSign(_ rest: inout Substring) -> Bool {
        guard rest.first == "-" else { return false }
        let after = rest.dropFirst()
        guard let next = after.first, !next.isWhitespace, next != "-" else { return false }
        rest = after
        return true
    }

    private static func takeValue(_ rest: inout Substring) -> (String, isQuoted: Bool) {
        if let quote = rest.first, let closing = quotes[quote] {
            let inner = rest.dropFirst()
            let end = inner.firstIndex(of: closing) ?? inner.endIndex
            rest = end < inner.endIndex ? inner[inner.index(after: end)...] : inner[end...]
            return (String(inner[..<end]), true)
        }
        let value = rest.prefix { !$0.isWhitespace && $0 != "\"" }
        rest = rest[value.endIndex...]
        return (String(value), false)
    }

    /// As a keyboard, a phone and a word processor write them.
    private static let quotes: [Character: Character] = ["\"": "\"", "“": "”", "„": "“", "«": "»"]
}
