import Catalog

/// The body of `POST /api/comparisons`.
struct AskedComparison: Decodable {
    struct AskedAxis: Decodable {
        var parameter: String
        var values: [ParameterValue]

        enum CodingKeys: String, CodingKey { case parameter, values }

        /// Values come as a list, or as a text with ranges as in the form.
        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            parameter = try container.decode(String.self, forKey: .parameter)
            if let text = try? container.decode(ParameterValue.self, forKey: .values) {
                values = [text]
                isText = true
            } else {
                values = try container.decode([ParameterValue].self, forKey: .values)
                isText = false
            }
        }

        var isText: Bool
    }

    var prompt: String?
    var negativePrompt: String?
    var models: [String]
    var axes: [AskedAxis]?
    var parameters: [String: ParameterValue]?
    var misfit: String?
    /// Whether a value that a model takes, but for which another is recommended, does not fit either.
    var heedsAdvice: Bool?
    var isDryRun: Bool?
    /// Whether pictures are made again that are there already.
    var isFresh: Bool?
    var name: String?
    /// The name of who asks.
    var person: String?
    /// Whether the words of each cell are drawn from its seed; else texts are sent as they are.
    var expand: Bool?
    /// The names of styles.
    var styles: [String]?
    /// What fields are filled in with.
    var fields: [String: String]?

    enum CodingKeys: String, CodingKey {
        case prompt, models, axes, parameters, misfit, name, person, expand, styles, fields
        case negativePrompt = "negative_prompt"
        case heedsAdvice = "heed_advice"
        case isDryRun = "dry_run"
        case isFresh = "fresh"
    }

    /// What is asked for.
    ///
    /// - Throws: ``AxisFault``.
    func plan(_ catalog: Catalog, drawSeed: @escaping () -> Int64) throws(AxisFault) -> GridPlan {
        var plan = GridPlan(
            prompt: prompt ?? "",
            negativePrompt: negativePrompt ?? "",
            models: Axis(.model, models).values,
            parameters: parameters ?? [:],
            heedsAdvice: heedsAdvice ?? false
        )
        if let misfit {
            plan.misfit = Misfit(rawValue: misfit)
            guard plan.misfit != nil else {
                throw AxisFault("misfit", "“\(misfit.prefix(40))” is none of default, nearest and skip.")
            }
        }
        let names = AxisGrammar.Names(models: models.compactMap { catalog[$0] })
        // A size may be a shape's name here as in the form.
        for (name, value) in plan.parameters where AxisSubject(name) == .size {
            plan.parameters[name] = .string(
                try AxisGrammar(.size, names: names, drawSeed: drawSeed).axis([value.text]).values[0]
            )
        }
        for axis in axes ?? [] {
            guard let subject = AxisSubject(axis.parameter) else {
                throw AxisFault("axes", "“\(axis.parameter.prefix(40))” cannot vary.")
            }
            let grammar = AxisGrammar(subject, names: names, drawSeed: drawSeed)
            let texts = axis.values.map(\.text)
            // The models may stand among the axes as well.
            if subject == .model {
                plan.models = Axis(.model, plan.models + texts).values
            } else {
                plan.vary(try axis.isText ? grammar.axis(texts[0]) : grammar.axis(texts))
            }
        }
        return plan
    }
}
