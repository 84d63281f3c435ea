/// A prompt and its negative prompt as somebody typed them, with the styles ticked and the fields filled in.
public struct Typed: Sendable, Hashable, Codable {
    /// The prompt.
    public var prompt: String
    /// The negative prompt.
    public var negativePrompt: String
    /// The styles and what was filled in.
    public var choices: WordChoices

    enum CodingKeys: String, CodingKey {
        case prompt, choices
        case negativePrompt = "negative_prompt"
    }

    /// Creates one.
    public init(prompt: String, negativePrompt: String = "", _ choices: WordChoices = WordChoices()) {
        self.prompt = prompt
        self.negativePrompt = negativePrompt
        self.choices = choices
    }

    /// Its texts with the styles written out, choices and all.
    public var laid: (prompt: String, negativePrompt: String) {
        choices.styles.reduce((prompt, negativePrompt)) { texts, style in
            (Style.lay(style.prompt, over: texts.0), Style.lay(style.negativePrompt, over: texts.1))
        }
    }

    /// A text of it.
    public enum Text: Sendable, Hashable {
        case prompt
        case negativePrompt
        case style(String)
        case negativeStyle(String)
    }

    /// Its texts in the order of drawing: what was typed, then what the styles add.
    var texts: [(text: Text, source: String)] {
        [(.prompt, prompt)] + choices.styles.map { (.style($0.name), $0.prompt) } + [(.negativePrompt, negativePrompt)]
            + choices.styles.map { (.negativeStyle($0.name), $0.negativePrompt) }
    }

    /// Its texts, read.
    ///
    /// - Throws: ``TypedFault``.
    public func read() throws(TypedFault) -> Reading {
        var phrases: [(Text, Phrase)] = []
        for (text, source) in texts {
            do throws(PhraseFault) { phrases.append((text, try Phrase(source))) } catch {
                throw TypedFault(text: text, fault: error)
            }
        }
        return Reading(typed: self, phrases: phrases)
    }
}

/// What is wrong with one of the texts.
public struct TypedFault: Error, Sendable, Hashable {
    /// Which text.
    public var text: Typed.Text
    /// What is wrong.
    public var fault: PhraseFault

    /// The sentence beside the field.
    public var sentence: String {
        switch text {
        case .prompt, .negativePrompt: fault.placed
        case .style(let name): "In the style “\(name)”. \(fault.placed)"
        case .negativeStyle(let name): "In the negative prompt of the style “\(name)”. \(fault.placed)"
        }
    }

    /// Whether it is about the negative prompt.
    public var isNegative: Bool {
        switch text {
        case .prompt, .style: false
        case .negativePrompt, .negativeStyle: true
        }
    }
}

/// A prompt, its negative prompt and its styles, read.
public struct Reading: Sendable {
    /// As it was typed.
    public let typed: Typed
    let phrases: [(text: Typed.Text, phrase: Phrase)]

    /// The fields of all texts, each once; the first default that is written counts.
    public var fields: [Field] {
        var fields: [Field] = []
        for field in phrases.flatMap(\.phrase.fields) {
            if let known = fields.firstIndex(where: { $0.name == field.name }) {
                fields[known].standard = fields[known].standard ?? field.standard
            } else {
                fields.append(field)
            }
        }
        return fields
    }

    /// The names and patterns of the lists that its texts ask for.
    public var listNames: Set<String> { phrases.reduce(into: []) { $0.formUnion($1.phrase.listNames) } }

    /// Whether it is sent as it was typed.
    public var isPlain: Bool { typed.choices.styles.isEmpty && phrases.allSatisfy(\.phrase.isPlain) }

    /// Whether other words may come with another seed.
    public var hasChoices: Bool { phrases.contains { $0.phrase.hasChoices } }

