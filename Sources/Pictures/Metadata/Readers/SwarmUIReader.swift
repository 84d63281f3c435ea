import Foundation

/// What SwarmUI writes: a JSON object whose `sui_image_params` are its parameters, numbers now and then as strings.
enum SwarmUIReader {
    /// Reads the object; nil when it is not SwarmUI's.
    static func parameters(of json: JSON, text: String, timeZone: TimeZone) -> EmbeddedParameters? {
        guard let parameters = json["sui_image_params"] else { return nil }
        let sampler = parameters[first: "sampler", "comfyuisampler", "comfy_sampler", "autowebuisampler"]?.string
        let schedule = parameters[first: "scheduler", "comfyuischeduler", "comfy_scheduler"]?.string
        let date = (json["sui_extra_data"]?["date"] ?? parameters["date"])?.string
        return EmbeddedParameters(
            tool: .swarmUI,
            prompt: parameters["prompt"]?.string ?? "",
            negativePrompt: parameters["negativeprompt"]?.string ?? "",
            seed: parameters["seed"]?.integer,
            inferenceSteps: parameters["steps"]?.int,
            guidanceScale: parameters[first: "fluxguidancescale", "cfgscale"]?.double,
            scheduler: EmbeddedParameters.scheduler(sampler, schedule: schedule),
            model: parameters["model"]?.string,
            width: parameters["width"]?.int,
            height: parameters["height"]?.int,
            createdAt: date.flatMap { WrittenDate.date($0, timeZone: timeZone) },
            rawText: text
        )
    }
}
