import Foundation

/// Works out what each cell of a comparison sends.
struct CellFiller {
    let plan: GridPlan
    let models: [Model]
    let axes: [Axis]

    /// A value that was asked for, and under what name a fault speaks of it.
    private struct Wish {
        var subject: AxisSubject?
        var field: String
        /// By the name of the model's own parameter.
        var values: [String: ParameterValue]
        /// What was asked for, as text; `nil` values are unknown to the model.
        var text: String
        var isUnknown: Bool
    }

    /// What is wrong for every model: a value out of all their ranges, a word that is not in the prompt.
    func check() throws(AxisFault) {
        for axis in axes {
            switch axis.subject {
            case .words: try checkWords(axis)
            case .model: break
            default:
                for value in axis.values { try check(wish(axis.subject, value)) }
            }
        }
        for (name, value) in plan.parameters.sorted(by: { $0.key < $1.key }) { try check(fixed(name, value)) }
        if !axes.contains(where: { $0.subject == .prompt }) { try check(wish(.prompt, plan.prompt)) }
        if !plan.negativePrompt.isEmpty { try check(wish(.parameter(.negativePrompt), plan.negativePrompt)) }
    }

    private func checkWords(_ axis: Axis) throws(AxisFault) {
        let prompts = axes.first { $0.subject == .prompt }?.values ?? [plan.prompt]
        let word = axis.values[0]
        for prompt in prompts {
            guard prompt.contains(word) else {
                throw AxisFault(axis.subject.word, "“\(word.prefix(60))” does not stand in the prompt.")
            }
            for other in axis.values { try check(wish(.prompt, prompt.replacing(word, with: other))) }
        }
    }

    /// A value that no model takes is refused, whatever becomes of those that one does not take.
    private func check(_ wish: (Model) -> Wish?) throws(AxisFault) {
        var refusal: AxisFault?
        for model in models {
            guard let wish = wish(model) else { return }
            guard let sentence = fault(wish, model) else { return }
            refusal = refusal ?? AxisFault(wish.field, sentence)
        }
        if let refusal { throw refusal }
    }

    /// A cell, and what of it does not fit its model or is not recommended for it.
    struct Filled {
        var cell: Grid.Cell
        var misfits: [Grid.Misfitting] = []
        var cautions: [Grid.Misfitting] = []
    }

    /// The cell at a place.
    func filled(at coordinates: [Int], _ model: Model) throws(AxisFault) -> Filled {
        var filled = Filled(cell: .init(coordinates: coordinates, model: model, parameters: nil, remark: nil))
        var given: [String: ParameterValue] = [:]
        var remarks: [String] = []
        var isLeftOut = false
        for wish in wishes(at: coordinates, model) {
            let fault = fault(wish, model)
            let advice = fault == nil ? advice(against: wish, model) : nil
            if let advice, !plan.heedsAdvice { filled.cautions.append(.init(model: model.name, sentence: advice)) }
            guard let sentence = fault ?? (plan.heedsAdvice ? advice : nil) else {
                given.merge(wish.values) { _, new in new }
                continue
            }
            filled.misfits.append(.init(model: model.name, sentence: sentence))
            switch plan.misfit {
            case .skip:
                isLeftOut = true
                remarks.append(sentence)
            case .nearest where !wish.isUnknown:
                for (name, value) in wish.values {
                    let near = model.parameter(named: name)?.nearest(to: value, isAdvised: plan.heedsAdvice)
                    given[name] = near
                }
                remarks.append(instead(of: wish, given, model, sentence))
            default:
                remarks.append(instead(of: wish, given, model, sentence))
            }
        }
        filled.cell.remark = remarks.isEmpty ? nil : remarks.joined(separator: " ")
        if !isLeftOut {
            do throws(ParameterFaults) {
                filled.cell.parameters = try model.validate(given)
            } catch {
                throw AxisFault(error.faults[0].field, error.faults[0].sentence)
            }
        }
        return filled
    }

    private func instead(
        of wish: Wish,
        _ given: [String: ParameterValue],
        _ model: Model,
        _ sentence: String
    ) -> String {
        guard !wish.isUnknown else { return sentence }
        let used = wish.values.keys.sorted(by: { $0 > $1 }).compactMap { name in
            (given[name] ?? model.parameter(named: name)?.defaultValue)?.text
        }
        return used.isEmpty ? sentence : "\(sentence) Sent: \(used.joined(separator: " × "))."
    }

