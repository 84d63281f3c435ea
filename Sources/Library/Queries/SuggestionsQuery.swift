import Foundation
import GRDB

/// What may come next in the search box: filters, their values with how many images have them, words of prompts.
public struct SuggestionsQuery: LibraryQuery {
    /// A way to go on.
    public struct Suggestion: Sendable, Hashable {
        /// What takes the place of the last piece typed, as in `model:"realvis"`.
        public var text: String
        /// How many images have it, where that is counted.
        public var count: Int?
        /// What it is for, where it is a filter's name.
        public var hint: String?
    }

    /// What is typed up to the caret.
    public var typed: String
    /// Who looks, and what models are called.
    public var context: SearchContext
    /// So many at most.
    public var limit: Int

    /// Creates a query.
    public init(_ typed: String, context: SearchContext = SearchContext(), limit: Int = 8) {
        self.typed = typed
        self.context = context
        self.limit = limit
    }

    /// The best first; none where nothing, or a whole piece, is typed.
    public func answer(_ db: Database) throws -> [Suggestion] {
        guard typed.utf8.count <= Search.longest, let last = typed.last, !last.isWhitespace,
            let piece = SearchReader.pieces(of: typed).last
        else { return [] }
        let sign = piece.isExcluded ? "-" : ""
        if let key = piece.key.flatMap(SearchKey.init(rawValue:)) {
            return try values(of: key, beginning: piece.value, db).prefix(limit).map { suggestion in
                var suggestion = suggestion
                suggestion.text = "\(sign)\(key.rawValue):\(suggestion.text)"
                return suggestion
            }
        }
        // A key whose value is not begun yet is read as a word that ends in a colon.
        if piece.value.hasSuffix(":"), let key = SearchKey(rawValue: String(piece.value.dropLast()).lowercased()) {
            return try values(of: key, beginning: "", db).prefix(limit).map { suggestion in
                var suggestion = suggestion
                suggestion.text = "\(sign)\(key.rawValue):\(suggestion.text)"
                return suggestion
            }
        }
        guard !piece.isQuoted, piece.key == nil, piece.value.count >= 2 else { return [] }
        let begun = piece.value.lowercased()
        let keys = SearchKey.allCases.filter { $0.rawValue.hasPrefix(begun) }.map { key in
            Suggestion(text: "\(sign)\(key.rawValue):", count: nil, hint: key.hint)
        }
        let tags = try values(of: .tag, beginning: begun, db).prefix(3).map { tag in
            Suggestion(text: "\(sign)tag:\(tag.text)", count: tag.count, hint: nil)
        }
        let words = try db.words(beginning: begun).map { Suggestion(text: sign + $0, count: nil, hint: nil) }
        return Array((keys + tags + words).prefix(limit))
    }

    private func values(of key: SearchKey, beginning begun: String, _ db: Database) throws -> [Suggestion] {
        switch key {
        case .model, .scheduler, .from, .size, .steps, .guidance:
            let kind = [
                SearchKey.model: FacetKind.model, .scheduler: .scheduler, .from: .tool, .size: .size, .steps: .steps,
                .guidance: .guidance,
            ][key]
            let fixed = key == .size ? ["portrait", "landscape", "square"] : []
            return Self.fixed(fixed, begun) + (try kind.map { try db.choices($0, containing: begun, context) } ?? [])
        case .by: return Self.fixed(["me"], begun) + (try db.people(containing: begun))
        case .tag: return try db.marks("tag", containing: begun)
        case .in: return try db.collections(containing: begun)
        case .prompt:
            return try db.promptTitles(beginning: begun, limit: 20).map { Suggestion(value: $0.title, count: $0.count) }
        case .is: return Self.fixed(["favourite", "rated", "unrated", "noted", "failed"], begun)
        case .rating: return Self.fixed(["5", ">3", ">2", "0"], begun)
        case .cost: return Self.fixed([">0.01", "<0.01"], begun)
        case .before, .after, .on: return Self.fixed(["today", "yesterday"], begun)
        case .has: return Self.fixed(["note"], begun)
        case .seed, .negative, .note: return []
        }
    }

    private static func fixed(_ values: [String], _ begun: String) -> [Suggestion] {
        values.filter { $0.hasPrefix(begun.lowercased()) && $0 != begun }.map { Suggestion(text: $0) }
    }
}

extension SuggestionsQuery.Suggestion {
    /// A value as the box takes it: in quotes where it holds more than letters, digits and dots.
    init(value: String, count: Int?) {
        let isPlain = value.allSatisfy { $0.isLetter || $0.isNumber || ".-_".contains($0) }
        self.init(text: isPlain ? value : "\"\(value.filter { $0 != "\"" })\"", count: count, hint: nil)
    }
}

