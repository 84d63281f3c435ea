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
        let found = try db.phrases(continuing: piece, lastWord: last.lowercased())
        let begun = piece.lowercased()
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
    /// Parts of the newest prompts, between commas, that begin as the piece or its last words do; then single words.
    fileprivate func phrases(continuing piece: Substring, lastWord: String) throws -> [WritingQuery.Suggestion] {
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
        let saved = try String.fetchAll(
            self,
            cached: """
                SELECT text FROM (SELECT rowid AS place FROM prompt_text WHERE prompt_text MATCH ?
                                  ORDER BY rowid DESC LIMIT 50) AS list
                CROSS JOIN prompt ON prompt.place = list.place
                JOIN prompt_version ON prompt_id = prompt.id AND number = prompt.version
                """,
            arguments: ["text : \"\(letters)\" *"]
        )
        let tails = Self.tails(of: piece)
        var parts: [String: (tail: Int, count: Int, text: String)] = [:]
        var words: [String: Int] = [:]
        var seen: Set<String> = []
        // The same prompt a hundred times is one voice; of what is written in two ways the newest is shown.
        for prompt in saved + prompts where seen.insert(prompt).inserted {
            let prompt = prompt.prefix(4000)
            for part in Set(prompt.split { ",\n(){}[]|".contains($0) }.map(Self.trimmed)) where part.count <= 80 {
                let key = part.lowercased()
                guard let tail = tails.firstIndex(where: { key.hasPrefix($0.tail) && key.count > $0.tail.count })
                else { continue }
                parts[key, default: (tail, 0, tails[tail].head + part)].count += 1
            }
            for word in Set(prompt.lowercased().split { !($0.isLetter || $0.isNumber) }) {
                if word.hasPrefix(letters), word.count > letters.count { words[String(word), default: 0] += 1 }
            }
        }
        let best = parts.values.sorted { ($1.tail, $0.count, $1.text) > ($0.tail, $1.count, $0.text) }.map {
            WritingQuery.Suggestion(text: $0.text, source: .prompts, count: $0.count)
        }
        let others = words.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map {
            WritingQuery.Suggestion(text: piece.dropLast(lastWord.count) + $0.key, source: .word, count: $0.value)
        }
        let known = Set(best.map { $0.text.lowercased() })
        return best + others.filter { !known.contains($0.text.lowercased()) }
    }

    /// The piece and what is left of it word by word, the last four: what stands before, and in small letters the rest.
    private static func tails(of piece: Substring) -> [(head: String, tail: String)] {
        let starts = piece.indices.filter { index in
            index == piece.startIndex || (piece[piece.index(before: index)] == " " && piece[index] != " ")
        }
        return ([piece.startIndex] + starts.dropFirst().suffix(3)).map { start in
            (String(piece[..<start]), piece[start...].lowercased())
        }.filter { $0.tail.count >= 2 }
    }

    private static func trimmed(_ part: Substring) -> Substring {
        var part = part.drop(while: \.isWhitespace)
        while part.last?.isWhitespace == true { part.removeLast() }
        return part
    }
}
