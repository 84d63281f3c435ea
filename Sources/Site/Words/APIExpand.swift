import Foundation
import HTTPServer
import HTTPTypes
import Library
import Phrasing
import Studio

extension Site {
    func addExpandAPI(to router: inout Router) {
        router.post("/api/prompts/expand") { request in
            let asked = try decode(
                AskedExpansion.self,
                from: request,
                like: #"{"text": "a {red|blue} fox", "seed": 42}"#
            )
            let choices = try await wordChoices(styles: asked.styles, fields: asked.fields)
            let typed = Typed(prompt: asked.text, negativePrompt: asked.negativeText ?? "", choices)
            let seed = asked.seed ?? studio.drawSeed()
            do {
                let reading = try typed.read()
                let lists = try await studio.lists(for: reading)
                var answer = APIExpansion(
                    try reading.draw(seed: seed, lists: lists),
                    total: try reading.total(lists: lists)
                )
                if let count = asked.count {
                    let seeds = WordsView.seeds(from: seed, count: min(max(count, 0), AskedExpansion.mostSamples))
                    answer.samples = try seeds.map { APIExpansion.Sample(try reading.draw(seed: $0, lists: lists)) }
                }
                return .encoding(answer)
            } catch let fault as TypedFault {
                return .encoding(APIWordFault(fault), status: .badRequest)
            }
        }
    }

    /// What programs chose: styles by their names.
    ///
    /// - Throws: ``Problem/faulty(_:)`` for a style that is not there.
    func wordChoices(styles names: [String]?, fields: [String: String]?) async throws -> WordChoices {
        var choices = WordChoices(fields: fields ?? [:])
        guard let names, !names.isEmpty else { return choices }
        let saved = try await studio.library.answer(StylesQuery())
        for name in names {
            guard let style = saved.first(where: { $0.style.name.lowercased() == name.lowercased() }) else {
                throw Problem.faulty(
                    .init([.init(field: "styles", sentence: "No style is called “\(Words.excerpt(name, 60))”.")])
                )
            }
            choices.styles.append(style.style)
        }
        return choices
    }
}

/// The body of `POST /api/prompts/expand`.
struct AskedExpansion: Decodable {
    /// So many samples at most.
    static let mostSamples = 100

    var text: String
    var negativeText: String?
    /// Drawn where it is not given.
    var seed: Int64?
    var fields: [String: String]?
    /// The names of styles.
    var styles: [String]?
    /// So many samples: of the seed, and of those behind it.
    var count: Int?

    enum CodingKeys: String, CodingKey {
        case text, seed, fields, styles, count
        case negativeText = "negative_text"
    }
}

/// A prompt with its words drawn, as programs see it.
struct APIExpansion: Encodable {
    struct Sample: Encodable {
        var seed: Int64
        var text: String
        var negativeText: String

        enum CodingKeys: String, CodingKey {
            case seed, text
            case negativeText = "negative_text"
        }

        init(_ wording: Wording) {
            seed = wording.seed
            text = wording.prompt
            negativeText = wording.negativePrompt
        }
    }

    var seed: Int64
    var text: String
    var negativeText: String
    var drawn: [APIWord]
    /// How many prompts there are; the most that is counted where there are more.
    var total: Int
    var isTotalExact: Bool
    /// Only where they were asked for.
    var samples: [Sample]?

    enum CodingKeys: String, CodingKey {
        case seed, text, drawn, total, samples
        case negativeText = "negative_text"
        case isTotalExact = "total_is_exact"
    }

    init(_ wording: Wording, total: Total) {
        seed = wording.seed
        text = wording.prompt
        negativeText = wording.negativePrompt
        drawn = wording.drawn.map(APIWord.init)
        (self.total, isTotalExact) =
            switch total {
            case .exactly(let count): (count, true)
            case .moreThan(let count): (count, false)
            }
    }
}

/// A word that was drawn or filled in, as programs see it.
struct APIWord: Encodable {
    /// `text` or `negative_text`.
    var field: String
    /// The style it is in; null for what was typed.
    var style: String?
    var place: TextPlace
    var stood: String
    var taken: String

    init(_ word: Wording.Word) {
        field = word.isNegative ? "negative_text" : "text"
        style = word.style
        place = word.place
        stood = word.stood
        taken = word.taken
    }

    enum CodingKeys: String, CodingKey { case field, style, place, stood, taken }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(field, forKey: .field)
        try container.encode(style, forKey: .style)
        try container.encode(place, forKey: .place)
        try container.encode(stood, forKey: .stood)
        try container.encode(taken, forKey: .taken)
    }
}

/// A fault of a prompt's syntax, as programs see it: like every refusal, with its kind and place.
struct APIWordFault: Encodable {
    var error: String
    var fields: [String: String]
    var kind: String
    var list: String?
    var place: TextPlace?

    init(_ fault: TypedFault) {
        error = fault.sentence
        fields = [fault.isNegative ? "negative_text" : "text": fault.sentence]
        kind = fault.fault.kind.rawValue
        list = fault.fault.list
        place = fault.fault.place
    }
}

/// The wording of a generation, as programs see it.
struct APIWording: Encodable {
    /// As typed.
    var text: String
    var negativeText: String
    var styles: [String]
    var fields: [String: String]
    var seed: Int64
    var drawn: [APIWord]

    enum CodingKeys: String, CodingKey {
        case text, styles, fields, seed, drawn
        case negativeText = "negative_text"
    }

    init(_ wording: Wording) {
        text = wording.typed.prompt
        negativeText = wording.typed.negativePrompt
        styles = wording.typed.choices.styles.map(\.name)
        fields = wording.typed.choices.fields
        seed = wording.seed
        drawn = wording.drawn.map(APIWord.init)
    }
}
