import Catalog
import Library
import Studio

/// What a request says besides its prompt, as pages show it.
struct RequestWords {
    private let model: Model?
    /// What is known of a picture that was made elsewhere.
    let imported: ImportedRequest?
    /// What was sent; `nil` for an imported picture and where the model is not known.
    let parameters: ParameterSet?

    init(_ generation: Generation, _ model: Model?) {
        self.model = model
        imported = generation.isImported ? ImportedRequest(json: generation.request) : nil
        parameters = imported == nil ? try? model?.parameterSet(json: generation.request) : nil
    }

    /// The negative prompt; empty for none.
    var negative: String {
        imported?.meanings[.negativePrompt]?.text
            ?? parameters.flatMap { model?.value(.negativePrompt, in: $0)?.text } ?? ""
    }

    /// Everything but the prompts, as `label` and `value`.
    var values: [View] {
        if let imported {
            return ParameterRole.allCases.compactMap { role in
                guard role != .prompt, role != .negativePrompt else { return nil }
                return imported.meanings[role].map { ["label": role.label, "value": $0.text] }
            }
        }
        return (parameters?.entries ?? []).compactMap { entry in
            let parameter = model?.parameter(named: entry.name)
            guard parameter?.role != .prompt, parameter?.role != .negativePrompt, parameter?.isHidden != true
            else { return nil }
            return ["label": parameter?.label ?? entry.name, "value": entry.value.text]
        }
    }
}