    /// Everything that is asked of a cell, fixed parameters first.
    private func wishes(at coordinates: [Int], _ model: Model) -> [Wish] {
        let fixed = plan.parameters.sorted { $0.key < $1.key }.compactMap { self.fixed($0.key, $0.value)(model) }
        var wishes = fixed.filter { wish in !axes.contains { $0.subject == wish.subject } }
        var prompt = plan.prompt
        var negative = plan.negativePrompt
        var replacement: (String, String)?
        for (axis, number) in zip(axes, coordinates) {
            switch axis.subject {
            case .model: break
            case .prompt: prompt = axis.values[number]
            case .parameter(.negativePrompt): negative = axis.values[number]
            case .words: replacement = (axis.values[0], axis.values[number])
            default: wish(axis.subject, axis.values[number])(model).map { wishes.append($0) }
            }
        }
        if let (word, other) = replacement { prompt = prompt.replacing(word, with: other) }
        for (role, text) in [(ParameterRole.prompt, prompt), (.negativePrompt, negative)] where !text.isEmpty {
            let subject: AxisSubject = role == .prompt ? .prompt : .parameter(role)
            wishes.append(Self.wish(subject, [role], [.string(text)], text, model))
        }
        return wishes
    }

    /// A parameter that is the same in every cell.
    private func fixed(_ name: String, _ value: ParameterValue) -> (Model) -> Wish? {
        { model in
            if value.text.allSatisfy(\.isWhitespace) { return nil }
            if let subject = AxisSubject(name), let wish = wish(subject, value.text)(model) { return wish }
            let isUnknown = model.parameter(named: name) == nil
            return Wish(field: name, values: isUnknown ? [:] : [name: value], text: value.text, isUnknown: isUnknown)
        }
    }

    private func wish(_ subject: AxisSubject, _ value: String) -> (Model) -> Wish? {
        { model in
            switch subject {
            case .parameter(let role): return Self.wish(subject, [role], [.string(value)], value, model)
            case .prompt: return Self.wish(subject, [.prompt], [.string(value)], value, model)
            case .size:
                let sides = value.split(separator: "x").map { ParameterValue.string(String($0)) }
                guard sides.count == 2 else {
                    return Wish(subject: subject, field: subject.word, values: [:], text: value, isUnknown: true)
                }
                return Self.wish(subject, [.width, .height], sides, value, model)
            case .model, .words: return nil
            }
        }
    }

    private static func wish(
        _ subject: AxisSubject,
        _ roles: [ParameterRole],
        _ values: [ParameterValue],
        _ text: String,
        _ model: Model
    ) -> Wish {
        let parameters = roles.compactMap { model.parameter($0) }
        guard parameters.count == roles.count else {
            return Wish(subject: subject, field: subject.word, values: [:], text: text, isUnknown: true)
        }
        let named = zip(parameters, values).map { ($0.name, $1) }
        return Wish(
            subject: subject,
            field: subject.word,
            values: Dictionary(named) { first, _ in first },
            text: text,
            isUnknown: false
        )
    }

    /// What is recommended for a model instead of what is asked of it; `nil` where nothing speaks against that.
    private func advice(against wish: Wish, _ model: Model) -> String? {
        for (name, value) in wish.values.sorted(by: { $0.key > $1.key }) {
            guard let parameter = model.parameter(named: name), let typed = try? parameter.settle(value),
                let advised = parameter.advice(instead: typed)
            else { continue }
            return "\(parameter.label) \(typed.text): \(advised) is recommended."
        }
        return nil
    }

    /// Why a model does not take what is asked of it; `nil` where it does.
    private func fault(_ wish: Wish, _ model: Model) -> String? {
        if wish.isUnknown {
            return "\(model.name) has no \((wish.subject?.label ?? wish.field).lowercased())."
        }
        for (name, value) in wish.values.sorted(by: { $0.key > $1.key }) {
            guard let parameter = model.parameter(named: name) else { continue }
            do throws(ParameterFault) { _ = try parameter.settle(value) } catch { return error.sentence }
        }
        return nil
    }
}
