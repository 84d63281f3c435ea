/// Where braces belong together in a text, found in one pass: which of them are choices, which are fields, what is a
/// comment.
struct Braces {
    /// A brace and what it opens.
    struct Pair {
        /// Where its content begins, behind the number and the joiner.
        var content: Int
        /// Where the closing brace is; `nil` while it is open.
        var close: Int?
        /// Whether a bar stands directly in it.
        var hasBar = false
        var several: Choice.Several?

        var isChoice: Bool { hasBar || several != nil }
    }

    private(set) var pairs: [Int: Pair] = [:]
    /// Fields by where they begin, with where they end.
    private(set) var fields: [Int: (field: Field, end: Int)] = [:]
    /// Where comments begin, with where the next line does.
    private(set) var comments: [Int: Int] = [:]

    private let scalars: [Unicode.Scalar]
    private var open: [Int] = []

    /// - Throws: ``PhraseFault`` for a choice that is not closed, and for what is not read here.
    init(_ scalars: [Unicode.Scalar]) throws(PhraseFault) {
        self.scalars = scalars
        var index = 0
        var isLineStart = true
        while index < scalars.count {
            if isLineStart, let end = commentEnd(at: index) {
                comments[index] = end
                index = end
                continue
            }
            let scalar = scalars[index]
            isLineStart = scalar.isLineEnd
            switch scalar {
            case "\\" where index + 1 < scalars.count && Self.isGuardable(scalars[index + 1]): index += 2
            case "{": index = try opened(at: index)
            case "|":
                if let top = open.last { pairs[top]?.hasBar = true }
                index += 1
            case "}":
                if let top = open.popLast() { pairs[top]?.close = index }
                index += 1
            default: index += 1
            }
        }
        if let first = open.first(where: { pairs[$0]?.isChoice == true }) {
            throw PhraseFault(
                .unclosed,
                at: TextPlace(first, in: scalars),
                "This { begins a choice that is never closed: a } is missing. With \\{ it is only a brace."
            )
        }
    }

    /// What a backslash keeps from meaning something here.
    static func isGuardable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "{", "}", "|", "$", "_", "#", "\\": true
        default: false
        }
    }

    private mutating func opened(at index: Int) throws(PhraseFault) -> Int {
        if let (field, end) = field(at: index) {
            fields[index] = (field, end)
            return end
        }
        // Directly behind `2$$` it is the first option.
        let isFirst = open.last.map { pairs[$0]?.content == index } ?? false
        if index > 0, scalars[index - 1] == "$", !isFirst, isVariable(at: index + 1) {
            throw PhraseFault(
                .foreign,
                at: TextPlace(index - 1, in: scalars),
                "Variables such as ${season} are not read here. {{season}} or {{season=summer}} makes a field of it."
            )
        }
        var pair = Pair(content: index + 1)
        if let (several, content) = several(at: index + 1) {
            pair.several = several
            pair.content = content
        }
        pairs[index] = pair
        open.append(index)
        return pair.content
    }

    /// Where the line behind a comment begins.
    private func commentEnd(at start: Int) -> Int? {
        var index = start
        while index < scalars.count, scalars[index] == " " || scalars[index] == "\t" { index += 1 }
        guard index < scalars.count, scalars[index] == "#",
            index + 1 == scalars.count || scalars[index + 1].isBlank
        else { return nil }
        while index < scalars.count, scalars[index] != "\n" { index += 1 }
        return min(index + 1, scalars.count)
    }

    /// `2$$`, `1-2$$`, `2$$ and $$` at the beginning of a choice.
    private func several(at start: Int) -> (Choice.Several, content: Int)? {
        var index = start
        while index < scalars.count, scalars[index].isBlank { index += 1 }
        let first = number(at: &index)
        var last = first
        if index < scalars.count, scalars[index] == "-" {
            index += 1
            last = number(at: &index)
            guard first != nil || last != nil else { return nil }
        }
        guard first != nil || last != nil, takesDollars(at: &index) else { return nil }
        var lower = first ?? 1
        if let upper = last, upper < lower { (lower, last) = (upper, lower) }
        let end = min(index + 40, scalars.count)
        var joinerEnd = index
        while joinerEnd < end, scalars[joinerEnd] != "$", scalars[joinerEnd] != "{", scalars[joinerEnd] != "}" {
            joinerEnd += 1
        }
        var behind = joinerEnd
        if takesDollars(at: &behind) {
            return (.init(lower: lower, upper: last, joiner: String(scalars: scalars[index..<joinerEnd])), behind)
        }
        return (.init(lower: lower, upper: last, joiner: ", "), index)
    }

    private func number(at index: inout Int) -> Int? {
        var number: Int?
        let end = min(index + 4, scalars.count)
        while index < end, let digit = scalars[index].digit {
            number = (number ?? 0) * 10 + Int(digit)
            index += 1
        }
        return number
    }

    private func takesDollars(at index: inout Int) -> Bool {
        guard index + 1 < scalars.count, scalars[index] == "$", scalars[index + 1] == "$" else { return false }
        index += 2
        return true
    }

    /// `{{subject}}` or `{{subject=cat}}`.
    private func field(at start: Int) -> (Field, end: Int)? {
        guard start + 1 < scalars.count, scalars[start + 1] == "{" else { return nil }
        var index = start + 2
        skipSpaces(&index)
        let nameStart = index
        guard index < scalars.count, scalars[index].isLetter else { return nil }
        while index < scalars.count, index - nameStart <= 40, Self.isOfFieldName(scalars[index]) { index += 1 }
        var nameEnd = index
        while scalars[nameEnd - 1] == " " { nameEnd -= 1 }
        guard nameEnd - nameStart <= 40 else { return nil }
        let name = String(scalars: scalars[nameStart..<nameEnd])
        guard !name.contains("  "), index < scalars.count else { return nil }
        var standard: String?
        if scalars[index] == "=" {
            let valueStart = index + 1
            index = valueStart
            while index < scalars.count, index - valueStart <= 1000, !Self.endsDefault(scalars[index]) { index += 1 }
            standard = String(scalars: scalars[valueStart..<index])
        }
        guard index + 1 < scalars.count, scalars[index] == "}", scalars[index + 1] == "}" else { return nil }
        return (Field(name: name, standard: standard), index + 2)
    }

    private func skipSpaces(_ index: inout Int) {
        while index < scalars.count, scalars[index] == " " { index += 1 }
    }

    private static func isOfFieldName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isOfWord || scalar == "_" || scalar == "-" || scalar == " "
    }

    private static func endsDefault(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "{" || scalar == "}" || scalar.isLineEnd
    }

    /// `season=…`, `season:…` or `season}`, behind `${`.
    private func isVariable(at start: Int) -> Bool {
        var index = start
        skipSpaces(&index)
        let nameStart = index
        while index < scalars.count, index - nameStart < 40,
            scalars[index].isOfWord || scalars[index] == "_" || scalars[index] == "-"
        {
            index += 1
        }
        guard index > nameStart else { return false }
        skipSpaces(&index)
        return index < scalars.count && ["=", ":", "}", "?"].contains(scalars[index])
    }
}
