import Catalog
import Library
import Phrasing
import Studio

extension RequestForm {
    /// Fills in what was chosen besides the texts, as far as the styles are still there.
    mutating func take(_ wording: Wording, from library: Library) async throws {
        let saved = try await library.answer(StylesQuery())
        let choices = wording.typed.choices
        words = WordForm(choices, among: saved)
        isAsTyped = true
        let names = Set(saved.map(\.style.name))
        losses += choices.styles.filter { !names.contains($0.name) }.map {
            ParameterFault(field: "style", sentence: "The style “\($0.name)” is there no more and is not ticked.")
        }
    }
}

extension ParameterSet {
    /// Puts the texts in as they were typed.
    mutating func take(_ typed: Typed, for model: Model) {
        if let name = model.parameter(.prompt)?.name { self[name] = .string(typed.prompt) }
        if let name = model.parameter(.negativePrompt)?.name { self[name] = .string(typed.negativePrompt) }
    }
}
