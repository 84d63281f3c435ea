import Catalog

/// The fields of a model's form as templates show them, made from the catalogue alone.
struct FieldView {
    let form: RequestForm
    /// What stands beneath its texts, by the parameters' names.
    var notes: [String: View] = [:]

    private var model: Model { form.model }

    /// Everything the form's template asks of the fields.
    func all() -> View {
        let shown = model.parameters.filter { !$0.isHidden }
        let texts = shown.filter { $0.role == .prompt || $0.role == .negativePrompt }
        let numbers = shown.filter { $0.role == .inferenceSteps || $0.role == .guidanceScale }
        let placed: Set<ParameterRole> = [.width, .height, .seed, .scheduler, .samples]
        let more = shown.filter { parameter in
            guard let role = parameter.role else { return true }
            return !placed.contains(role) && !(texts + numbers).contains(parameter)
        }
        return [
            "promptFields": texts.map(text),
            "numberFields": numbers.map(number),
            "size": size(),
            "seedField": model.parameter(.seed).map(common),
            "schedulerField": model.parameter(.scheduler).map(choice),
            "samplesField": model.parameter(.samples).map(samples),
            "hasMore": !more.isEmpty,
            "moreFields": more.map(number),
        ]
    }

    private func common(_ parameter: Parameter) -> View {
        [
            "name": parameter.name,
            "anchor": "field-\(parameter.name)",
            "label": parameter.label,
            "help": parameter.help,
            "note": parameter.note,
            "value": form.texts[parameter.name] ?? "",
            "fault": form.faults?[parameter.name],
            "isRequired": parameter.isRequired,
        ]
    }

    private func text(_ parameter: Parameter) -> View {
        let value = form.texts[parameter.name] ?? ""
        return common(parameter).with([
            "rows": parameter.role == .prompt ? 5 : 2,
            "maximumLength": parameter.maximumLength ?? 10_000,
            "count": value.unicodeScalars.count,
            "suggestion": value.isEmpty ? parameter.suggestion : nil,
            "notes": notes[parameter.name],
            "writing": parameter.role == .prompt ? "all" : "no-history",
            "autofocus": parameter.role == .prompt && value.isEmpty && form.faults == nil,
        ])
    }

    private func number(_ parameter: Parameter) -> View {
        let isNumeric = parameter.kind == .integer || parameter.kind == .number
        let range = isNumeric ? Self.range(of: parameter) : nil
        return common(parameter).with([
            "hasRange": range != nil,
            "minimum": parameter.minimum.map { ParameterValue.number($0).text },
            "maximum": parameter.maximum.map { ParameterValue.number($0).text },
            "sliderStep": parameter.step.map { ParameterValue.number($0).text } ?? Self.wholeStep(of: parameter),
            "rangeText": range,
        ])
    }

    private func choice(_ parameter: Parameter) -> View {
        let value = form.texts[parameter.name] ?? ""
        // A name that the list does not hold is shown all the same, with its fault: nothing typed is lost.
        let isStranger = parameter.isComplete && !value.isEmpty && !parameter.known.contains(value)
        let names = (isStranger ? [value] : []) + parameter.known
        return common(parameter).with([
            "isClosed": parameter.isComplete,
            "choices": names.map { name -> View in ["name": name, "isChosen": name == value] },
        ])
    }

    private func samples(_ parameter: Parameter) -> View {
        let value = form.texts[parameter.name] ?? parameter.defaultValue?.text ?? "1"
        let low = Int(parameter.minimum ?? 1)
        let high = Int(parameter.maximum ?? 1)
        return common(parameter).with([
            "choices": (low...max(low, high)).map { count -> View in
                ["name": parameter.name, "value": String(count), "isChosen": String(count) == value]
            }
        ])
    }

    private func size() -> View? {
        guard let width = model.parameter(.width), let height = model.parameter(.height) else { return nil }
        if let w = width.fixedValue?.text, let h = height.fixedValue?.text {
            return ["isFixed": true, "width": w, "height": h]
        }
        return [
            "isFixed": false,
            "shapes": model.shapes.map(shape),
            "sides": [side(width), side(height)],
            "sizeNote": width.note ?? height.note,
            "isAsAdvised": [width, height].allSatisfy(isAsAdvised),
        ]
    }

    private func side(_ parameter: Parameter) -> View {
        var side = number(parameter).with([
            "help": [Self.range(of: parameter).map { "\($0)." }, parameter.help].compactMap(\.self).joined(
                separator: " "
            ),
            "recommended": parameter.recommended.map(\.text).joined(separator: " "),
        ])
        // Both sides share one, shown beneath them.
        side["note"] = nil
        return side
    }

    private func isAsAdvised(_ parameter: Parameter) -> Bool {
        parameter.recommended.isEmpty || parameter.recommended.map(\.text).contains(form.texts[parameter.name] ?? "")
    }

    private func shape(_ shape: Shape) -> View {
        let scale = 16 / Double(max(shape.width, shape.height))
        let w = Double(shape.width) * scale
        let h = Double(shape.height) * scale
        let isChosen = form.text(.width) == String(shape.width) && form.text(.height) == String(shape.height)
        return [
            "name": shape.name,
            "width": shape.width, "height": shape.height,
            "x": Words.decimals(10 - w / 2, 1), "y": Words.decimals(10 - h / 2, 1),
            "w": Words.decimals(w, 1), "h": Words.decimals(h, 1),
            "pressed": isChosen ? "true" : "false",
        ]
    }

    /// `1 to 100`, or `512 to 2048, in steps of 8`.
    static func range(of parameter: Parameter) -> String? {
        guard let low = parameter.minimum, let high = parameter.maximum else { return nil }
        let range = "\(ParameterValue.number(low).text) to \(ParameterValue.number(high).text)"
        return parameter.multipleOf.map { "\(range), in steps of \($0)" } ?? range
    }

    private static func wholeStep(of parameter: Parameter) -> String {
        String(parameter.multipleOf ?? 1)
    }
}
