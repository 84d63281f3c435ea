import Library
import Phrasing

/// What a form shows of its words: the fields they ask for, how many prompts they make, some of them, and hints.
struct WordsView {
    /// So many samples are shown.
    static let samples = 6
    /// So many styles stand on a form, and those that are ticked.
    static let stylesShown = 300
    /// So many prompts can be the axis of a comparison.
    static let mostCombined = 1000

    let typed: Typed
    let form: WordForm
    let saved: [SavedStyle]
    /// The seed that the request would have, where one is given.
    let seed: Int64?
    /// Where scripts ask what this shows while it is typed.
    let address: String
    private let read: Result<Reading, TypedFault>
    private let lists: WordLists

    /// Reads what was typed and the lists that it asks for.
    ///
    /// - Throws: ``LibraryError``.
    init(
        _ typed: Typed,
        _ form: WordForm,
        saved: [SavedStyle],
        seed: Int64?,
        address: String,
        lists: (Reading) async throws -> WordLists
    ) async throws {
        (self.typed, self.form, self.saved, self.seed, self.address) = (typed, form, saved, seed, address)
        read = Result { () throws(TypedFault) in try typed.read() }
        self.lists = if let reading = try? read.get() { try await lists(reading) } else { WordLists() }
    }

    private var reading: Reading? { try? read.get() }

    /// Everything beneath the texts.
    func all() -> View {
        let fields = reading?.fields ?? []
        let ticked = saved.count { form.styles.contains($0.id) }
        return [
            "wordsAddress": address,
            "hasWordFields": !fields.isEmpty,
            "wordFields": fields.enumerated().map { number, field -> View in self.field(field, number) },
            "hasStyles": !saved.isEmpty,
            "areStylesOpen": ticked > 0,
            "tickedText": ticked > 0 ? "\(ticked) ticked" : nil,
            "styleChoices": saved.enumerated().filter { number, saved in
                number < Self.stylesShown || form.styles.contains(saved.id)
            }.map { style($0.element) },
            "preview": preview(),
        ]
    }

    /// What stands beneath a text.
    func notes(isNegative: Bool, anchor: String, hidesFault: Bool) -> View {
        let text = isNegative ? typed.negativePrompt : typed.prompt
        // What is sent is counted, where it can be drawn.
        let drawn = try? reading?.draw(seed: seed ?? 0, lists: lists)
        let sent = (isNegative ? drawn?.negativePrompt : drawn?.prompt) ?? text
        let estimate = TokenEstimate(of: sent)
        let fault = hidesFault ? nil : self.fault.flatMap { $0.isNegative == isNegative ? $0 : nil }
        return [
            "notesAnchor": anchor,
            "tokensText": sent.isEmpty ? nil : estimate.words,
            "isOverTokens": estimate.isOver,
            "wordFault": fault?.sentence,
            "loneBrackets": fault == nil
                ? LoneBracket.all(in: text, limit: 3).map { bracket -> View in ["sentence": bracket.sentence] } : [],
        ]
    }

    /// What is wrong as far as it is typed; a field that is not filled in yet is not.
    private var fault: TypedFault? {
        if case .failure(let fault) = read { return fault }
        guard let reading else { return nil }
        do throws(TypedFault) { _ = try reading.draw(seed: seed ?? 0, lists: lists) } catch {
            return error.fault.kind == .openField ? nil : error
        }
        return nil
    }

    private func field(_ field: Field, _ number: Int) -> View {
        [
            "fieldName": field.name,
            "inputName": WordForm.inputName(of: field.name),
            "fieldAnchor": "word-field-\(number)",
            "fieldValue": form.fields[field.name] ?? "",
            "standard": field.standard,
            "mustBeFilled": field.standard == nil,
        ]
    }

    private func style(_ saved: SavedStyle) -> View {
        let text = [saved.style.prompt, saved.style.negativePrompt.isEmpty ? "" : "− \(saved.style.negativePrompt)"]
        return [
            "styleID": saved.id,
            "styleName": saved.style.name,
            "isTicked": form.styles.contains(saved.id),
            "styleText": Words.excerpt(text.filter { !$0.isEmpty }.joined(separator: "  "), 90),
        ]
    }

    /// How many prompts there are, and some of them; `nil` where there is one.
    private func preview() -> View? {
        guard let reading, reading.hasChoices else { return nil }
        do throws(TypedFault) {
            let total = try reading.total(lists: lists)
            var view: View = ["totalText": Self.text(of: total), "canCombine": Self.combines(total)]
            if total.isMore(than: Self.mostCombined) {
                view["combineNote"] = "A comparison of all of them can have \(Self.mostCombined) pictures at most."
            }
            guard let first = form.sampleSeed else { return view }
            view["samplesFrom"] = String(first)
            do throws(TypedFault) {
                view["samples"] = try Self.seeds(from: first).map { seed throws(TypedFault) in
                    let wording = try reading.draw(seed: seed, lists: lists)
                    return [
                        "sampleSeed": seed,
                        "sampleParts": PromptParts.parts(of: wording.prompt),
                        "sampleNegative": wording.negativePrompt.isEmpty || !reading.hasNegativeChoices
                            ? nil : wording.negativePrompt,
                    ] as View
                }
            } catch {
                view["sampleFault"] = error.sentence
            }
            return view
        } catch {
            // It stands beneath the text already.
            return ["totalText": "With what is wrong put right, samples can be shown here."]
        }
    }

    /// Seeds one after the other, within the range that every tool reads.
    static func seeds(from first: Int64, count: Int = samples) -> [Int64] {
        (0..<Int64(count)).map { first > 4_294_967_295 - Int64(count) ? first &- $0 : first &+ $0 }
    }

    private static func text(of total: Total) -> String {
        switch total {
        case .exactly(1): "Only the negative prompt has choices."
        default: "\(total.words) different prompts: the seed says which."
        }
    }

    private static func combines(_ total: Total) -> Bool {
        total != .exactly(1) && !total.isMore(than: mostCombined)
    }
}

extension Total {
    func isMore(than limit: Int) -> Bool {
        switch self {
        case .exactly(let count): count > limit
        case .moreThan: true
        }
    }
}
