/// A text with its words drawn.
public struct Drawing: Sendable, Hashable {
    /// What is sent.
    public var text: String
    /// What was taken, in the order of the text.
    public var drawn: [Drawn]
}

/// What was taken at one place.
public struct Drawn: Sendable, Hashable, Codable {
    /// Where it stood.
    public var place: TextPlace
    /// What stood there: `{red|blue}`, `__hair__` or `{{subject}}`.
    public var stood: String
    /// What was taken.
    public var taken: String
}

/// How far drawing goes.
public struct DrawingBounds: Sendable {
    /// So deep may lists ask for lists.
    public var depth = 16
    /// The longest text that may come out, in bytes.
    public var length = 100_000
    /// So many choices may be made for one text.
    public var choices = 20_000

    /// The usual bounds.
    public init() {}
}

extension Phrase {
    /// Draws its words.
    ///
    /// - Parameters:
    ///   - stream: the numbers; those that were needed are gone from it.
    ///   - lists: what lists there are.
    ///   - fields: what was filled in, by name; blank counts as nothing. It is taken as it is.
    /// - Throws: ``PhraseFault`` for a list that is missing or at fault, a field that is open, and what grows too large.
    public func draw(
        from stream: inout WordStream,
        lists: WordLists = WordLists(),
        fields: [String: String] = [:],
        bounds: DrawingBounds = DrawingBounds()
    ) throws(PhraseFault) -> Drawing {
        var drawer = Drawer(phrase: self, lists: lists, fields: fields, bounds: bounds, chooser: stream)
        defer { stream = drawer.chooser }
        return try drawer.draw()
    }

    /// Every text that can be drawn, in a fixed order, the last choice turning fastest; what has the weight 0 is none.
    ///
    /// - Parameter limit: so many at most.
    /// - Throws: as ``draw(from:lists:fields:bounds:)``.
    public func combinations(
        lists: WordLists = WordLists(),
        fields: [String: String] = [:],
        limit: Int,
        bounds: DrawingBounds = DrawingBounds()
    ) throws(PhraseFault) -> [Drawing] {
        var drawer = Drawer(phrase: self, lists: lists, fields: fields, bounds: bounds, chooser: EveryWay())
        var drawings: [Drawing] = []
        repeat {
            drawings.append(try drawer.draw())
        } while drawings.count < limit && drawer.chooser.turn()
        return drawings
    }
}

/// Draws the words of one text.
struct Drawer<By: Chooser> {
    let phrase: Phrase
    let lists: WordLists
    let fields: [String: String]
    let bounds: DrawingBounds
    var chooser: By
    private var choices = 0
    /// What patterns and names stand for, each looked for once.
    private var known: [String: WordList] = [:]

    init(phrase: Phrase, lists: WordLists, fields: [String: String], bounds: DrawingBounds, chooser: By) {
        self.phrase = phrase
        self.lists = lists
        self.fields = fields
        self.bounds = bounds
        self.chooser = chooser
    }

    mutating func draw() throws(PhraseFault) -> Drawing {
        choices = 0
        var drawing = Drawing(text: "", drawn: [])
        let home = Home(phrase: phrase, list: nil, depth: 0)
        let lines = Lines(phrase.source.unicodeScalars)
        for piece in phrase.pieces {
            let taken = try text(of: piece, in: home)
            drawing.text += taken
            try check(drawing.text, in: home)
            guard let (place, stood) = piece.origin else { continue }
            drawing.drawn.append(.init(place: lines.place(of: place), stood: stood, taken: taken))
        }
        return drawing
    }

    /// The text that pieces belong to.
    private struct Home {
        var phrase: Phrase
        /// The list whose value it is, with the line.
        var list: (name: String, line: Int)?
        var depth: Int

        func fault(_ kind: PhraseFault.Kind, at offset: Int, _ sentence: String) -> PhraseFault {
            var place = TextPlace(offset, in: phrase.source.unicodeScalars)
            if let list { place.line = list.line }
            return PhraseFault(kind, at: place, in: list?.name, sentence)
        }
    }

    private mutating func text(of pieces: [Piece], in home: Home) throws(PhraseFault) -> String {
        var text = ""
        for piece in pieces {
            text += try self.text(of: piece, in: home)
            try check(text, in: home)
        }
        return text
    }

    private mutating func text(of piece: Piece, in home: Home) throws(PhraseFault) -> String {
        switch piece {
        case .text(let text): text
        case .choice(let choice): try text(of: choice, in: home)
        case .list(let reference):
            try value(of: try list(reference, in: home), at: reference.place, in: home)
        case .field(let reference): try value(of: reference, in: home)
        }
    }

