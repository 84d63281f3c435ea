/// A request for one model carried over to another: what fits, and what does not, said.
public struct Adaptation: Sendable, Hashable {
    /// Every parameter of the new model; what did not fit stands at its default.
    public var parameters: ParameterSet
    /// What could not be carried over, each with the new model's field and a sentence.
    public var losses: [ParameterFault]
}

extension Model {
    /// Carries a request over from another model, by the meaning of its parameters.
    public func adapt(_ set: ParameterSet, from other: Model) -> Adaptation {
        var parameters = defaults
        var losses: [ParameterFault] = []
        for entry in set.entries {
            let source = other.parameter(named: entry.name)
            let target = source?.role.flatMap(parameter) ?? parameter(named: entry.name)
            guard let target else {
                let label = source?.label ?? entry.name
                losses.append(
                    .init(field: entry.name, sentence: "\(name) has no \(label.lowercased()): \(entry.value.text).")
                )
                continue
            }
            do throws(ParameterFault) {
                parameters[target.name] = try target.settle(entry.value)
            } catch {
                let instead = parameters[target.name].map { " \($0.text) is used instead." } ?? ""
                losses.append(
                    .init(
                        field: target.name,
                        sentence: "\(target.label) was \(entry.value.text). \(error.sentence)\(instead)"
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
