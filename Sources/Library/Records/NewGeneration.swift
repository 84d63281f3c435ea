import Catalog

/// What a person asks for, before it has a number.
public struct NewGeneration: Sendable {
    /// The model it is for.
    public var model: Model
    /// Its validated parameters, with a concrete seed.
    public var parameters: ParameterSet
    /// The image it was made from.
    public var parent: Generation.Parent?

    /// Creates a wish for a generation.
    public init(model: Model, parameters: ParameterSet, parent: Generation.Parent? = nil) {
        self.model = model
        self.parameters = parameters
        self.parent = parent
    }
}

extension NewGeneration {
    func text(_ role: ParameterRole) -> String? { model.value(role, in: parameters)?.text }
    func integer(_ role: ParameterRole) -> Int64? { text(role).flatMap { Int64($0) } }
    func number(_ role: ParameterRole) -> Double? { text(role).flatMap { Double($0) } }
}
