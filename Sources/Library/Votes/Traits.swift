import GRDB

/// What two pictures of the same prompt and seed can differ in.
public struct Traits: Sendable, Hashable {
    /// The model's slug.
    public var model: String
    /// The scheduler's name.
    public var scheduler: String?
    /// How closely the picture follows the prompt.
    public var guidanceScale: Double?
    /// How often it was refined.
    public var inferenceSteps: Int64?
    /// In pixels, as it was asked for.
    public var width: Int64?
    /// In pixels, as it was asked for.
    public var height: Int64?
    /// What was to be kept out of the picture.
    public var negativePrompt = ""
}

extension Traits {
    static let columnCount = 7

    /// The columns of a generation that they are read from.
    static func columns(_ generation: String) -> String {
        ["model", "scheduler", "guidance_scale", "inference_steps", "width", "height", "negative_prompt"]
            .map { "\(generation).\($0)" }.joined(separator: ", ")
    }

    /// Reads the part of a row that begins with ``columns(_:)``.
    init(_ row: Row, from first: Int) {
        model = row[first]
        scheduler = row[first + 1]
        guidanceScale = row[first + 2]
        inferenceSteps = row[first + 3]
        width = row[first + 4]
        height = row[first + 5]
        negativePrompt = row[first + 6]
    }
}