    private mutating func value(of reference: FieldReference, in home: Home) throws(PhraseFault) -> String {
        let name = reference.field.name
        if let given = fields[name], given.contains(where: { !$0.isWhitespace }) { return given }
        let standard = reference.field.standard ?? home.phrase.fields.first { $0.name == name }?.standard
        guard let standard = standard ?? phrase.fields.first(where: { $0.name == name })?.standard else {
            throw home.fault(.openField, at: reference.place, "Fill in “\(name)”; it has no default.")
        }
        return standard
    }

    private mutating func text(of choice: Choice, in home: Home) throws(PhraseFault) -> String {
        guard let several = choice.several else {
            let index = try choose(among: choice.options.map(\.weight), at: choice.place, in: home)
            return try text(of: choice.options[index].pieces, in: home)
        }
        let list = try choice.onlyList.map { reference throws(PhraseFault) in try self.list(reference, in: home) }
        var weights = list?.weights ?? choice.options.map(\.weight)
        let (lower, upper) = several.bounds(of: weights.count { $0 > 0 })
        var count = lower
        if lower < upper {
            let alike = Array(repeating: UInt64(1), count: upper - lower + 1)
            count += try choose(among: alike, at: choice.place, in: home)
        }
        var taken: [Int] = []
        for _ in 0..<count {
            let index = try choose(among: weights, at: choice.place, in: home)
            weights[index] = 0
            taken.append(index)
        }
        var text = ""
        for (number, index) in taken.enumerated() {
            if number > 0 { text += several.joiner }
            if let list {
                text += try self.text(of: list.values[index], of: list, at: choice.place, in: home)
            } else {
                text += try self.text(of: choice.options[index].pieces, in: home)
            }
            try check(text, in: home)
        }
        return text
    }

    private mutating func value(of list: WordList, at offset: Int, in home: Home) throws(PhraseFault) -> String {
        let index = try choose(among: list.weights, at: offset, in: home)
        return try text(of: list.values[index], of: list, at: offset, in: home)
    }

    private mutating func text(
        of value: WordList.Value,
        of list: WordList,
        at offset: Int,
        in home: Home
    ) throws(PhraseFault) -> String {
        guard value.isPhrase else { return value.text }
        guard home.depth < bounds.depth else {
            throw home.fault(.tooDeep, at: offset, "Lists ask for each other here without an end, or too deep.")
        }
        let phrase = try value.phrase(of: list)
        return try text(
            of: phrase.pieces,
            in: Home(phrase: phrase, list: (list.name, value.line), depth: home.depth + 1)
        )
    }

    private mutating func list(_ reference: Reference, in home: Home) throws(PhraseFault) -> WordList {
        if let list = known[reference.name] { return list }
        guard let list = lists.list(reference.name) else {
            throw home.fault(
                .unknownList,
                at: reference.place,
                "There is no list “\(reference.name)”. With \\__ in front it is only text."
            )
        }
        guard list.weights.contains(where: { $0 > 0 }) else {
            throw home.fault(.emptyList, at: reference.place, "The list “\(reference.name)” holds no values.")
        }
        known[reference.name] = list
        return list
    }

    private mutating func choose(among weights: [UInt64], at offset: Int, in home: Home) throws(PhraseFault) -> Int {
        choices += 1
        guard choices <= bounds.choices else {
            throw home.fault(.tooMany, at: offset, "More than \(bounds.choices) words would have to be drawn.")
        }
        return chooser.choose(among: weights)
    }

    private func check(_ text: String, in home: Home) throws(PhraseFault) {
        guard text.utf8.count > bounds.length else { return }
        throw PhraseFault(.tooLong, at: nil, in: home.list?.name, "What comes out would be too long to be a prompt.")
    }
}

extension Piece {
    /// Where something is drawn or filled in, and what stands there.
    fileprivate var origin: (place: Int, stood: String)? {
        switch self {
        case .text: nil
        case .choice(let choice): (choice.place, choice.stood)
        case .list(let reference): (reference.place, reference.stood)
        case .field(let reference): (reference.place, reference.stood)
        }
    }
}

extension Choice.Several {
    /// How many are taken at least and at most, of so many.
    func bounds(of count: Int) -> (lower: Int, upper: Int) {
        (min(lower, count), min(upper ?? count, count))
    }
}

extension WordList.Value {
    /// Whether it may hold more than text.
    var isPhrase: Bool { text.utf8.contains(0x7B) || text.utf8.contains(0x5F) }

    /// Itself, read.
    func phrase(of list: WordList) throws(PhraseFault) -> Phrase {
        do throws(PhraseFault) { return try Phrase(text) } catch {
            var fault = error
            fault.list = list.name
            fault.place?.line = line
            throw fault
        }
    }
}
