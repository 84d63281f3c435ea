import HTTPServer
import Phrasing

/// What stands beneath the texts of a prompt's form: how long they are, and what may be wrong in them.
extension Site {
    func addPromptWords(to router: inout Router) {
        // The same while somebody types, for scripts.
        router.post("/prompts/words") { request in
            let form = PromptForm(sent: try request.form())
            return try wordParts(["noteList": try await wordNotes(form)])
        }
    }

    /// Of the prompt and of the negative prompt.
    func wordNotes(_ form: PromptForm) async throws -> [View] {
        let typed = Typed(prompt: form.text, negativePrompt: form.negativeText)
        let words = try await WordsView(
            typed,
            WordForm(),
            saved: [],
            seed: nil,
            address: "/prompts/words",
            lists: studio.lists
        )
        return [
            words.notes(isNegative: false, anchor: "prompt-text", hidesFault: form.fault != nil),
            words.notes(isNegative: true, anchor: "prompt-negative", hidesFault: form.fault != nil),
        ]
    }
}
