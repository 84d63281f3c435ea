/// What Fooocus writes in its own scheme: a flat JSON object under `parameters`, or in EXIF's UserComment.
///
/// Its other scheme is AUTOMATIC1111's text; see ``Infotext``.
enum FooocusReader {
    /// Reads the object; nil when it is not Fooocus's.
    static func parameters(of json: JSON, text: String) -> EmbeddedParameters? {
        let hasModel = json[first: "base_model", "Base Model", "base_model_name"] != nil
        let hasVersion = json[first: "version", "Version", "software"]?.string?.contains("Fooocus") ?? false
        guard hasModel || hasVersion, let prompt = json[first: "prompt", "Prompt"]?.string else { return nil }
        let size = json[first: "resolution", "Resolution"]?.string.flatMap(WrittenSize.init)
        return EmbeddedParameters(
            tool: .fooocus,
            prompt: prompt,
            negativePrompt: json[first: "negative_prompt", "Negative Prompt", "Negative"]?.string ?? "",
            seed: json[first: "seed", "Seed"]?.integer,
            inferenceSteps: json[first: "steps", "Steps"]?.int,
            guidanceScale: json[first: "guidance_scale", "Guidance Scale", "cfg"]?.double,
            scheduler: EmbeddedParameters.scheduler(
                json[first: "sampler", "Sampler", "sampler_name"]?.string,
                schedule: json[first: "scheduler", "Scheduler"]?.string
            ),
            model: json[first: "base_model", "Base Model", "base_model_name"]?.string,
            width: size?.width ?? json["width"]?.int,
            height: size?.height ?? json["height"]?.int,
            rawText: text
        )
    }
}
