/// A bracket without its partner: most models read `(`, `[` and `{` as weights, and a lone one weighs more than was
/// meant. It is only a hint: a smiley is no fault.
public struct LoneBracket: Sendable, Hashable {
    /// Where it stands.
    public var place: TextPlace
    /// Which it is.
    public var bracket: Character

    /// The sentence for a person.
    public var sentence: String {
        let isOpening = "([{".contains(bracket)
        let what = isOpening ? "is never closed" : "closes nothing"
        let shown = place.line == 1 ? "character \(place.column)" : place.words
        return "The \(bracket) at \(shown) \(what). With a backslash in front it is only a bracket."
    }

    /// Those of a text, in its order; `\(` and its like do not count.
    ///
    /// - Parameter limit: so many at most.
    public static func all(in text: String, limit: Int = 5) -> [LoneBracket] {
        let scalars = Array(text.unicodeScalars)
        let openers: [Unicode.Scalar: Unicode.Scalar] = [")": "(", "]": "[", "}": "{"]
        var open: [Unicode.Scalar: [Int]] = [:]
        var lone: [Int] = []
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            switch scalar {
            case "\\": index += 1
            case "(", "[", "{": open[scalar, default: []].append(index)
            case ")", "]", "}":
                if let opener = openers[scalar], open[opener]?.popLast() == nil { lone.append(index) }
            default: break
            }
            index += 1
        }
        let lines = Lines(scalars)
        return (lone + open.values.joined()).sorted().prefix(limit).map { offset in
            LoneBracket(place: lines.place(of: offset), bracket: Character(scalars[offset]))
        }
    }
}
