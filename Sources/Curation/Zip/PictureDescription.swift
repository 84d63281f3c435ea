import Catalog
import Foundation
import Library

/// A picture in an archive's `pictures.json`.
struct PictureDescription: Encodable {
    var file: String
    var id: Image.ID
    var model: String
    var prompt: String
    var negativePrompt: String
    var seed: Int64?
    /// The exact request, where it is of plain values, as all of ours are.
    var parameters: [String: ParameterValue]?
    var width: Int
    var height: Int
    var rating: Int
    var sha256: String
    var createdAt: Date
    /// What people wrote at it, where that goes along.
    var note: String?
    var tags: [String]?
    /// What is wrong with its file.
    var remark: String?

    enum CodingKeys: String, CodingKey {
        case file, id, model, prompt, seed, parameters, width, height, rating, sha256, note, tags, remark
        case negativePrompt = "negative_prompt"
        case createdAt = "created_at"
    }

    init(_ picture: DownloadQuery.Picture, _ words: PictureWordsQuery.Words? = nil) {
        let image = picture.image
        let seed = picture.seed.map { "-\($0)" } ?? ""
        let ending = image.file.format == "jpeg" ? "jpg" : image.file.format
        file = "\(image.id)-\(Self.plain(image.model))\(seed).\(ending)"
        id = image.id
        model = image.model
        prompt = picture.prompt
        negativePrompt = picture.negativePrompt
        self.seed = picture.seed
        parameters = try? JSONDecoder().decode([String: ParameterValue].self, from: Data(picture.request.utf8))
        width = image.file.width
        height = image.file.height
        rating = image.rating
        sha256 = image.file.sha256
        createdAt = image.createdAt
        note = words?.note
        tags = words?.tags
    }

    /// A model's name as every file system takes it: an imported picture's may be anything.
    private static func plain(_ name: String) -> String {
        let kept = name.unicodeScalars.prefix(60).map { scalar -> Character in
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            return isPlain || "._+".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
        }
        return String(kept)
    }

    static func file(_ descriptions: [PictureDescription]) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return Array(try encoder.encode(descriptions)) + Array("\n".utf8)
    }
}
