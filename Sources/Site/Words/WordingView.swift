import Phrasing

/// What was typed for a request, and the words that were drawn for it.
struct WordingView {
    let wording: Wording

    init(wording: Wording) { self.wording = wording }

    /// Whether another seed may bring other words.
    var drawsAnew: Bool { (try? wording.typed.read())?.hasChoices ?? false }

    func all() -> View {
        let typed = wording.typed
        return [
            "typedPrompt": typed.prompt,
            "typedNegative": typed.negativePrompt.isEmpty || typed.negativePrompt == wording.negativePrompt
                ? nil : typed.negativePrompt,
            "styleNames": typed.choices.styles.isEmpty
                ? nil : typed.choices.styles.map(\.name).joined(separator: ", "),
            "hasDrawn": !wording.drawn.isEmpty,
            "drawnWords": wording.drawn.map { word -> View in
                let places = [word.isNegative ? "negative" : nil, word.style.map { "in the style “\($0)”" }]
                let place = places.compactMap(\.self).joined(separator: ", ")
                return [
                    "stood": Words.excerpt(word.stood, 120),
                    "taken": word.taken.isEmpty ? "nothing" : word.taken,
                    "whereText": place.isEmpty ? nil : place,
                ]
            },
        ]
    }
}
