import Catalog
import HTTPServer
import Library
import Phrasing
import Studio

/// What the forms ask while somebody types.
extension Site {
    func addWords(to router: inout Router) {
        // The parts of a model's form that follow from what is typed, for scripts.
        router.post("/generate/{slug}/words") { (request, slug: String) in
            let form = RequestForm(model: try model(slug), sent: try request.form())
            let words = try await words(of: form)
            return try wordParts(words.all().with(["noteList": wordNotes(words, form).values.map(\.self)]))
        }
        router.post("/compare/words") { request in
            let form = ComparisonForm(sent: try request.form())
            let words = try await words(of: form)
            return try wordParts(words.all().with(["noteList": wordNotes(words, form)]))
        }
        // How a prompt may go on.
        router.get("/api/words") { request in
            let found = try await studio.library.answer(WritingQuery(request.query["q"] ?? ""))
            return .encoding(found.map(APIWriting.init))
        }
        // The prompts that this browser's person asked for.
        router.get("/api/words/mine") { request in
            .encoding(try await studio.library.answer(OwnPromptsQuery(of: request.person)))
        }
    }

    /// Parts of a form as scripts put them into it.
    func wordParts(_ view: View) throws -> Response {
        .html(try templates.render("words/parts", frame.fragment().with(view))).cacheControl("no-store")
    }

    /// The words of a model's form.
    func words(of form: RequestForm) async throws -> WordsView {
        let saved = try await studio.library.answer(StylesQuery())
        return try await WordsView(
            form.typed(among: saved),
            form.words,
            saved: saved,
            seed: Int64(form.text(.seed)),
            address: "/generate/\(form.model.slug)/words",
            lists: studio.lists
        )
    }

    /// What stands beneath the texts of a model's form, by the parameters' names.
    func wordNotes(_ words: WordsView, _ form: RequestForm) -> [String: View] {
        let texts = form.model.parameters.filter { $0.role == .prompt || $0.role == .negativePrompt }
        return Dictionary(
            texts.map { parameter in
                let notes = words.notes(
                    isNegative: parameter.role == .negativePrompt,
                    anchor: "field-\(parameter.name)",
                    hidesFault: form.faults?[parameter.name] != nil
                )
                return (parameter.name, notes)
            }
        ) { first, _ in first }
    }

    /// What who saves over another's changes is told.
    static func overtaken(by person: String?, _ noun: String) -> String {
        let who = person ?? "Somebody"
        return "\(who) has changed this \(noun) since you opened it, so nothing was saved. Your text is still here. "
            + "Saving it now puts it in the place of theirs."
    }

    /// The addresses of what helps to write.
    var writing: View {
        [
            "writingStyles": assets.address(of: "styles/writing.css"),
            "writingScript": assets.address(of: "scripts/writing.js"),
        ]
    }

    /// The notes of a comparison's form by its texts.
    func noteViews(_ words: WordsView, _ form: ComparisonForm) -> View {
        let notes = wordNotes(words, form)
        return ["promptNotes": notes[0], "negativeNotes": notes[1]]
    }

    /// The words of a comparison's form.
    func words(of form: ComparisonForm) async throws -> WordsView {
        let saved = try await studio.library.answer(StylesQuery())
        let typed = Typed(
            prompt: form.prompt,
            negativePrompt: form.negativePrompt,
            form.words.choices(among: saved)
        )
        return try await WordsView(
            typed,
            form.words,
            saved: saved,
            seed: form.texts["seed"].flatMap { Int64($0) },
            address: "/compare/words",
            lists: studio.lists
        )
    }

    /// What stands beneath the texts of a comparison's form.
    func wordNotes(_ words: WordsView, _ form: ComparisonForm) -> [View] {
        [
            words.notes(isNegative: false, anchor: "prompt", hidesFault: form.fault?.field == "prompt"),
            words.notes(isNegative: true, anchor: "negative", hidesFault: form.fault?.field == "negative_prompt"),
        ]
    }
}

extension RequestForm {
    /// Its texts as they were typed, with what was chosen besides.
    func typed(among saved: [SavedStyle]) -> Typed {
        var typed = Typed(ParameterSet(), for: model, words.choices(among: saved))
        typed.prompt = text(.prompt).replacing("\r\n", with: "\n")
        typed.negativePrompt = text(.negativePrompt).replacing("\r\n", with: "\n")
        return typed
    }
}

/// A way to go on as programs see it.
struct APIWriting: Encodable {
    var text: String
    var source: String
    var count: Int
    var note: String

    init(_ suggestion: WritingQuery.Suggestion) {
        text = suggestion.text
        source = suggestion.source.rawValue
        count = suggestion.count
        note =
            switch suggestion.source {
            case .list: "\(count) \(count == 1 ? "value" : "values")"
            case .prompts: "in \(count) \(count == 1 ? "prompt" : "prompts")"
            case .tag: "tag"
            case .word: ""
            }
    }
}
