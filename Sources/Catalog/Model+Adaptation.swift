/// A request for one model carried over to another: what fits, and what does not, said.
public struct Adaptation: Sendable, Hashable {
    /// Every parameter of the new model; what did not fit stands at its default.
    public var parameters: ParameterSet
    /// What could not be carried over, each with the new model's field and a sentence.
    public var losses: [ParameterFault]
}

/// A value that some request had, and what it meant there.
struct Meant {
    var role: ParameterRole?
    /// The name on the wire, and what people call it.
    var name: String
    var label: String
    var value: ParameterValue
}

extension Model {
    /// Carries a request over from another model, by the meaning of its parameters.
    public func adapt(_ set: ParameterSet, from other: Model) -> Adaptation {
        adapt(
            set.entries.map { entry in
                let source = other.parameter(named: entry.name)
                return Meant(
                    role: source?.role,
                    name: entry.name,
                    label: source?.label ?? entry.name,
                    value: entry.value
                )
            }
        )
    }

    /// Carries over what is known of a picture that no model of the catalogue made.
    public func adapt(_ values: [ParameterRole: ParameterValue]) -> Adaptation {
        adapt(
            ParameterRole.allCases.compactMap { role in
                values[role].map { Meant(role: role, name: role.rawValue, label: role.label, value: $0) }
            }
        )
    }

    private func adapt(_ values: [Meant]) -> Adaptation {
        var parameters = defaults
        var losses: [ParameterFault] = []
        for meant in values {
            guard let target = meant.role.flatMap(parameter) ?? parameter(named: meant.name) else {
                let sentence = "\(name) has no \(meant.label.lowercased()): \(meant.value.text)."
                losses.append(.init(field: meant.name, sentence: sentence))
                continue
            }
            do throws(ParameterFault) {
                parameters[target.name] = try target.settle(meant.value)
            } catch {
                let instead = parameters[target.name].map { " \($0.text) is used instead." } ?? ""
                losses.append(
                    .init(
                        field: target.name,
                        sentence: "\(target.label) was \(meant.value.text). \(error.sentence)\(instead)"
                    )
                )
            }
        }
        return Adaptation(parameters: ParameterSet(sorted(parameters)), losses: losses)
    }

    /// The entries in this model's sending order.
    private func sorted(_ set: ParameterSet) -> [ParameterSet.Entry] {
        parameters.compactMap { p in set[p.name].map { .init(name: p.name, value: $0) } }
    }
}

extension ParameterRole {
    /// What people call it.
    public var label: String {
        switch self {
        case .prompt: "Prompt"
        case .negativePrompt: "Negative prompt"
        case .width: "Width"
        case .height: "Height"
        case .seed: "Seed"
        case .inferenceSteps: "Inference steps"
        case .guidanceScale: "Guidance scale"
        case .scheduler: "Scheduler"
        case .samples: "Samples"
        case .base64: "Base64"
        }
    }
}
