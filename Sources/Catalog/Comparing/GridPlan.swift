import Phrasing

/// What a comparison is asked to be: one idea, the models, and what varies.
///
/// It is kept with the comparison, so that cells can be added by it later.
public struct GridPlan: Sendable, Hashable, Codable {
    /// The prompt text, where prompts are no axis.
    public var prompt: String
    /// The negative prompt, where it is no axis.
    public var negativePrompt: String
    /// The slugs of the models.
    public var models: [String]
    /// What varies besides the models.
    public var axes: [Axis]
    /// Parameters that are the same in every cell, by their meaning's word or their name on the wire; what is not
    /// here is at each model's default.
    public var parameters: [String: ParameterValue]
    /// What becomes of values that do not fit a model; to be chosen when there are any.
    public var misfit: Misfit?
    /// Whether a value that a model takes, but for which another is recommended, does not fit either.
    public var heedsAdvice: Bool
    /// How the words of each cell are drawn from its seed; `nil` where texts are sent as they are.
    public var words: WordChoices?

    /// Creates a plan.
    public init(
        prompt: String,
        negativePrompt: String = "",
        models: [String],
        axes: [Axis] = [],
        parameters: [String: ParameterValue] = [:],
        misfit: Misfit? = nil,
        heedsAdvice: Bool = false,
        words: WordChoices? = nil
    ) {
        self.prompt = prompt
        self.negativePrompt = negativePrompt
        self.models = models
        self.axes = axes
        self.parameters = parameters
        self.misfit = misfit
        self.heedsAdvice = heedsAdvice
        self.words = words
    }

    /// Reads a plan; older ones know of no advice.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        prompt = try container.decode(String.self, forKey: .prompt)
        negativePrompt = try container.decode(String.self, forKey: .negativePrompt)
        models = try container.decode([String].self, forKey: .models)
        axes = try container.decode([Axis].self, forKey: .axes)
        parameters = try container.decode([String: ParameterValue].self, forKey: .parameters)
        misfit = try container.decodeIfPresent(Misfit.self, forKey: .misfit)
        heedsAdvice = try container.decodeIfPresent(Bool.self, forKey: .heedsAdvice) ?? false
        words = try container.decodeIfPresent(WordChoices.self, forKey: .words)
    }

    /// Adds an axis; further prompts stand beneath the plan's own.
    public mutating func vary(_ axis: Axis) {
        let isFurther = axis.subject == .prompt && !prompt.isEmpty
        axes.append(isFurther ? Axis(.prompt, [prompt] + axis.values) : axis)
    }

    /// The plan with a seed of its own, where none is given: cells that differ in their seeds compare nothing else.
    public func withSeed(_ draw: () -> Int64) -> GridPlan {
        let seed = AxisSubject.parameter(.seed)
        let isGiven = parameters.contains { name, value in
            AxisSubject(name) == seed && !value.text.allSatisfy(\.isWhitespace) && value.text != "-1"
        }
        guard !isGiven, !axes.contains(where: { $0.subject == seed }) else { return self }
        var plan = self
        plan.parameters = parameters.filter { AxisSubject($0.key) != seed }
        plan.parameters[seed.word] = .integer(draw())
        return plan
    }
}