extension SearchKey {
    var hint: String {
        switch self {
        case .model: "the model"
        case .scheduler: "the scheduler"
        case .by: "who asked for it, or me"
        case .from: "the program that an imported picture is from"
        case .tag: "a tag"
        case .seed: "the seed"
        case .steps: "inference steps: 8, >20, 20-30"
        case .guidance: "guidance scale: 7, <2"
        case .size: "896x1152, portrait, landscape, square"
        case .rating: "the rating: 5, >3"
        case .cost: "US dollars: >0.01"
        case .is: "favourite, rated, unrated, noted, failed"
        case .in: "a collection"
        case .before: "a date, not itself"
        case .after: "a date and since"
        case .on: "a day, a month, a year"
        case .negative: "a word of the negative prompt"
        case .prompt: "the prompt of the library that it came from"
        case .note: "a word of a note"
        case .has: "note"
        }
    }
}

extension Database {
    /// Values of a facet that contain what was begun, the most frequent first.
    fileprivate func choices(
        _ kind: FacetKind,
        containing begun: String,
        _ context: SearchContext
    ) throws -> [SuggestionsQuery.Suggestion] {
        let begun = begun.lowercased()
        return try facets(of: kind).filter { $0.count > 0 }
            .map { (row: $0, text: $0.text) }
            .filter { row, text in
                begun.isEmpty || text.lowercased().contains(begun)
                    || (context.modelNames[text]?.lowercased().contains(begun) ?? false)
            }
            .sorted { ($0.row.count, $1.text) > ($1.row.count, $0.text) }
            .prefix(20)
            .map { SuggestionsQuery.Suggestion(value: $0.text, count: $0.row.count) }
    }

    fileprivate func people(containing begun: String) throws -> [SuggestionsQuery.Suggestion] {
        try Row.fetchAll(
            self,
            cached: """
                SELECT user.name, facet.count FROM facet JOIN user ON user.id = facet.value
                WHERE facet.kind = 'person' AND user.name <> '' AND instr(lower(user.name), lower(?)) > 0
                ORDER BY facet.count DESC LIMIT 20
                """,
            arguments: [begun]
        ).map { SuggestionsQuery.Suggestion(value: $0[0], count: $0[1]) }
    }

    fileprivate func marks(_ kind: String, containing begun: String) throws -> [SuggestionsQuery.Suggestion] {
        try Row.fetchAll(
            self,
            cached: """
                SELECT coalesce(nullif(label, ''), value), count FROM mark
                WHERE kind = ?1 AND count > 0 AND instr(value, ?2) > 0 ORDER BY count DESC LIMIT 20
                """,
            arguments: [kind, begun.lowercased()]
        ).map { SuggestionsQuery.Suggestion(value: $0[0], count: $0[1]) }
    }

    /// Those that are put together by hand with how many pictures they have, and smart ones.
    fileprivate func collections(containing begun: String) throws -> [SuggestionsQuery.Suggestion] {
        try Row.fetchAll(
            self,
            cached: """
                SELECT name, CASE WHEN search IS NULL THEN coalesce(count, 0) END
                FROM collection LEFT JOIN mark ON mark.kind = 'collection' AND mark.value = collection.id
                WHERE deleted_at IS NULL AND instr(lower(name), lower(?)) > 0 ORDER BY count DESC, name LIMIT 20
                """,
            arguments: [begun]
        ).map { SuggestionsQuery.Suggestion(value: $0[0], count: $0[1]) }
    }

    /// Words of the newest prompts that have such a word, the most frequent first.
    fileprivate func words(beginning begun: String) throws -> [String] {
        let letters = begun.split { !($0.isLetter || $0.isNumber) }
        guard letters.count == 1, letters[0].count == begun.count else { return [] }
        let prompts = try String.fetchAll(
            self,
            cached: """
                SELECT prompt FROM (SELECT rowid AS place FROM image_text WHERE image_text MATCH ?
                                    ORDER BY rowid DESC LIMIT 60) AS list
                CROSS JOIN image ON image.place = list.place JOIN generation ON generation.id = image.generation_id
                """,
            arguments: ["prompt : \"\(begun)\" *"]
        )
        var counts: [String: Int] = [:]
        for prompt in prompts {
            let words = Set(prompt.prefix(2000).lowercased().split { !($0.isLetter || $0.isNumber) })
            for word in words where word.hasPrefix(begun) && word.count > begun.count {
                counts[String(word), default: 0] += 1
            }
        }
        return counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map(\.key)
    }
}

extension FacetRow {
    /// Its value as a search says it.
    var text: String {
        if let number = Double.fromDatabaseValue(value), value.storage.isNumber {
            return number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
        }
        return String.fromDatabaseValue(value) ?? ""
    }
}

extension DatabaseValue.Storage {
    fileprivate var isNumber: Bool {
        switch self {
        case .int64, .double: true
        default: false
        }
    }
}
