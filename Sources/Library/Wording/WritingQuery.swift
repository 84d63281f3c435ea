import Foundation
import GRDB

/// How a prompt that is being written may go on: from the team's own prompts, tags and lists.
public struct WritingQuery: LibraryQuery {
    /// A way to go on.
    public struct Suggestion: Sendable, Hashable {
        /// What it is from.
        public enum Source: String, Sendable, Hashable { case list, prompts, tag, word }

        /// What takes the place of the last piece.
        public var text: String
        /// What it is from.
        public var source: Source
        /// How many prompts, pictures or values have it.
        public var count: Int
    }

    /// So much of the text before the caret is looked at, in code points.
    public static let longest = 200

    /// What is written up to the caret.
    public var typed: String
    /// So many at most.
    public var limit: Int

    /// Creates a query.
    public init(_ typed: String, limit: Int = 8) {
        self.typed = String(String.UnicodeScalarView(typed.unicodeScalars.suffix(Self.longest)))
        self.limit = limit
    }

    /// The last piece of what is written: behind the last comma, line end, brace, bar or parenthesis.
    public static func piece(of typed: String) -> Substring {
        let end = typed.lastIndex { ",\n\r{}|()[]:;".contains($0) }
        let piece = end.map { typed[typed.index(after: $0)...] } ?? typed[...]
        return piece.drop { $0.isWhitespace }
    }

    /// The best first; none where less than two letters are begun.
    public func answer(_ db: Database) throws -> [Suggestion] {
        let piece = Self.piece(of: typed)
        // `__` begins the name of a list, anywhere.
        if let mark = typed.range(of: "__", options: .backwards), Self.isOpenList(typed[..<mark.lowerBound]) {
            return try lists(beginning: String(typed[mark.upperBound...]), db)
        }
        guard piece.count >= 2, let last = piece.split(whereSeparator: \.isWhitespace).last, !piece.hasSuffix(" ")
        else { return [] }
        let begun = piece.lowercased()
        let found = try db.phrases(beginning: begun, lastWord: last.lowercased())
        let tags = try tags(beginning: begun, db).filter { tag in !found.contains { $0.text == tag.text } }
        return Array((found.prefix(limit - min(tags.count, 2)) + tags.prefix(2)).prefix(limit))
    }

    /// Whether an even number of `__` stands before: the next one opens a name.
    private static func isOpenList(_ before: Substring) -> Bool {
        before.ranges(of: "__").count.isMultiple(of: 2)
    }

    private func lists(beginning begun: String, _ db: Database) throws -> [Suggestion] {
        guard !begun.contains(where: \.isNewline), begun.count <= 100 else { return [] }
        return try Row.fetchAll(
            db,
            cached: """
                SELECT name, count FROM wildcard_list INDEXED BY wildcard_list_key
                WHERE deleted_at IS NULL AND instr(key, ?1) > 0
                ORDER BY instr(key, ?1) > 1, key LIMIT ?2
                """,
            arguments: [begun.lowercased(), limit]
        ).map { Suggestion(text: "__\($0[0] as String)__", source: .list, count: $0[1]) }
    }

    private func tags(beginning begun: String, _ db: Database) throws -> [Suggestion] {
        try Row.fetchAll(
            db,
            cached: """
                SELECT coalesce(nullif(label, ''), value), count FROM mark
                WHERE kind = 'tag' AND value >= ?1 AND value < ?1 || char(1114111) AND count > 0
                ORDER BY count DESC LIMIT 5
                """,
            arguments: [begun]
        ).map { Suggestion(text: $0[0], source: .tag, count: $0[1]) }
    }
}

extension Database {
    /// Parts of the newest prompts, between commas, that begin so; where none does, words that do.
    fileprivate func phrases(beginning begun: String, lastWord: String) throws -> [WritingQuery.Suggestion] {
        let letters = lastWord.filter { $0.isLetter || $0.isNumber }
        guard !letters.isEmpty, letters.count == lastWord.count else { return [] }
        let prompts = try String.fetchAll(
            self,
            cached: """
                SELECT prompt FROM (SELECT rowid AS place FROM image_text WHERE image_text MATCH ?
                                    ORDER BY rowid DESC LIMIT 100) AS list
                CROSS JOIN image ON image.place = list.place JOIN generation ON generation.id = image.generation_id
                """,
            arguments: ["prompt : \"\(letters)\" *"]
        )
        var parts: [String: (count: Int, text: String)] = [:]
        var words: [String: Int] = [:]
        // The same prompt a hundred times is one voice.
        for prompt in Set(prompts) {
            let prompt = prompt.prefix(4000)
            for part in Set(prompt.split { ",\n(){}[]|".contains($0) }.map { $0.drop(while: \.isWhitespace) }) {
                var text = part[...]
                while text.last?.isWhitespace == true { text.removeLast() }
                let key = text.lowercased()
                guard key.hasPrefix(begun), key.count > begun.count, text.count <= 80 else { continue }
                parts[key, default: (0, String(text))].count += 1
            }
            for word in Set(prompt.lowercased().split { !($0.isLetter || $0.isNumber) }) {
                if word.hasPrefix(letters), word.count > letters.count { words[String(word), default: 0] += 1 }
            }
        }
        let best = parts.values.sorted { ($0.count, $1.text) > ($1.count, $0.text) }.map {
            WritingQuery.Suggestion(text: $0.text, source: .prompts, count: $0.count)
        }
        let head = begun.dropLast(lastWord.count)
        let others = words.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map {
            WritingQuery.Suggestion(text: head + $0.key, source: .word, count: $0.value)
        }
        let known = Set(best.map { $0.text.lowercased() })
        return best + others.filter { !known.contains($0.text.lowercased()) }
    }
}
