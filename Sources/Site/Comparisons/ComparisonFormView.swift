import Catalog
import Foundation
import Studio

/// The form of a comparison as templates show it.
struct ComparisonFormView {
    let form: ComparisonForm
    let catalog: Catalog
    /// The newest picture of each model, by slug.
    let thumbnails: [String: String]

    func all() -> View {
        [
            "promptText": form.prompt,
            "negativePromptText": form.negativePrompt,
            "faultSentence": form.fault?.sentence,
            "isUnseen": form.isUnseen,
            "promptFault": form.fault?.field == "prompt",
            "models": catalog.models.map(model),
            "axisRows": (0..<ComparisonForm.rows).map(row),
            "fixedFields": ComparisonForm.fixed.map(fixed),
            "otherFields": form.others.sorted { $0.key < $1.key }.map { name, text -> View in
                ["word": name, "text": text]
            },
            "isFixedOpen": ComparisonForm.fixed.contains { !(form.texts[$0.word] ?? "").isEmpty },
            "misfits": Misfit.allCases.map { rule -> View in
                ["value": rule.rawValue, "label": Self.label(of: rule), "isChosen": rule == form.misfit]
            },
            "misfitFault": form.fault?.field == "misfit",
            "heedsAdvice": form.heedsAdvice,
            "isFresh": form.isFresh,
        ]
    }

    private func model(_ model: Model) -> View {
        [
            "slug": model.slug, "name": model.name, "priceText": model.priceText,
            "isChosen": form.models.contains(model.slug), "thumbnail": thumbnails[model.slug],
        ]
    }

    private func row(_ index: Int) -> View {
        let row = form.axes.indices.contains(index) ? form.axes[index] : .init(subject: nil, text: "")
        return [
            "number": index + 1,
            "isFirst": index == 0,
            "text": row.text,
            "isFaulty": form.fault.map { fault in row.subject?.word == fault.field } ?? false,
            "subjects": AxisSubject.offered.map { subject -> View in
                [
                    "word": subject.word, "label": subject.label, "isChosen": subject == row.subject,
                    "example": Self.example(of: subject),
                ]
            },
            "example": row.subject.map(Self.example),
        ]
    }

    private func fixed(_ subject: AxisSubject) -> View {
        [
            "word": subject.word, "label": subject.label, "text": form.texts[subject.word] ?? "",
            "placeholder": subject == .parameter(.seed) ? "one drawn for all" : "each model's own",
            "isFaulty": form.fault?.field == subject.word,
        ]
    }

    static func label(of rule: Misfit) -> String {
        switch rule {
        case .default: "the model's own default is sent"
        case .nearest: "the nearest value it takes is sent"
        case .skip: "the picture is left out"
        }
    }

    /// How values are written.
    static func example(of subject: AxisSubject) -> String {
        switch subject {
        case .parameter(.seed): "4 random, or 7, 42, 100-103"
        case .parameter(.guidanceScale): "1-10 step 3, or 1.5, 7"
        case .parameter(.inferenceSteps): "8, 20-40 step 10"
        case .parameter(.scheduler): "all, or names between commas"
        case .size: "square, portrait, 1152x896"
        case .parameter(.negativePrompt): "one a line; none for no negative prompt"
        case .words: "a word of the prompt, then what stands in its place, one a line"
        case .prompt: "further prompts, one a line"
        default: "values between commas"
        }
    }
}

/// What a comparison would be, before the button is pressed.
struct WeighingView {
    let weighing: Weighing
    let catalog: Catalog
    /// What may still be spent, in US dollars, where there is a ceiling.
    let left: Double?

    func all() -> View {
        let cells = weighing.grid.cells
        let skipped = cells.count { $0.parameters == nil }
        let known = weighing.reused.count { $0 != nil }
        let twins = cells.count - skipped - known - weighing.count
        let isTooDear = left.map { weighing.price > $0 + 1e-9 } ?? false
        return [
            "countText": Words.pictures(weighing.count),
            "gridText": weighing.grid.axes.map { Self.text(of: $0) }.joined(separator: " × "),
            "costText": Words.money(weighing.price),
            "shownPrice": String(weighing.microdollars),
            "timeText": weighing.count == 0 ? nil : "about \(Words.duration(weighing.seconds))",
            "reusedText": known > 0
                ? "\(Words.pictures(known)) of it \(known == 1 ? "is" : "are") there already, at no cost." : nil,
            "twinsText": twins > 0
                ? "\(Words.pictures(twins)) would be the same as another here: each is made once." : nil,
            "skippedText": skipped > 0
                ? "\(Words.pictures(skipped)) \(skipped == 1 ? "is" : "are") left out." : nil,
            "ceilingText": isTooDear
                ? "\(Words.money(left ?? 0)) may still be spent; the rest waits for the ceiling." : nil,
            "hasMisfits": !weighing.grid.misfits.isEmpty,
            "misfitLines": Self.lines(weighing.grid.misfits),
            "hasCautions": !weighing.grid.cautions.isEmpty,
            "cautionLines": Self.lines(weighing.grid.cautions),
            "wantsMisfitRule": weighing.grid.wantsMisfitRule,
        ]
    }

    /// The first of them, and how many more there are.
    private static func lines(_ misfits: [Grid.Misfitting], most: Int = 8) -> [View] {
        let shown = misfits.prefix(most).map { "\($0.model): \($0.sentence)" }
        let more = misfits.count > most ? ["and \(misfits.count - most) more"] : []
        return (shown + more).map { sentence -> View in ["sentence": sentence] }
    }

    private static func text(of axis: Axis) -> String {
        "\(axis.values.count) \(axis.subject.plural(axis.values.count))"
    }
}

extension AxisSubject {
    /// The word after a number.
    func plural(_ count: Int) -> String {
        let one = count == 1
        return switch self {
        case .words: one ? "wording" : "wordings"
        case .parameter(.inferenceSteps): one ? "number of steps" : "numbers of steps"
        default: label.lowercased() + (one ? "" : "s")
        }
    }
}
