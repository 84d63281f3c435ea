import Catalog
import Pictures

/// What was read from an imported picture, as its generation keeps it: the values under this house's own names, and
/// the text that they were read from exactly as it was found.
public struct ImportedRequest: Sendable, Hashable {
    /// Names of the values.
    public enum Name {
        /// The program that wrote the picture.
        public static let tool = "tool"
        /// What the file was called.
        public static let file = "file"
        /// The text as it was found.
        public static let text = "text"

        fileprivate static let model = "model"
        fileprivate static let roles: [(name: String, role: ParameterRole)] = [
            ("prompt", .prompt), ("negative_prompt", .negativePrompt), ("width", .width), ("height", .height),
            ("inference_steps", .inferenceSteps), ("guidance_scale", .guidanceScale), ("scheduler", .scheduler),
            ("seed", .seed),
        ]
        fileprivate static let order = [tool, model] + roles.map(\.name) + [file, text]
    }

    /// The values, in the order of pages.
    public let values: ParameterSet

    /// Takes what was read, if anything was.
    ///
    /// - Parameter name: what the file was called where it came from.
    public init(_ parameters: EmbeddedParameters?, name: String) {
        var entries: [ParameterSet.Entry] = []
        func add(_ name: String, _ value: ParameterValue?) {
            if let value { entries.append(.init(name: name, value: value)) }
        }
        if let parameters {
            add(Name.tool, .string(parameters.tool.rawValue))
            add(Name.model, parameters.model.map(ParameterValue.string))
            add("prompt", .string(parameters.prompt))
            if !parameters.negativePrompt.isEmpty { add("negative_prompt", .string(parameters.negativePrompt)) }
            add("width", parameters.width.map { .integer(Int64($0)) })
            add("height", parameters.height.map { .integer(Int64($0)) })
            add("inference_steps", parameters.inferenceSteps.map { .integer(Int64($0)) })
            add("guidance_scale", parameters.guidanceScale.map { .number($0) })
            add("scheduler", parameters.scheduler.map(ParameterValue.string))
            add("seed", parameters.seed.map { .integer($0) })
        }
        add(Name.file, .string(name))
        if let text = parameters?.rawText, !text.isEmpty { add(Name.text, .string(text)) }
        values = ParameterSet(entries)
    }

    /// Reads back what a generation kept; what is no such request has no values.
    public init(json: String) {
        values = (try? ParameterSet(json: json, order: Name.order)) ?? ParameterSet()
    }

    /// As one JSON object.
    public var json: String { values.json }
}

extension ImportedRequest {
    /// What a value's name means; `nil` for what is no parameter.
    public func role(of name: String) -> ParameterRole? { Name.roles.first { $0.name == name }?.role }

    /// What is known of the making, by its meaning.
    public var meanings: [ParameterRole: ParameterValue] {
        var meanings: [ParameterRole: ParameterValue] = [:]
        for (name, role) in Name.roles { meanings[role] = values[name] }
        return meanings
    }

    /// The program that wrote the picture.
    public var tool: EmbeddedParameters.Tool? {
        values[Name.tool].flatMap { EmbeddedParameters.Tool(rawValue: $0.text) }
    }

    /// What the file was called.
    public var fileName: String? { values[Name.file]?.text }

    /// The text as it was found.
    public var text: String? { values[Name.text]?.text }
}
