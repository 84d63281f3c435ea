import Library

/// A picture as the lightbox's script knows it: enough to lay it out, to load it and to say what it is.
struct LightboxFrame: Encodable {
    var id: Int64
    /// Where it stands in the order, for a page of the gallery that begins there.
    var cursor: String
    var width: Int
    var height: Int
    var url: String
    var thumbnailURL: String
    var colour: String
    /// The class in ratios.css for its shape.
    var ratio: String
    var seed: String?
    /// From 1 to 5, or 0.
    var rating: Int
    /// Of the person who asks.
    var isFavourite: Bool
    var modelName: String
    var prompt: String

    enum CodingKeys: String, CodingKey {
        case id, cursor, width, height, url, colour, ratio, seed, rating, prompt
        case isFavourite = "is_favourite"
        case thumbnailURL = "thumbnail_url"
        case modelName = "model_name"
    }

    /// - Returns: `nil` for a frame without a card.
    init?(_ frame: GalleryQuery.Frame, isFavourite: Bool, modelNames: [String: String]) {
        guard let card = frame.card else { return nil }
        id = card.id
        cursor = frame.cursor.text
        width = card.width
        height = card.height
        url = "/files/\(card.sha256)"
        thumbnailURL = "/thumbnails/\(card.sha256)"
        colour = card.colour ?? "#808080"
        ratio = Ratio.name(width: card.width, height: card.height)
        seed = card.seed.map(String.init)
        rating = card.rating
        self.isFavourite = isFavourite
        modelName = modelNames[card.model] ?? card.model
        prompt = Words.excerpt(card.prompt, 160)
    }

    /// Its values in the lightbox's template.
    func view(at address: LightboxAddress, isCurrent: Bool) -> View {
        [
            "address": address.view(of: id), "thumbnail": thumbnailURL, "ratio": ratio, "colour": colour,
            "label": "Picture \(id), \(modelName)", "isCurrent": isCurrent,
        ]
    }
}

/// `GET /api/images/{id}/neighbours`: an image and what stands on either side of it, in the gallery's order.
struct APINeighbours: Encodable {
    var image: LightboxFrame
    /// The last is the nearest.
    var newer: [LightboxFrame]
    /// The first is the nearest.
    var older: [LightboxFrame]
    var hasNewer: Bool
    var hasOlder: Bool

    enum CodingKeys: String, CodingKey {
        case image, newer, older
        case hasNewer = "has_newer"
        case hasOlder = "has_older"
    }

    /// - Throws: ``Problem/notFound(_:)`` when there is no such image.
    init(_ answer: NeighboursQuery.Answer, of id: Int64, modelNames: [String: String]) throws {
        func frame(_ frame: GalleryQuery.Frame) -> LightboxFrame? {
            LightboxFrame(frame, isFavourite: answer.favourites.contains(frame.id), modelNames: modelNames)
        }
        guard let middle = answer.middle.flatMap(frame) else { throw Problem.notFound("There is no picture \(id).") }
        image = middle
        newer = answer.newer.compactMap(frame)
        older = answer.older.compactMap(frame)
        hasNewer = answer.hasNewer
        hasOlder = answer.hasOlder
    }
}