    /// Draws the words of all texts and lays the styles over them.
    ///
    /// What was typed draws first, so that a style that is ticked on changes none of its words.
    /// - Throws: ``TypedFault``.
    public func draw(seed: Int64, lists: WordLists = WordLists()) throws(TypedFault) -> Wording {
        var positive = WordStream(seed: seed)
        var negative = WordStream(seed: seed, for: .negativePrompt)
        let values = values
        return try compose(seed: seed) { text, phrase throws(PhraseFault) in
            switch text {
            case .prompt, .style: try phrase.draw(from: &positive, lists: lists, fields: values)
            case .negativePrompt, .negativeStyle: try phrase.draw(from: &negative, lists: lists, fields: values)
            }
        }
    }

    /// How many prompts can be drawn, of what was typed and the styles together; the negative prompt is not counted.
    ///
    /// - Throws: ``TypedFault``.
    public func total(lists: WordLists = WordLists()) throws(TypedFault) -> Total {
        var total = Total.exactly(1)
        for (text, phrase) in positive {
            do throws(PhraseFault) { total = total * (try phrase.total(lists: lists)) } catch {
                throw TypedFault(text: text, fault: error)
            }
        }
        return total
    }

    /// Every prompt that can be drawn, each once, with the styles laid over.
    ///
    /// - Throws: ``TypedFault``.
    public func combinations(lists: WordLists = WordLists(), limit: Int) throws(TypedFault) -> [String] {
        var texts = [""]
        for (number, (text, phrase)) in positive.enumerated() {
            do throws(PhraseFault) {
                let drawn = try phrase.combinations(lists: lists, fields: values, limit: limit).map(\.text)
                texts =
                    number == 0
                    ? drawn : texts.flatMap { text in drawn.map { Style.lay($0, over: text) } }
                texts = Array(texts.prefix(limit))
            } catch {
                throw TypedFault(text: text, fault: error)
            }
        }
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }

    private var positive: [(text: Typed.Text, phrase: Phrase)] {
        phrases.filter { text, _ in
            switch text {
            case .prompt, .style: true
            case .negativePrompt, .negativeStyle: false
            }
        }
    }

    /// What was filled in, and the defaults: those of one text count for all.
    private var values: [String: String] {
        var values = typed.choices.fields.filter { !$0.value.trimmed.isEmpty }
        for field in fields where values[field.name] == nil {
            // An empty default is one: it is only where there is none that something must be filled in.
            if let standard = field.standard, !standard.isEmpty { values[field.name] = standard }
        }
        return values
    }

    private func compose(
        seed: Int64,
        _ draw: (Typed.Text, Phrase) throws(PhraseFault) -> Drawing
    ) throws(TypedFault) -> Wording {
        var wording = Wording(typed: typed, seed: seed)
        for (text, phrase) in phrases {
            let drawing: Drawing
            do throws(PhraseFault) { drawing = try draw(text, phrase) } catch {
                throw TypedFault(text: text, fault: error)
            }
            switch text {
            case .prompt: wording.prompt = drawing.text
            case .negativePrompt: wording.negativePrompt = drawing.text
            case .style: wording.prompt = Style.lay(drawing.text, over: wording.prompt)
            case .negativeStyle: wording.negativePrompt = Style.lay(drawing.text, over: wording.negativePrompt)
            }
            wording.drawn += drawing.drawn.map { Wording.Word($0, in: text) }
        }
        return wording
    }
}

extension Phrase {
    /// Whether something is drawn in it.
    var hasChoices: Bool {
        pieces.contains { piece in
            switch piece {
            case .choice, .list: true
            case .text, .field: false
            }
        }
    }
}

extension Total {
    static func * (one: Total, other: Total) -> Total {
        guard case .exactly(let first) = one, case .exactly(let second) = other else { return .moreThan(countable) }
        let (product, overflows) = first.multipliedReportingOverflow(by: second)
        return overflows || product > countable ? .moreThan(countable) : .exactly(product)
    }
}

extension Reading {
    /// Whether the negative prompt or what styles add to it has choices.
    public var hasNegativeChoices: Bool {
        phrases.contains { text, phrase in
            switch text {
            case .prompt, .style: false
            case .negativePrompt, .negativeStyle: phrase.hasChoices
            }
        }
    }
}
