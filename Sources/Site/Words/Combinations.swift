import Catalog
import HTTPServer
import HTTPTypes
import Library
import Phrasing
import Studio

/// All prompts that can be drawn, as the axis of a comparison: nothing is sent before its own button is pressed.
extension Site {
    /// The form of a comparison, from the form of a model.
    func combined(_ form: RequestForm, request: Request) async throws -> Response {
        var form = form
        let saved = try await studio.library.answer(StylesQuery())
        var comparison = ComparisonForm(catalog: studio.catalog)
        comparison.models = [form.model.slug]
        comparison.source = form.source
        for parameter in form.model.parameters {
            guard let role = parameter.role, let subject = Self.fixedSubject(role),
                let text = form.texts[parameter.name], !text.isEmpty, text != parameter.defaultValue?.text
            else { continue }
            comparison.texts[subject.word] = text
        }
        let width = form.model.parameter(.width)
        if width != nil, width?.fixedValue == nil, !form.text(.width).isEmpty, !form.text(.height).isEmpty {
            comparison.texts[AxisSubject.size.word] = "\(form.text(.width))x\(form.text(.height))"
        }
        do {
            try await combine(form.typed(among: saved), into: &comparison)
        } catch let fault as TypedFault {
            form.faults = ParameterFaults([fault.parameterFault(for: form.model)])
            return try await generatePage(form, request: request, status: .badRequest)
        } catch let fault as AxisFault {
            let field = form.model.parameter(.prompt)?.name ?? "prompt"
            form.faults = ParameterFaults([ParameterFault(field: field, sentence: fault.sentence)])
            return try await generatePage(form, request: request, status: .badRequest)
        }
        return try await comparisonForm(comparison, weighing: try? await weigh(comparison, by: nil), request: request)
    }

    /// What a button of a comparison's form asks of its words; `nil` for any other.
    func adjusted(_ form: ComparisonForm, by adjust: String?, request: Request) async throws -> Response? {
        var form = form
        let words = (adjust ?? "").split(separator: " ").map(String.init)
        switch words.first {
        case "update": break
        case "samples": form.words.sampleSeed = form.texts["seed"].flatMap { Int64($0) } ?? studio.drawSeed()
        case "seed":
            form.texts["seed"] = words.last
            form.axes = form.axes.filter { $0.subject != .parameter(.seed) }
        case "combine":
            let saved = try await studio.library.answer(StylesQuery())
            let typed = Typed(
                prompt: form.prompt,
                negativePrompt: form.negativePrompt,
                form.words.choices(among: saved)
            )
            do {
                try await combine(typed, into: &form)
            } catch let fault as TypedFault {
                form.fault = AxisFault(fault.isNegative ? "negative_prompt" : "prompt", fault.sentence)
                return try await comparisonForm(form, request: request, status: .badRequest)
            } catch let fault as AxisFault {
                form.fault = fault
                return try await comparisonForm(form, request: request, status: .badRequest)
            }
            return try await comparisonForm(form, weighing: try? await weigh(form, by: nil), request: request)
        default: return nil
        }
        return try await comparisonForm(form, request: request)
    }

    /// Puts all prompts onto the axis of a comparison's form.
    ///
    /// - Throws: ``TypedFault``; ``AxisFault`` where there are none, or too many.
    func combine(_ typed: Typed, into form: inout ComparisonForm) async throws {
        let reading = try typed.read()
        let lists = try await studio.lists(for: reading)
        let total = try reading.total(lists: lists)
        guard !total.isMore(than: WordsView.mostCombined) else {
            throw AxisFault(
                "prompt",
                "That would be \(total.words) prompts; \(WordsView.mostCombined) are the most in one comparison. "
                    + "Take a choice out, or let the seeds choose."
            )
        }
        let prompts = try reading.combinations(lists: lists, limit: WordsView.mostCombined)
        guard prompts.count > 1 else {
            throw AxisFault("prompt", "There is only one prompt here: nothing in it can be chosen.")
        }
        form.prompt = ""
        // What the styles add to the negative prompt is written out; its own choices are drawn by the seed.
        form.negativePrompt = typed.laid.negativePrompt
        form.words = WordForm()
        form.words.fields = typed.choices.fields
        let axis = ComparisonForm.Row(subject: .prompt, text: ComparisonForm.text(of: Axis(.prompt, prompts)))
        let others = form.axes.filter { row in
            // A seed that was given is the same in all of it.
            guard let subject = row.subject, subject != .prompt, subject != .words else { return false }
            return form.texts[subject.word] == nil && !row.text.isEmpty
        }
        form.axes = [axis] + others.filter { $0 != ComparisonForm.Row(subject: .parameter(.seed), text: "4 random") }
    }

    private static func fixedSubject(_ role: ParameterRole) -> AxisSubject? {
        switch role {
        case .seed, .inferenceSteps, .guidanceScale, .scheduler: .parameter(role)
        default: nil
        }
    }
}
