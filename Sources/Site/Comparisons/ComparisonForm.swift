import Catalog
import Foundation
import HTTPServer
import Library

/// The form of a comparison as a person filled it, with what is wrong.
struct ComparisonForm: Sendable {
    /// The parameters that can be the same in every picture instead of each model's own.
    static let fixed: [AxisSubject] = [
        .parameter(.seed), .size, .parameter(.inferenceSteps), .parameter(.guidanceScale), .parameter(.scheduler),
    ]
    /// So many rows for what varies.
    static let rows = 3

    /// What varies, and how its values were written.
    struct Row: Sendable, Equatable {
        var subject: AxisSubject?
        var text: String
    }

    var prompt = ""
    var negativePrompt = ""
    var models: Set<String>
    var axes: [Row] = []
    /// As written, by the word of what they set.
    var texts: [String: String] = [:]
    var misfit: Misfit?
    var heedsAdvice = false
    var isFresh = false
    var fault: AxisFault?
    /// Whether the button was pressed before the cost was shown.
    var isUnseen = false
    /// The prompt of the library it began with.
    var source: PromptSource?
    /// The styles ticked and the fields filled in.
    var words = WordForm()

    /// What a new form shows: every model, and four seeds.
    init(catalog: Catalog) {
        models = Set(catalog.models.map(\.slug))
        axes = [Row(subject: .parameter(.seed), text: "4 random")]
    }

    /// As it was sent.
    init(sent: Form) {
        prompt = (sent["prompt"] ?? "").replacing("\r\n", with: "\n")
        negativePrompt = (sent["negative_prompt"] ?? "").replacing("\r\n", with: "\n")
        models = Set(sent.all("model"))
        axes = (1...Self.rows).map { number in
            Row(
                subject: sent["axis\(number)"].flatMap(AxisSubject.init),
                text: (sent["values\(number)"] ?? "").replacing("\r\n", with: "\n")
            )
        }
        for name in sent.names where name.hasPrefix("fixed_") {
            texts[String(name.dropFirst("fixed_".count))] = sent[name]
        }
        misfit = sent["misfit"].flatMap(Misfit.init)
        heedsAdvice = sent["advice"] == "1"
        isFresh = sent["fresh"] == "1"
        source = sent["prompt_version"].flatMap(PromptSource.init(text:))
        words = WordForm(sent: sent)
    }

    /// What another comparison asked for: changed and made anew, the pictures that stay the same are there already.
    init(_ plan: GridPlan) {
        prompt = plan.prompt
        negativePrompt = plan.negativePrompt
        models = Set(plan.models)
        misfit = plan.misfit
        heedsAdvice = plan.heedsAdvice
        axes = plan.axes.map { axis in
            Row(subject: axis.subject, text: Self.text(of: axis))
        }
        for (name, value) in plan.parameters { texts[AxisSubject(name)?.word ?? name] = value.text }
    }

    /// The values of an axis as they are read back.
    static func text(of axis: Axis) -> String {
        guard axis.subject.isText else { return axis.values.joined(separator: ", ") }
        let values = axis.values.map { $0.isEmpty ? AxisGrammar.noText : $0 }
        // Bars keep lines and commas where they are.
        let isPlain = values.count > 1 && !values.contains { $0.contains("\n") }
        return isPlain ? values.joined(separator: "\n") : "||" + values.joined(separator: "\n||\n")
    }

    /// The same with some prompt, where none was typed yet: number, cost and time are the same for any.
    var weighable: ComparisonForm {
        var form = self
        let isBlank = prompt.allSatisfy(\.isWhitespace)
        if isBlank, !axes.contains(where: { $0.subject == .prompt }) { form.prompt = "…" }
        return form
    }

    /// What is the same in every picture and has no field of its own.
    var others: [String: String] {
        texts.filter { name, text in !text.isEmpty && !Self.fixed.contains { $0.word == name } }
    }

    /// What is asked for, the models in the catalogue's order.
    ///
    /// - Throws: ``AxisFault``.
    func plan(_ catalog: Catalog, drawSeed: @escaping () -> Int64) throws(AxisFault) -> GridPlan {
        let chosen = catalog.models.filter { models.contains($0.slug) }
        let names = AxisGrammar.Names(models: chosen)
        var plan = GridPlan(
            prompt: prompt.trimmingCharacters(in: .whitespacesAndNewlines),
            negativePrompt: negativePrompt.trimmingCharacters(in: .whitespacesAndNewlines),
            models: chosen.map(\.slug),
            misfit: misfit,
            heedsAdvice: heedsAdvice
        )
        for row in axes {
            guard let subject = row.subject else { continue }
            plan.vary(try AxisGrammar(subject, names: names, drawSeed: drawSeed).axis(row.text))
        }
        for subject in Self.fixed {
            let text = (texts[subject.word] ?? "").trimmingCharacters(in: .whitespaces)
            guard !text.isEmpty, !plan.axes.contains(where: { $0.subject == subject }) else { continue }
            let axis = try AxisGrammar(subject, names: names, drawSeed: drawSeed).axis([text])
            guard axis.values.count == 1 else {
                throw AxisFault(subject.word, "\(subject.label): one value for all, or choose it as what varies.")
            }
            plan.parameters[subject.word] = .string(axis.values[0])
        }
        // What has no field came with another comparison, and makes its requests the same.
        for (name, text) in others { plan.parameters[name] = .string(text) }
        return plan
    }
}
