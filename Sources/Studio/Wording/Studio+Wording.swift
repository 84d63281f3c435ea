import Catalog
import Library
import Phrasing

/// A request with its words drawn.
public struct WordedRequest: Sendable {
    /// What is sent, with a concrete seed.
    public var parameters: ParameterSet
    /// What was typed and drawn; `nil` where that is the same.
    public var wording: Wording?

    /// Creates a request.
    public init(parameters: ParameterSet, wording: Wording? = nil) {
        self.parameters = parameters
        self.wording = wording
    }
}

/// The words of requests: drawn from their seeds, before anything is written.
extension Studio {
    /// Settles the seed of a request and draws the words of its texts from it.
    ///
    /// A model without a seed draws from one of our own, which is kept with the wording.
    /// - Throws: ``ParameterFaults`` for a fault of syntax, a list that is not there, a field that is open, or where
    ///   what comes out is too long for the model; ``LibraryError``.
    public func word(
        _ parameters: ParameterSet,
        for model: Model,
        _ choices: WordChoices = WordChoices()
    ) async throws -> WordedRequest {
        var wordsmith = Wordsmith(studio: self)
        return try await wordsmith.word(parameters, for: model, choices)
    }

    /// The lists that some texts ask for.
    ///
    /// - Throws: ``LibraryError``.
    public func lists(for reading: Reading) async throws(LibraryError) -> WordLists {
        try await library.answer(WordListsQuery(reading.listNames))
    }
}

/// Draws the words of one request, or of the many of a comparison: lists are read once.
struct Wordsmith {
    let studio: Studio
    private var lists: [Set<String>: WordLists] = [:]

    init(studio: Studio) { self.studio = studio }

    mutating func word(
        _ parameters: ParameterSet,
        for model: Model,
        _ choices: WordChoices
    ) async throws -> WordedRequest {
        let parameters = studio.settleSeed(of: parameters, for: model)
        do {
            let reading = try Typed(parameters, for: model, choices).read()
            guard !reading.isPlain else { return WordedRequest(parameters: parameters) }
            let seed = model.value(.seed, in: parameters)?.text
            let wording = try reading.draw(
                seed: seed.flatMap { Int64($0) } ?? studio.drawSeed(),
                lists: try await lists(for: reading)
            )
            return WordedRequest(parameters: try model.validate(parameters.with(wording, for: model)), wording: wording)
        } catch let fault as TypedFault {
            throw ParameterFaults([fault.parameterFault(for: model)])
        }
    }

    private mutating func lists(for reading: Reading) async throws -> WordLists {
        let names = reading.listNames
        if let known = lists[names] { return known }
        let read = try await studio.lists(for: reading)
        lists[names] = read
        return read
    }
}

extension Typed {
    /// The texts of a request; what a model takes no negative prompt for is left out.
    public init(_ parameters: ParameterSet, for model: Model, _ choices: WordChoices) {
        var choices = choices
        if model.parameter(.negativePrompt) == nil {
            for index in choices.styles.indices { choices.styles[index].negativePrompt = "" }
        }
        self.init(
            prompt: model.value(.prompt, in: parameters)?.text ?? "",
            negativePrompt: model.value(.negativePrompt, in: parameters)?.text ?? "",
            choices
        )
    }
}

extension TypedFault {
    /// Itself beside the field of a model's form.
    public func parameterFault(for model: Model) -> ParameterFault {
        let parameter = isNegative ? model.parameter(.negativePrompt) : model.parameter(.prompt)
        return ParameterFault(field: parameter?.name ?? "prompt", sentence: sentence)
    }
}

extension ParameterSet {
    fileprivate func with(_ wording: Wording, for model: Model) -> [String: ParameterValue] {
        var values = Dictionary(entries.map { ($0.name, $0.value) }) { first, _ in first }
        if let name = model.parameter(.prompt)?.name { values[name] = .string(wording.prompt) }
        if let name = model.parameter(.negativePrompt)?.name { values[name] = .string(wording.negativePrompt) }
        return values
    }
}
