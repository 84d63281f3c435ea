/// What one axis of a comparison varies.
public enum AxisSubject: Sendable, Hashable {
    /// The models themselves.
    case model
    /// Whole prompts.
    case prompt
    /// A word of the prompt: the first value is what is looked for, each value stands in its place.
    case words
    /// Width and height together, such as `896x1152`.
    case size
    /// One parameter, by its meaning.
    case parameter(ParameterRole)

    /// Those that a person chooses from besides the models, in the order of forms.
    public static let offered: [AxisSubject] = [
        .parameter(.seed), .parameter(.guidanceScale), .parameter(.inferenceSteps), .parameter(.scheduler), .size,
        .parameter(.negativePrompt), .words, .prompt,
    ]

    private static let dictionary: [(AxisSubject, word: String, label: String, others: [String])] = [
        (.model, "model", "Model", ["models"]),
        (.prompt, "prompt", "Prompt", ["prompts"]),
        (.words, "words", "Words of the prompt", ["prompt_words", "search_replace"]),
        (.size, "size", "Size", ["shape"]),
        (.parameter(.seed), "seed", "Seed", ["seeds"]),
        (.parameter(.inferenceSteps), "inference_steps", "Inference steps", ["num_inference_steps", "steps"]),
        (.parameter(.guidanceScale), "guidance_scale", "Guidance scale", ["guidance", "cfg_scale"]),
        (.parameter(.scheduler), "scheduler", "Scheduler", ["sampler"]),
        (.parameter(.negativePrompt), "negative_prompt", "Negative prompt", ["negative"]),
        (.parameter(.width), "width", "Width", ["img_width"]),
        (.parameter(.height), "height", "Height", ["img_height"]),
    ]

    /// Reads a word of the JSON interface, or what the service and other tools call it.
    public init?(_ word: String) {
        guard let found = Self.dictionary.first(where: { $0.word == word || $0.others.contains(word) }) else {
            return nil
        }
        self = found.0
    }

    /// The word in the database, in addresses and in the JSON interface.
    public var word: String { Self.dictionary.first { $0.0 == self }?.word ?? "" }

    /// What people call it.
    public var label: String { Self.dictionary.first { $0.0 == self }?.label ?? "" }

    /// Whether its values are texts, in which commas are at home.
    public var isText: Bool { [.prompt, .words, .parameter(.negativePrompt)].contains(self) }

    /// Whether its values are numbers, and whether those are whole.
    var number: (isNumber: Bool, isWhole: Bool) {
        switch self {
        case .parameter(.guidanceScale): (true, false)
        case .parameter(.seed), .parameter(.inferenceSteps), .parameter(.width), .parameter(.height): (true, true)
        default: (false, false)
        }
    }
}

extension AxisSubject: Codable {
    /// Reads its word.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let word = try container.decode(String.self)
        guard let subject = AxisSubject(word) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no axis varies “\(word)”")
        }
        self = subject
    }

    /// Writes its word.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(word)
    }
}
