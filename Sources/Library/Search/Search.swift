/// What a person typed into the search box, read: words for the full-text index and filters for the rest.
///
/// Nothing typed is an error: what cannot be read is remarked upon, and the rest still counts.
public struct Search: Sendable, Hashable {
    /// Something typed that was read differently from how it may have been meant.
    public struct Remark: Sendable, Hashable {
        /// A sentence for beside the box.
        public var sentence: String

        /// Creates a remark.
        public init(_ sentence: String) { self.sentence = sentence }
    }

    /// As typed, without spaces around it.
    public private(set) var typed: String
    /// What was read differently.
    public internal(set) var remarks: [Remark] = []
    var terms: [SearchTerm] = []
    var filters: [SearchFilter] = []

    /// Everything.
    public static let everything = Search("")

    /// The images of one model, by its slug.
    public static func model(_ slug: String) -> Search {
        var search = Search("model:\"\(slug)\"")
        search.filters = [SearchFilter(condition: .exactly(.model, [slug]))]
        return search
    }

    /// The images that somebody asked for within a time, in milliseconds since 1970; `nil` for those without a name.
    static func made(by person: String?, within span: Range<Int64>) -> Search {
        var search = Search("")
        search.filters = [
            SearchFilter(condition: .person([person ?? ""])), SearchFilter(condition: .time(span)),
        ]
        return search
    }

    /// At most so many characters are read.
    public static let longest = 1000

    /// Reads what was typed.
    ///
    /// - Parameter calendar: whose days and months `before:` and `after:` mean.
    public init(_ typed: String, calendar: SearchCalendar = SearchCalendar()) {
        var text = typed
        if text.utf8.count > Self.longest {
            text = String(decoding: text.utf8.prefix(Self.longest), as: UTF8.self)
            remarks.append(Remark("Only the first \(Self.longest) characters were read."))
        }
        self.typed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let reader = SearchReader(text, calendar: calendar)
        reader.read(into: &self)
    }

    /// Whether everything matches.
    public var isEmpty: Bool { terms.isEmpty && filters.isEmpty }

    /// Whether it speaks of generations that failed, also to leave them out.
    public var asksForFailed: Bool { filters.contains { $0.condition == .failed } }

    /// Whether it asks for generations that failed instead of images.
    public var wantsFailed: Bool { filters.contains { $0.condition == .failed && !$0.isExcluded } }

    /// The same search with one more piece at its end, as a click beside the box adds it.
    public func adding(_ piece: String, calendar: SearchCalendar = SearchCalendar()) -> Search {
        Search(typed.isEmpty ? piece : "\(typed) \(piece)", calendar: calendar)
    }

    /// The same search without the filters of some keys, as in `model`.
    public func without(_ keys: Set<String>, calendar: SearchCalendar = SearchCalendar()) -> Search {
        Search(typed(without: keys), calendar: calendar)
    }

    /// What was typed without the filters of some keys.
    public func typed(without keys: Set<String>) -> String {
        SearchReader.pieces(of: typed).filter { piece in piece.key.map { !keys.contains($0) } ?? true }
            .map(\.raw).joined(separator: " ")
    }

    /// What stands behind a key, as in `model:`, where it stands just once and is not excluded.
    public func value(of key: String) -> String? {
        let found = SearchReader.pieces(of: typed).filter { $0.key == key && !$0.isExcluded }
        return found.count == 1 ? found[0].value : nil
    }
}

/// A word or a phrase to look for.
struct SearchTerm: Sendable, Hashable {
    /// Of the index of prompts, and of the one of notes.
    enum Column: String { case prompt, negative = "negative_prompt", note = "text" }

    /// Letters and digits, and blanks between the words of a phrase.
    var text: String
    var isPrefix = false
    var isExcluded = false
    var column = Column.prompt

    /// Its part of a MATCH expression: quoted, so that nothing in it is an operator.
    var expression: String { expression(in: column.rawValue) }

    /// The same in other columns of another index, as FTS5 names them.
    func expression(in columns: String) -> String { "\(columns) : \"\(text)\"\(isPrefix ? " *" : "")" }
}

/// A condition other than words.
struct SearchFilter: Sendable, Hashable {
    enum Condition: Sendable, Hashable {
        /// Any of some names, each whole or a part.
        case named(FacetKind, [String])
        /// Any of some names, whole.
        case exactly(FacetKind, [String])
        /// A number of the request.
        case number(FacetKind, [NumberSpan])
        case seed([NumberSpan])
        case rating([NumberSpan])
        /// In US dollars.
        case cost([NumberSpan])
        /// Milliseconds since 1970, the end not included.
        case time(Range<Int64>)
        /// The person who looks, or others by name.
        case person([String])
        case favourite
        case tag([String])
        case collection([String])
        /// What came from the prompts of some titles, each whole or a part.
        case prompt([String])
        case noted
        case failed
    }

    var condition: Condition
    var isExcluded = false
}
