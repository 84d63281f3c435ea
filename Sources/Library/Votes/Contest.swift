import Catalog

/// What a vote decides between: models, or the values of one parameter.
public enum Contest: String, Sendable, Hashable, CaseIterable {
    case model, scheduler
    case guidanceScale = "guidance_scale"
    case inferenceSteps = "inference_steps"
    case size
    case negativePrompt = "negative_prompt"

    private static let parameters = allCases.filter { $0 != .model }

    /// What is decided between two: models, if those differ, and else the one parameter that differs; `nil` where
    /// nothing differs, or more than one parameter, so that it could not be said which of them it was.
    public init?(between one: Traits, and other: Traits) {
        guard one.model == other.model else {
            self = .model
            return
        }
        var found: Contest?
        for parameter in Self.parameters where parameter.differs(one, other) {
            guard found == nil else { return nil }
            found = parameter
        }
        guard let found else { return nil }
        self = found
    }

    private func differs(_ one: Traits, _ other: Traits) -> Bool {
        switch self {
        case .model: one.model != other.model
        case .scheduler: one.scheduler != other.scheduler
        case .guidanceScale: one.guidanceScale != other.guidanceScale
        case .inferenceSteps: one.inferenceSteps != other.inferenceSteps
        case .size: one.width != other.width || one.height != other.height
        case .negativePrompt: one.negativePrompt != other.negativePrompt
        }
    }

    /// The contestant that a picture stands for, as text: the model's slug, `7.5`, `1024x768`; empty for none.
    public func value(of traits: Traits) -> String {
        switch self {
        case .model: traits.model
        case .scheduler: traits.scheduler ?? ""
        case .guidanceScale: traits.guidanceScale.map { ParameterValue.number($0).text } ?? ""
        case .inferenceSteps: traits.inferenceSteps.map { String($0) } ?? ""
        case .size: traits.width.flatMap { width in traits.height.map { "\(width)x\($0)" } } ?? ""
        case .negativePrompt: traits.negativePrompt
        }
    }
}
