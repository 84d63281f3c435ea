import Catalog
import Foundation
import HTTPServer
import HTTPTypes
import Library

/// A generation as programs see it.
struct APIGeneration: Encodable {
    var id: Int64
    var model: String
    var state: String
    var error: String?
    var requestID: String?
    var parameters: [String: ParameterValue]
    var images: [APIImage]
    var parentImageID: Int64?
    var verdict: String?
    var person: String?
    var cost: Double?
    /// Whether the cost is the service's own word, not the expected price.
    var isCostReal: Bool
    /// The prompt of the library that it came from.
    var promptID: Int64?
    var promptVersion: Int?
    /// Whether what was typed differs from the version's words.
    var isPromptEdited: Bool
    /// What was typed and drawn, where the request is not what was typed.
    var wording: APIWording?

    enum CodingKeys: String, CodingKey {
        case id, model, state, error, parameters, images, verdict, person, wording
        case requestID = "request_id"
        case parentImageID = "parent_image_id"
        case cost = "cost_usd"
        case isCostReal = "cost_is_real"
        case promptID = "prompt_id"
        case promptVersion = "prompt_version"
        case isPromptEdited = "prompt_is_edited"
    }

    init(_ generation: Generation, images: [Image] = [], catalog: Catalog) {
        id = generation.id
        model = generation.model
        state = generation.state.word
        error = generation.state.sentence ?? generation.remark ?? generation.postponement?.reason
        requestID = generation.requestID
        let set =
            (try? catalog[generation.model]?.parameterSet(json: generation.request))
            ?? (try? ParameterSet(json: generation.request))
        parameters = Dictionary(
            (set?.entries ?? []).map { ($0.name, $0.value) },
            uniquingKeysWith: { first, _ in first }
        )
        self.images = images.map(APIImage.init)
        parentImageID = generation.parent?.imageID
        verdict = generation.verdict?.word
        person = generation.person
        cost = generation.cost
        isCostReal = generation.isCostReal
        promptID = generation.source?.prompt
        promptVersion = generation.source?.version
        isPromptEdited = generation.source?.isEdited ?? false
    }

    /// Every key is always there, absent values as null: a program need not guess.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(model, forKey: .model)
        try container.encode(state, forKey: .state)
        try container.encode(error, forKey: .error)
        try container.encode(requestID, forKey: .requestID)
        try container.encode(parameters, forKey: .parameters)
        try container.encode(images, forKey: .images)
        try container.encode(parentImageID, forKey: .parentImageID)
        try container.encode(verdict, forKey: .verdict)
        try container.encode(person, forKey: .person)
        try container.encode(cost, forKey: .cost)
        try container.encode(isCostReal, forKey: .isCostReal)
        try container.encode(promptID, forKey: .promptID)
        try container.encode(promptVersion, forKey: .promptVersion)
        try container.encode(isPromptEdited, forKey: .isPromptEdited)
        try container.encode(wording, forKey: .wording)
    }
}

/// An image as programs see it.
struct APIImage: Encodable {
    var id: Int64
    var sample: Int
    var sha256: String
    var width: Int
    var height: Int
    var url: String
    var thumbnailURL: String

    enum CodingKeys: String, CodingKey {
        case id, sample, sha256, width, height, url
        case thumbnailURL = "thumbnail_url"
    }

    init(_ image: Image) {
        id = image.id
        sample = image.sample
        sha256 = image.file.sha256
        width = image.file.width
        height = image.file.height
        url = "/files/\(image.file.sha256)"
        thumbnailURL = "/thumbnails/\(image.file.sha256)"
    }
}

/// A page of the gallery as programs see it.
struct APIGallery: Encodable {
    struct Entry: Encodable {
        var id: Int64
        var model: String
        var sha256: String
        var width: Int
        var height: Int
        var seed: Int64?
        var rating: Int
        var prompt: String
        var url: String
        var thumbnailURL: String

        enum CodingKeys: String, CodingKey {
            case id, model, sha256, width, height, seed, rating, prompt, url
            case thumbnailURL = "thumbnail_url"
        }

        init(_ card: GalleryQuery.Card) {
            id = card.id
            model = card.model
            sha256 = card.sha256
            width = card.width
            height = card.height
            seed = card.seed
            rating = card.rating
            prompt = card.prompt
            url = "/files/\(card.sha256)"
            thumbnailURL = "/thumbnails/\(card.sha256)"
        }
    }

    var images: [Entry]
    /// What to pass as `before` for the next page; absent at the end.
    var before: String?
    /// What was read differently from how it may have been meant; absent when nothing was.
    var remarks: [String]?

    init(_ answer: GalleryQuery.Answer) {
        images = answer.cards.map(Entry.init)
        let goesOn = answer.hasOlder || answer.reached != nil
        before = goesOn ? (answer.hasOlder ? answer.frames.last?.cursor : answer.reached)?.text : nil
        remarks = answer.remarks.isEmpty ? nil : answer.remarks.map(\.sentence)
    }
}

/// A refusal as programs see it.
struct APIProblem: Encodable {
    var error: String
    var fields: [String: String]?
}

extension Response {
    /// A JSON answer with keys in a stable order.
    static func encoding(_ value: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Nothing encoded here can fail: strings, numbers and dates only.
        let data = (try? encoder.encode(value)) ?? Data(#"{"error":"The answer could not be written."}"#.utf8)
        return .json(Array(data), status: status)
    }
}
