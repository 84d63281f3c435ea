/// What a parameter means, whatever a model calls it on the wire.
public enum ParameterRole: String, Sendable, Hashable, Codable, CaseIterable {
    case prompt, negativePrompt, width, height, seed, inferenceSteps, guidanceScale, scheduler, samples, base64
}

/// One parameter of a model: its name on the wire, its meaning, and what values it takes.
public struct Parameter: Sendable, Hashable {
    /// The JSON type of its values.
    public enum Kind: String, Sendable, Hashable, Codable {
        case string, integer, number, boolean
    }

    /// The name on the wire, such as `num_inference_steps`.
    public var name: String
    /// What it means; `nil` for one that this program shows and sends but attaches no meaning to.
    public var role: ParameterRole?
    /// The JSON type.
    public var kind: Kind
    /// Its heading in forms.
    public var label: String
    /// One or two sentences for the person who fills it in.
    public var help: String
    /// A remark about this model's documents, shown beside the field.
    public var note: String?
    /// Whether forms leave it out (the default is sent).
    public var isHidden: Bool
    /// Whether a request without it is refused.
    public var isRequired: Bool
    /// What is sent when nothing is given.
    public var defaultValue: ParameterValue?
    /// A text offered as a starting point, not sent unless taken.
    public var suggestion: String?
    /// The smallest value.
    public var minimum: Double?
    /// The largest value.
    public var maximum: Double?
    /// Whole numbers must be a multiple of this.
    public var multipleOf: Int64?
    /// The step of a slider; a hint, not a rule.
    public var step: Double?
    /// The longest text, in characters.
    public var maximumLength: Int?
    /// The only values allowed, where the model fixes them.
    public var allowed: [ParameterValue]
    /// Known names, for schedulers.
    public var known: [String]
    /// Whether `known` is the whole list, so that another name is refused.
    public var isComplete: Bool
    /// Values that the model's document recommends; others are accepted with a warning.
    public var recommended: [ParameterValue]
    /// Numbers that suit the model; others are accepted with a warning.
    public var recommendedRange: ClosedRange<Double>?
}

extension Parameter {
    /// The value where the model leaves no choice.
    public var fixedValue: ParameterValue? { allowed.count == 1 ? allowed[0] : nil }
}
