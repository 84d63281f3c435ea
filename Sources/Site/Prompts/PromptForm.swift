import Catalog
import HTTPServer
import Library
import Phrasing

/// The form of a prompt as a person filled it, with what is wrong.
struct PromptForm: Sendable {
    var title = ""
    var text = ""
    var negativeText = ""
    var notes = ""
    /// Between commas.
    var tags = ""
    /// A slug, or another model's name.
    var model = ""
    /// One a line.
    var parameters = ""
    var message = ""
    /// The version that was read before it was filled.
    var version: Int?
    /// The picture that it is saved from.
    var image: Image.ID?
    var fault: PromptFault?

    /// What somebody saves from a picture, or writes anew.
    init() {}

    /// A version, to be changed.
    init(_ version: PromptVersion, _ catalog: Catalog) {
        let content = version.content
        title = content.title
        text = content.text
        negativeText = content.negativeText
        notes = content.notes
        tags = content.tags.joined(separator: ", ")
        model = content.model ?? ""
        parameters = PromptParameters.text(of: content.parameters, for: catalog[model])
        self.version = version.number
    }

    /// A picture's words and parameters.
    init(_ detail: ImageQuery.Detail, _ catalog: Catalog) {
        let known = PromptParameters.known(of: detail, catalog)
        // As it was typed, choices and all; what styles added is written out.
        let typed = detail.wording?.typed.laid
        text = typed?.prompt ?? detail.generation.prompt
        negativeText = typed?.negativePrompt ?? known.negative
        model = known.2 ?? ""
        parameters = PromptParameters.text(of: known.1, for: catalog[model])
        image = detail.image.id
    }

    /// As it was sent.
    init(sent: Form) {
        func field(_ name: String) -> String { (sent[name] ?? "").replacing("\r\n", with: "\n") }
        title = field("title")
        text = field("text")
        negativeText = field("negative_text")
        notes = field("notes")
        tags = field("tags")
        model = field("model")
        parameters = field("parameters")
        message = field("message")
        version = sent["version"].flatMap { Int($0) }
        image = sent["image"].flatMap { Int64($0) }
    }

    /// What is to be saved.
    ///
    /// - Throws: ``PromptFault``.
    func content(_ catalog: Catalog) throws(PromptFault) -> PromptContent {
        try PromptContent(
            title: title,
            text: text,
            negativeText: negativeText,
            notes: notes,
            tags: [tags],
            model: model,
            parameters: try PromptParameters.read(parameters, for: catalog[model])
        )
    }

    /// The fields as templates show them.
    func view(_ catalog: Catalog) -> View {
        let isStranger = !model.isEmpty && catalog[model] == nil
        return [
            "titleText": title,
            "bodyText": text,
            "negativeText": negativeText,
            "notesText": notes,
            "tagText": tags,
            "parameterText": parameters,
            "messageText": message,
            "version": version,
            "imageID": image,
            "modelChoices":
                ([("", "Any model")] + (isStranger ? [(model, model)] : [])
                + catalog.models.map { ($0.slug, $0.name) }).map { value, label -> View in
                    ["value": value, "label": label, "isChosen": value == model]
                },
            "faultSentence": fault?.sentence,
            "faulty": fault.map { [$0.field: true] as View },
            "isLong": !notes.isEmpty || !parameters.isEmpty,
        ]
    }
}
