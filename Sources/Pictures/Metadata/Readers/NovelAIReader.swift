/// What NovelAI writes: `Software` is its name, `Description` the prompt, `Comment` JSON, `Source` the model.
///
/// In a WebP the same stands as one JSON object in EXIF's UserComment. Its watermark in the lowest bits of the alpha
/// channel, which outlives the loss of the texts, is not read: that takes decoding every pixel.
enum NovelAIReader {
    /// Reads the texts of a PNG.
    static func parameters(in texts: PictureTexts) -> EmbeddedParameters? {
        guard texts[.keyword("Software")] == "NovelAI", let comment = texts[.keyword("Comment")] else { return nil }
        let description = texts[.keyword("Description")]
        return parameters(comment, description: description, source: texts[.keyword("Source")], text: comment)
    }

    /// Reads the object of a WebP; nil when it is not NovelAI's.
    static func parameters(of json: JSON, text: String) -> EmbeddedParameters? {
        guard json["Software"]?.string == "NovelAI", let comment = json["Comment"]?.string else { return nil }
        let description = json["Description"]?.string
        return parameters(comment, description: description, source: json["Source"]?.string, text: text)
    }

    private static func parameters(
        _ comment: String,
        description: String?,
        source: String?,
        text: String
    ) -> EmbeddedParameters? {
        guard let json = JSON(comment) else { return nil }
        let prompt = json["prompt"]?.string ?? description ?? ""
        let schedule = json["noise_schedule"]?.string
        return EmbeddedParameters(
            tool: .novelAI,
            prompt: joined(prompt, json["v4_prompt"]),
            negativePrompt: joined(json["uc"]?.string ?? "", json["v4_negative_prompt"]),
            seed: json["seed"]?.integer,
            inferenceSteps: json["steps"]?.int,
            guidanceScale: json["scale"]?.double,
            scheduler: EmbeddedParameters.scheduler(
                json["sampler"]?.string,
                schedule: schedule == "native" ? nil : schedule
            ),
            model: source,
            width: json["width"]?.int,
            height: json["height"]?.int,
            rawText: text
        )
    }

    /// Since version 4 every character has a prompt of its own; NovelAI's sign between them is `|`.
    private static func joined(_ prompt: String, _ structured: JSON?) -> String {
        let characters = structured?["caption"]?["char_captions"]?.elements.compactMap { $0["char_caption"]?.string }
        return ([prompt] + (characters ?? [])).filter { !$0.isEmpty }.joined(separator: " | ")
    }
}
