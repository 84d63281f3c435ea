/// What two texts have in common word by word, and what only one of them has.
struct WordDifference {
    /// A stretch of text, of both or of one of them.
    struct Part: Hashable {
        /// Whose it is.
        enum Kind: Hashable {
            case same, added, removed
        }

        var kind: Kind
        var text: String
    }

    /// A word or a sign, with the blanks on both sides.
    private struct Word {
        var lead: Substring
        var text: Substring
        var tail: Substring
    }

    /// Texts whose differing stretches have more pairs of words than this are not walked through: all of it differs.
    private static let mostPairs = 250_000

    /// In the order of reading; what was removed stands before what came in its place.
    private(set) var parts: [Part] = []

    /// Compares a text with an earlier one.
    init(from old: String, to new: String) {
        let (old, new) = (Self.words(of: old), Self.words(of: new))
        let head = zip(old, new).prefix { $0.text == $1.text }.count
        let (oldRest, newRest) = (old.dropFirst(head), new.dropFirst(head))
        let tail = zip(oldRest.reversed(), newRest.reversed()).prefix { $0.text == $1.text }.count
        for word in new.prefix(head) { add(.same, word) }
        walk(Array(oldRest.dropLast(tail)), Array(newRest.dropLast(tail)))
        for word in new.suffix(tail) { add(.same, word) }
    }

    /// Along the longest sequence of words that both have.
    private mutating func walk(_ old: [Word], _ new: [Word]) {
        guard !old.isEmpty, !new.isEmpty, old.count * new.count <= Self.mostPairs else {
            for word in old { add(.removed, word) }
            for word in new { add(.added, word) }
            return
        }
        let width = new.count + 1
        // How long that sequence is from each pair of words on.
        var lengths = [Int32](repeating: 0, count: (old.count + 1) * width)
        for row in stride(from: old.count - 1, through: 0, by: -1) {
            for column in stride(from: new.count - 1, through: 0, by: -1) {
                let here = row * width + column
                lengths[here] =
                    old[row].text == new[column].text
                    ? lengths[here + width + 1] + 1 : max(lengths[here + width], lengths[here + 1])
            }
        }
        var (row, column) = (0, 0)
        while row < old.count || column < new.count {
            let here = row * width + column
            if row < old.count, column < new.count, old[row].text == new[column].text {
                add(.same, new[column])
                (row, column) = (row + 1, column + 1)
            } else if row < old.count, column == new.count || lengths[here + width] >= lengths[here + 1] {
                add(.removed, old[row])
                row += 1
            } else {
                add(.added, new[column])
                column += 1
            }
        }
    }

    private mutating func add(_ kind: Part.Kind, _ word: Word) {
        var word = word
        // What both have stands as the new text has it, where a sign may follow at once.
        if kind == .removed, let last = parts.last, last.text.last?.isWhitespace == false {
            word.text = word.lead + word.text
        }
        if parts.last?.kind == kind {
            parts[parts.count - 1].text += word.text + word.tail
        } else {
            parts.append(Part(kind: kind, text: String(word.text + word.tail)))
        }
    }

    private static func words(of text: String) -> [Word] {
        var words: [Word] = []
        var rest = text[...]
        while let first = rest.first {
            let isWord = { (character: Character) in character.isLetter || character.isNumber }
            let word = isWord(first) ? rest.prefix(while: isWord) : rest.prefix(1)
            rest = rest[word.endIndex...]
            let tail = first.isWhitespace ? rest.prefix(0) : rest.prefix(while: \.isWhitespace)
            rest = rest[tail.endIndex...]
            words.append(Word(lead: words.last?.tail ?? "", text: word, tail: tail))
        }
        return words
    }
}
