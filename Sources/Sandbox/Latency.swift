import Catalog

/// How long the sandbox takes for a request when nobody says otherwise.
enum Latency {
    /// Seconds: a third of the model's listed time, more for more inference steps and samples.
    static func usual(of model: Model, _ parameters: ParameterSet) -> Double {
        let listed = model.listedSeconds ?? 5
        let steps = ratio(of: .inferenceSteps, model, parameters)
        let samples = Double(model.samples(of: parameters))
        return listed / 3 * (0.5 + 0.5 * min(steps, 3)) * (1 + 0.3 * (samples - 1))
    }

    /// A value as a multiple of the one in the model's example.
    private static func ratio(of role: ParameterRole, _ model: Model, _ parameters: ParameterSet) -> Double {
        guard case .integer(let given)? = model.value(role, in: parameters),
            case .integer(let usual)? = model.value(role, in: model.example), usual > 0
        else { return 1 }
        return Double(given) / Double(usual)
    }
}
