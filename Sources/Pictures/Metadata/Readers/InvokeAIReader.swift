/// What InvokeAI writes: `invokeai_metadata` since version 3, `sd-metadata` in version 2, `Dream` in both 1 and 2.
enum InvokeAIReader {
    /// Reads the newest form that is there.
    static func parameters(in texts: PictureTexts) -> EmbeddedParameters? {
        if let text = texts[.keyword("invokeai_metadata")], let json = JSON(text) { return present(json, text) }
        if let text = texts[.keyword("sd-metadata")], let image = JSON(text)?["image"] {
            return second(image, JSON(text)?["model_weights"]?.string, text)
        }
        return texts[.keyword("Dream")].map(dream)
    }

    private static func present(_ json: JSON, _ text: String) -> EmbeddedParameters {
        let model = json["model"]
        return EmbeddedParameters(
            tool: .invokeAI,
            prompt: json["positive_prompt"]?.string ?? "",
            negativePrompt: json["negative_prompt"]?.string ?? "",
            seed: json["seed"]?.integer,
            inferenceSteps: json["steps"]?.int,
            // FLUX has a guidance of its own and no CFG.
            guidanceScale: (json["guidance"] ?? json["cfg_scale"])?.double ?? json["cfg_scale"]?.elements.first?.double,
            scheduler: json["scheduler"]?.string,
            model: model?[first: "name", "model_name"]?.string ?? model?.string,
            width: json["width"]?.int,
            height: json["height"]?.int,
            rawText: text
        )
    }

    private static func second(_ image: JSON, _ model: String?, _ text: String) -> EmbeddedParameters {
        let prompts = image["prompt"]?.elements.compactMap { $0["prompt"]?.string } ?? []
        let (positive, negative) = parted(image["prompt"]?.string ?? prompts.joined(separator: "\n"))
        return EmbeddedParameters(
            tool: .invokeAI,
            prompt: positive,
            negativePrompt: negative,
            seed: image["seed"]?.integer,
            inferenceSteps: image["steps"]?.int,
            guidanceScale: image["cfg_scale"]?.double,
            scheduler: image["sampler"]?.string,
            model: model,
            width: image["width"]?.int,
            height: image["height"]?.int,
            rawText: text
        )
    }

    /// A command line: `"a lighthouse [blurry]" -s 50 -S 42 -W 512 -H 512 -C 7.5 -A k_lms`.
    private static func dream(_ whole: String) -> EmbeddedParameters {
        let text = whole.cut(to: EmbeddedParameters.rawTextLimit)
        let end = text.lastIndex(of: "\"") ?? text.startIndex
        let (positive, negative) = parted(String(text[..<end].drop { $0 == "\"" || $0 == " " }))
        var options: [Character: String] = [:]
        var waiting: Character?
        for word in text[end...].dropFirst().split(separator: " ").prefix(200) {
            if let name = waiting {
                options[name] = String(word)
                waiting = nil
            } else if word.first == "-", let name = word.dropFirst().first, name != "-" {
                // The number may follow at once or behind a space.
                if word.count > 2 { options[name] = String(word.dropFirst(2)) } else { waiting = name }
            }
        }
        return EmbeddedParameters(
            tool: .invokeAI,
            prompt: positive,
            negativePrompt: negative,
            seed: options["S"].flatMap { Int64($0) },
            inferenceSteps: options["s"].flatMap { Int($0) },
            guidanceScale: options["C"].flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil },
            scheduler: options["A"],
            width: options["W"].flatMap { Int($0) },
            height: options["H"].flatMap { Int($0) },
            rawText: text
        )
    }

    /// What stands in square brackets is what the picture should not show.
    private static func parted(_ prompt: String) -> (positive: String, negative: String) {
        var positive = ""
        var negatives: [Substring] = []
        var rest = prompt[...]
        while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
            positive += rest[..<open]
            negatives.append(rest[rest.index(after: open)..<close])
            rest = rest[rest.index(after: close)...]
        }
        return ((positive + rest).trimmed, negatives.joined(separator: ", ").trimmed)
    }
}
