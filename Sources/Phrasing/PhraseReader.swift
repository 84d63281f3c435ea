/// Reads a text into its pieces.
struct PhraseReader {
    private let scalars: [Unicode.Scalar]
    private let braces: Braces
    private var count = 0
    private(set) var fields: [Field] = []

    /// - Throws: ``PhraseFault``.
    init(_ text: String) throws(PhraseFault) {
        scalars = Array(text.unicodeScalars)
        guard scalars.count <= Phrase.longest else {
            throw PhraseFault(.tooLong, at: nil, "A text may have \(Phrase.longest) characters; this has more.")
        }
        braces = try Braces(scalars)
    }

    /// - Throws: ``PhraseFault``.
    mutating func read() throws(PhraseFault) -> [Piece] {
        try pieces(in: 0..<scalars.count, depth: 0)
    }

    private mutating func pieces(in range: Range<Int>, depth: Int) throws(PhraseFault) -> [Piece] {
        var pieces: [Piece] = []
        var text = String.UnicodeScalarView()
        func finish() {
            guard !text.isEmpty else { return }
            pieces.append(.text(String(text)))
            text = .init()
        }
        var index = range.lowerBound
        while index < range.upperBound {
            if let end = braces.comments[index] {
                index = min(end, range.upperBound)
                continue
            }
            if let (field, end) = braces.fields[index] {
                finish()
                try note(field, at: index)
                pieces.append(.field(.init(place: index, stood: stood(index..<end), field: field)))
                index = end
                continue
            }
            switch scalars[index] {
            case "\\" where index + 1 < range.upperBound && Braces.isGuardable(scalars[index + 1]):
                text.append(contentsOf: scalars[index...index + 1])
                index += 2
            case "_":
                if let (name, end) = try listName(at: index, before: range.upperBound) {
                    finish()
                    try oneMore(at: index)
                    pieces.append(.list(.init(place: index, name: name)))
                    index = end
                } else {
                    text.append("_")
                    index += 1
                }
            case "{":
                guard let pair = braces.pairs[index], let close = pair.close, pair.isChoice else { fallthrough }
                finish()
                pieces.append(.choice(try choice(pair, index...close, depth: depth + 1)))
                index = close + 1
            default:
                text.append(scalars[index])
                index += 1
            }
        }
        finish()
        return pieces
    }

    private mutating func choice(
        _ pair: Braces.Pair,
        _ whole: ClosedRange<Int>,
        depth: Int
    ) throws(PhraseFault) -> Choice {
        guard depth <= Phrase.deepest else {
            throw PhraseFault(
                .tooDeep,
                at: TextPlace(whole.lowerBound, in: scalars),
                "Choices stand \(Phrase.deepest) deep in each other at most. A list can take some of them."
            )
        }
        try oneMore(at: whole.lowerBound)
        var options: [Choice.Option] = []
        for range in optionRanges(pair.content..<whole.upperBound) {
            let (weight, rest) = weight(in: range)
            let pieces = try pieces(in: rest, depth: depth).trimmed(isJoined: pair.several != nil)
            options.append(.init(pieces: pieces, weight: weight))
        }
        guard options.contains(where: { $0.weight > 0 }) else {
            throw PhraseFault(
                .weightless,
                at: TextPlace(whole.lowerBound, in: scalars),
                "Every option here has the weight 0, so that none can be taken."
            )
        }
        return Choice(
            place: whole.lowerBound,
            stood: stood(whole.lowerBound..<whole.upperBound + 1),
            options: options,
            several: pair.several
        )
    }

    /// What stands between the bars of a choice.
    private func optionRanges(_ content: Range<Int>) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = content.lowerBound
        var index = start
        while index < content.upperBound {
            if let end = braces.comments[index] ?? braces.fields[index]?.end {
                index = end
            } else if let close = braces.pairs[index]?.close {
                index = close + 1
            } else if scalars[index] == "\\", index + 1 < content.upperBound,
                Braces.isGuardable(scalars[index + 1])
            {
                index += 2
            } else {
                if scalars[index] == "|" {
                    ranges.append(start..<index)
                    start = index + 1
                }
                index += 1
            }
        }
        return ranges + [start..<content.upperBound]
    }

    private func weight(in range: Range<Int>) -> (UInt64, Range<Int>) {
        guard let (weight, length) = Weight.read(scalars[range]) else { return (Weight.one, range) }
        return (weight, range.lowerBound + length..<range.upperBound)
    }

    /// `__hair__`, with where it ends.
    private func listName(at start: Int, before end: Int) throws(PhraseFault) -> (String, end: Int)? {
        let nameStart = start + 2
        guard nameStart < end, scalars[start + 1] == "_", scalars[nameStart].isOfWord || scalars[nameStart] == "*"
        else { return nil }
        var index = nameStart
        while index + 1 < end, index - nameStart <= 100 {
            if scalars[index] == "_", scalars[index + 1] == "_" {
                guard scalars[index - 1] != " " else { return nil }
                let name = String(scalars: scalars[nameStart..<index])
                return name.contains("..") ? nil : (name, index + 2)
            }
            if scalars[index] == "(", isParametrised(from: index, before: end) {
                throw PhraseFault(
                    .foreign,
                    at: TextPlace(start, in: scalars),
                    "Values for a list in parentheses are not read here. A field such as {{season}} in the list is."
                )
            }
            guard WordLists.isOfName(scalars[index]) else { return nil }
            index += 1
        }
        return nil
    }

    /// `(season=winter)__`.
    private func isParametrised(from start: Int, before end: Int) -> Bool {
        var index = start + 1
        var hasValue = false
        while index < end, index - start < 200, scalars[index] != ")", !scalars[index].isLineEnd {
            if scalars[index] == "=" { hasValue = true }
            index += 1
        }
        return hasValue && index + 2 < end && scalars[index] == ")" && scalars[index + 1] == "_"
            && scalars[index + 2] == "_"
    }

    private mutating func note(_ field: Field, at index: Int) throws(PhraseFault) {
        try oneMore(at: index)
        guard let known = fields.firstIndex(where: { $0.name == field.name }) else {
            fields.append(field)
            return
        }
        // The first default that is written counts for all of the name.
        if fields[known].standard == nil { fields[known].standard = field.standard }
    }

    private mutating func oneMore(at index: Int) throws(PhraseFault) {
        count += 1
        guard count <= Phrase.most else {
            throw PhraseFault(
                .tooMany,
                at: TextPlace(index, in: scalars),
                "A text may hold \(Phrase.most) choices, lists and fields; here begins one too many."
            )
        }
    }

    private func stood(_ range: Range<Int>) -> String { String(scalars: scalars[range]) }
}

extension [Piece] {
    /// Without blanks at the ends where values are joined, or where a line end is among those.
    fileprivate func trimmed(isJoined: Bool) -> [Piece] {
        var pieces = self
        if case .text(let text)? = pieces.first {
            let blanks = text.unicodeScalars.prefix { $0.isBlank }
            if isJoined || blanks.contains(where: \.isLineEnd) {
                pieces[0] = .text(String(scalars: text.unicodeScalars.dropFirst(blanks.count)))
            }
        }
        if case .text(let text)? = pieces.last {
            let blanks = text.unicodeScalars.reversed().prefix { $0.isBlank }
            if isJoined || blanks.contains(where: \.isLineEnd) {
                pieces[count - 1] = .text(String(scalars: text.unicodeScalars.dropLast(blanks.count)))
            }
        }
        return pieces.filter { $0 != .text("") }
    }
}
