import Catalog
import Phrasing

/// What a person asks for, before it has a number.
public struct NewGeneration: Sendable {
    /// The model it is for.
    public var model: Model
    /// Its validated parameters, with a concrete seed.
    public var parameters: ParameterSet
    /// Who will be asked: a base URL, or `sandbox`.
    public var service: String
    /// What it is expected to cost, in US dollars.
    public var price: Double?
    /// The name of who asks; a new name becomes a new user.
    public var person: String?
    /// The image it was made from.
    public var parent: Generation.Parent?
    /// Names the form it came from: the same wish from the same form within ten seconds is one wish.
    public var once: String?
    /// The unresolved, failed or cancelled generation that this one takes the place of.
    public var successorOf: Generation.ID?
    /// The prompt of the library that it comes from.
    public var source: PromptSource?
    /// What was typed and drawn, where the request is not what was typed.
    public var wording: Wording?

    /// Creates a wish for a generation.
    public init(
        model: Model,
        parameters: ParameterSet,
        service: String,
        price: Double? = nil,
        person: String? = nil,
        parent: Generation.Parent? = nil,
        once: String? = nil,
        successorOf: Generation.ID? = nil,
        source: PromptSource? = nil,
        wording: Wording? = nil
    ) {
        self.model = model
        self.parameters = parameters
        self.service = service
        self.price = price
        self.person = person
        self.parent = parent
        self.once = once
        self.successorOf = successorOf
        self.source = source
        self.wording = wording
    }
}

extension NewGeneration {
    func text(_ role: ParameterRole) -> String? { model.value(role, in: parameters)?.text }
    func integer(_ role: ParameterRole) -> Int64? { text(role).flatMap { Int64($0) } }
    func number(_ role: ParameterRole) -> Double? { text(role).flatMap { Double($0) } }
}
