/// A weight such as `(word:1.1)` made larger or smaller, as Ctrl+Up and Ctrl+Down do in a prompt's field.
///
/// The same rule stands in `Public/scripts/writing/weight.js`; both are tested with the same cases.
/// - What is weighted is the selection without the blanks around it; without a selection the innermost `(…)` around the
///   caret that has a weight, else the word at the caret: up to the next blank or one of `.,/!?%^*;:{}=~()[]<>|"\`.
/// - What stands in parentheses with a weight has it changed by 0.1, to 0.1 at least and 9.9 at most. Without a weight
///   parentheses count as 1.1. What stands in none gets them.
/// - At 1 the parentheses go. What was weighted stays selected.
public struct WeightChange: Sendable, Hashable {
    /// Which way.
    public enum Direction: Sendable {
        /// Heavier.
        case up
        /// Lighter.
        case down
    }

    /// What is replaced, in code points.
    public var range: Range<Int>
    /// By what.
    public var replacement: String
    /// What is selected afterwards.
    public var selection: Range<Int>

    /// Works a change out; `nil` where there is nothing to weigh.
    ///
    /// - Parameter selected: the selection in the text, in code points; empty for a caret.
    public init?(_ direction: Direction, of selected: Range<Int>, in text: String) {
        let scalars = Array(text.unicodeScalars)
        guard selected.lowerBound >= 0, selected.upperBound <= scalars.count else { return nil }
        var group: Group?
        var words = selected
        if selected.isEmpty {
            group = Group.weighted(around: selected.lowerBound, in: scalars)
            words = group?.words ?? Self.word(at: selected.lowerBound, in: scalars)
        } else {
            while words.lowerBound < words.upperBound, scalars[words.lowerBound].isBlank {
                words = words.lowerBound + 1..<words.upperBound
            }
            while words.lowerBound < words.upperBound, scalars[words.upperBound - 1].isBlank {
                words = words.lowerBound..<words.upperBound - 1
            }
        }
        guard !words.isEmpty else { return nil }
        group = group ?? Group(of: words, in: scalars) ?? Group(directlyAround: words, in: scalars)
        words = group?.words ?? words
        let old = group?.weight ?? 100
        let new = min(max(old + (direction == .up ? 10 : -10), 10), 990)
        let text = String(scalars: scalars[words])
        range = group?.whole ?? words
        replacement = new == 100 ? text : "(\(text):\(Self.text(of: new)))"
        let start = range.lowerBound + (new == 100 ? 0 : 1)
        selection = start..<start + words.count
    }

    /// A weight in hundredths as it is written: one digit behind the point, two where they are needed.
    private static func text(of weight: Int) -> String {
        let (whole, part) = weight.quotientAndRemainder(dividingBy: 100)
        return part % 10 == 0 ? "\(whole).\(part / 10)" : "\(whole).\(part / 10)\(part % 10)"
    }

    private static func word(at caret: Int, in scalars: [Unicode.Scalar]) -> Range<Int> {
        var lower = caret
        while lower > 0, !endsWord(scalars[lower - 1]) { lower -= 1 }
        var upper = caret
        while upper < scalars.count, !endsWord(scalars[upper]) { upper += 1 }
        return lower..<upper
    }

    private static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isBlank || ".,/!?%^*;:{}=~()[]<>|\"\\".unicodeScalars.contains(scalar)
    }
}

/// Words in parentheses, with their weight.
private struct Group {
    /// With the parentheses.
    var whole: Range<Int>
    var words: Range<Int>
    /// In hundredths.
    var weight: Int

    /// The innermost one with a weight around a caret.
    static func weighted(around caret: Int, in scalars: [Unicode.Scalar]) -> Group? {
        var depth = 0
        var index = caret - 1
        while index >= 0 {
            if !isEscaped(index, in: scalars) {
                if scalars[index] == ")" { depth += 1 }
                if scalars[index] == "(" {
                    if depth == 0 {
                        let group = closing(from: index, in: scalars).flatMap { close in
                            Group(from: index, to: close, in: scalars)
                        }
                        if let group, group.whole.upperBound > caret { return group }
                    } else {
                        depth -= 1
                    }
                }
            }
            index -= 1
        }
        return nil
    }

    /// The selection is a whole one, parentheses and all.
    init?(of range: Range<Int>, in scalars: [Unicode.Scalar]) {
        guard scalars[range.lowerBound] == "(", !Self.isEscaped(range.lowerBound, in: scalars),
            let close = Self.closing(from: range.lowerBound, in: scalars), close == range.upperBound - 1
        else { return nil }
        if let group = Group(from: range.lowerBound, to: close, in: scalars) {
            self = group
        } else {
            guard range.count > 2 else { return nil }
            self.init(whole: range, words: range.lowerBound + 1..<close, weight: 110)
        }
    }

    /// The selection is what stands in one.
    init?(directlyAround words: Range<Int>, in scalars: [Unicode.Scalar]) {
        let open = words.lowerBound - 1
        guard open >= 0, scalars[open] == "(", !Self.isEscaped(open, in: scalars),
            let close = Self.closing(from: open, in: scalars)
        else { return nil }
        if close == words.upperBound {
            self.init(whole: open..<close + 1, words: words, weight: 110)
        } else {
            guard let group = Group(from: open, to: close, in: scalars), group.words == words else { return nil }
            self = group
        }
    }

    /// `(words:1.1)` between two parentheses.
    private init?(from open: Int, to close: Int, in scalars: [Unicode.Scalar]) {
        var index = close - 1
        var hasPoint = false
        while index > open, scalars[index].digit != nil || (scalars[index] == "." && !hasPoint) {
            hasPoint = hasPoint || scalars[index] == "."
            index -= 1
        }
        guard index > open + 1, scalars[index] == ":", index < close - 1,
            let weight = Double(String(scalars: scalars[index + 1..<close])), weight < 100
        else { return nil }
        self.init(
            whole: open..<close + 1,
            words: open + 1..<index,
            weight: Int((weight * 100).rounded())
        )
    }

    private init(whole: Range<Int>, words: Range<Int>, weight: Int) {
        self.whole = whole
        self.words = words
        self.weight = weight
    }

    private static func closing(from open: Int, in scalars: [Unicode.Scalar]) -> Int? {
        var depth = 0
        for index in open..<scalars.count where !isEscaped(index, in: scalars) {
            if scalars[index] == "(" { depth += 1 }
            if scalars[index] == ")" {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }

    private static func isEscaped(_ index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        var slashes = 0
        while index - slashes > 0, scalars[index - slashes - 1] == "\\" { slashes += 1 }
        return slashes % 2 == 1
    }
}
