import Catalog
import HTTPServer
import Library
import Studio

/// From a version to a model's form, and what the form remembers of it.
extension Site {
    /// The model that a version was made for, where it is in the catalogue.
    func model(of version: PromptVersion) -> Model? {
        version.content.model.flatMap { studio.catalog[$0] }
    }

    /// The model whose form is offered first: its own, the one that its name means, or the first there is.
    func useModel(_ version: PromptVersion) -> Model? {
        model(of: version) ?? version.content.model.flatMap { studio.catalog.model(called: $0) }
            ?? studio.catalog.models.first
    }

    /// The form of a model, filled in with a version.
    func useAddress(_ version: PromptVersion, _ model: Model? = nil) -> String? {
        (model ?? useModel(version)).map {
            "/generate/\($0.slug)?prompt=\(version.prompt)&version=\(version.number)"
        }
    }

    /// The version that an address names by `prompt=ID` and `version=N`, the present one without a number; `nil` when
    /// it names none.
    ///
    /// - Throws: ``Problem``, ``LibraryError``.
    func namedVersion(_ query: Query) async throws -> PromptVersion? {
        guard let id = query["prompt"].flatMap({ Int64($0) }) else { return nil }
        if let number = query["version"].flatMap({ Int64($0) }) { return try await promptVersion(id, number) }
        return try await promptDetail(id).prompt.head
    }

    /// A model's form filled in with a version: its words, and its parameters as far as the model takes them.
    func form(for model: Model, from version: PromptVersion) -> RequestForm {
        let content = version.content
        let adaptation: Adaptation
        if let origin = self.model(of: version) {
            adaptation = model.adapt(content.parameters, from: origin)
        } else {
            adaptation = model.adapt(ImportedRequest(json: content.parameters.json).meanings)
        }
        var form = RequestForm(model: model, parameters: adaptation.parameters)
        form.losses = adaptation.losses
        form.set(.prompt, content.text)
        if model.parameter(.negativePrompt) != nil {
            form.set(.negativePrompt, content.negativeText)
        } else if !content.negativeText.isEmpty {
            form.losses.append(.init(field: "negative_prompt", sentence: "\(model.name) has no negative prompt."))
        }
        form.source = PromptSource(prompt: version.prompt, version: version.number)
        return form
    }

    /// Where a sent form came from, with whether what was typed differs; `nil` when the prompt is gone meanwhile.
    ///
    /// - Throws: ``LibraryError``.
    func source(of form: RequestForm) async throws(LibraryError) -> PromptSource? {
        let takesNegative = form.model.parameter(.negativePrompt) != nil
        return try await source(
            form.source,
            typed: form.text(.prompt),
            negative: takesNegative ? form.text(.negativePrompt) : nil
        )
    }

    private func source(
        _ source: PromptSource?,
        typed prompt: String,
        negative: String?
    ) async throws(LibraryError) -> PromptSource? {
        guard var source,
            let version = try await studio.library.answer(PromptVersionQuery(of: source.prompt, source.version))
        else { return nil }
        source.isEdited = !version.content.says(prompt, negative: negative)
        return source
    }

    /// What a form, a picture or a comparison says of the prompt that it came from.
    ///
    /// - Throws: ``LibraryError``.
    func originView(_ source: PromptSource?) async throws(LibraryError) -> View? {
        guard let source, let mention = try await studio.library.answer(PromptMentionQuery(source)) else { return nil }
        return mention.view
    }
}

extension PromptMention {
    /// The words and the link of it.
    var view: View {
        [
            "title": title,
            "version": source.version,
            "address": "/prompts/\(source.prompt)/versions/\(source.version)",
            "isEdited": source.isEdited,
            "isTrashed": isTrashed,
            "token": source.text,
        ]
    }
}

extension PromptSource {
    /// As a hidden field carries it: the prompt's number and the version's.
    var text: String { "\(prompt).\(version)" }

    /// Reads ``text``.
    init?(text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let prompt = Int64(parts[0]), let version = Int(parts[1]) else { return nil }
        self.init(prompt: prompt, version: version)
    }
}
