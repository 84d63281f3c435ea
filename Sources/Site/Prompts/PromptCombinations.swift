import Catalog
import Library
import Phrasing
import Studio

extension Site {
    /// A comparison of what can be drawn from a prompt of the library: its cells are that prompt's as it is, not edited.
    ///
    /// Any other that varies the words says so in the library itself.
    /// - Throws: ``LibraryError``.
    func sourced(_ weighing: Weighing, by form: ComparisonForm) async throws -> Weighing {
        guard let source = form.source, weighing.plan.prompt.isEmpty,
            let axis = weighing.plan.axes.first(where: { $0.subject.isText }), axis.subject == .prompt,
            weighing.plan.axes.count(where: { $0.subject.isText }) == 1,
            let version = try await studio.library.answer(PromptVersionQuery(of: source.prompt, source.version)),
            version.content.says(version.content.text, negative: weighing.plan.negativePrompt),
            let reading = try? Typed(prompt: version.content.text, form.words.choices(among: [])).read()
        else { return weighing }
        let lists = try await studio.lists(for: reading)
        guard let total = try? reading.total(lists: lists), !total.isMore(than: WordsView.mostCombined),
            let prompts = try? reading.combinations(lists: lists, limit: WordsView.mostCombined),
            Set(axis.values).isSubset(of: prompts)
        else { return weighing }
        var weighing = weighing
        for index in weighing.wishes.indices {
            weighing.wishes[index]?.source = PromptSource(prompt: source.prompt, version: source.version)
        }
        return weighing
    }
}
