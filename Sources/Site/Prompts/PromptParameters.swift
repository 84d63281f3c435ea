import Catalog
import Library
import Studio

/// The parameters that a prompt was made for: one a line in its form, by a model's own names.
enum PromptParameters {
    /// The parameters in the order of the model's form, those that it does not know last.
    static func ordered(_ set: ParameterSet, for model: Model?) -> [ParameterSet.Entry] {
        let names = model?.parameters.map(\.name) ?? []
        func place(_ entry: ParameterSet.Entry) -> Int { names.firstIndex(of: entry.name) ?? names.count }
        return set.entries.sorted { (place($0), $0.name) < (place($1), $1.name) }
    }

    /// `num_inference_steps: 30`, one a line.
    static func text(of set: ParameterSet, for model: Model? = nil) -> String {
        ordered(set, for: model).map { "\($0.name): \($0.value.text.replacing("\n", with: " "))" }.joined(
            separator: "\n"
        )
    }

    /// What people call a parameter.
    static func label(of name: String, in model: Model?) -> String {
        model?.parameter(named: name)?.label ?? name
    }

    /// Reads ``text(of:)``.
    ///
    /// - Throws: ``PromptFault``.
    static func read(_ text: String, for model: Model?) throws(PromptFault) -> ParameterSet {
        var given: [String: ParameterValue] = [:]
        for line in text.split(whereSeparator: \.isNewline).prefix(100) where !line.allSatisfy(\.isWhitespace) {
            guard let sign = line.firstIndex(where: { ":=".contains($0) }) else {
                throw PromptFault("parameters", "“\(line.prefix(40))” is no parameter such as num_inference_steps: 30.")
            }
            let name = trimmed(line[..<sign])
            let value = trimmed(line[line.index(after: sign)...])
            guard !name.isEmpty, !value.isEmpty else {
                throw PromptFault("parameters", "“\(line.prefix(40))” is no parameter such as num_inference_steps: 30.")
            }
            given[name] = typed(value)
        }
        return try settle(given, for: model)
    }

    /// The parameters as the model takes them; as they are where it is not in the catalogue.
    ///
    /// - Throws: ``PromptFault``.
    static func settle(_ given: [String: ParameterValue], for model: Model?) throws(PromptFault) -> ParameterSet {
        guard let model else {
            return ParameterSet(given.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: $0.value) })
        }
        let texts = [model.parameter(.prompt)?.name, model.parameter(.negativePrompt)?.name]
        if let text = given.keys.sorted().first(where: { texts.contains($0) }) {
            throw PromptFault("parameters", "“\(text)” has a field of its own.")
        }
        var all = given
        if let prompt = model.parameter(.prompt) { all[prompt.name] = .string("prompt") }
        do throws(ParameterFaults) {
            let set = try model.validate(all)
            return ParameterSet(set.entries.filter { given[$0.name] != nil })
        } catch {
            throw PromptFault("parameters", error.faults.map(\.sentence).joined(separator: " "))
        }
    }

    /// What a picture was made with besides its words, its seed and how many there were.
    static func known(of detail: ImageQuery.Detail, _ catalog: Catalog) -> (negative: String, ParameterSet, String?) {
        let left: Set<ParameterRole> = [.prompt, .negativePrompt, .seed, .samples, .base64]
        if detail.generation.isImported {
            let imported = ImportedRequest(json: detail.generation.request)
            let entries = imported.values.entries.filter { entry in
                imported.role(of: entry.name).map { !left.contains($0) } ?? false
            }
            let model = detail.image.model == ImportedPicture.unknownModel ? nil : detail.image.model
            return (imported.meanings[.negativePrompt]?.text ?? "", ParameterSet(entries), model)
        }
        guard let model = catalog[detail.image.model],
            let set = try? model.parameterSet(json: detail.generation.request)
        else { return ("", ParameterSet(), detail.image.model) }
        let entries = set.entries.filter { entry in
            guard let parameter = model.parameter(named: entry.name), !parameter.isHidden else { return false }
            return parameter.role.map { !left.contains($0) } ?? true
        }
        return (model.value(.negativePrompt, in: set)?.text ?? "", ParameterSet(entries), model.slug)
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    /// A number only where it is written as one would be.
    private static func typed(_ text: String) -> ParameterValue {
        if text == "true" || text == "false" { return .boolean(text == "true") }
        if let integer = Int64(text), String(integer) == text { return .integer(integer) }
        if let number = Double(text), number.isFinite, ParameterValue.number(number).text == text {
            return .number(number)
        }
        return .string(text)
    }
}
