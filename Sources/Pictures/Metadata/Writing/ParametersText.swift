import Foundation

/// Parameters as AUTOMATIC1111's text, so that its web UI and whatever reads its pictures take them over.
///
/// Its form has no escape for a prompt that itself holds a line like `Negative prompt: …`. Where reading the text back
/// would not give the very same prompts, they stand in the settings once more, as JSON strings (`Raw prompt`, Fooocus's
/// names for the same trouble), which this program reads and others pass over.
public struct ParametersText: Sendable, Hashable {
    /// The text.
    public let infotext: String

    /// Writes parameters; ``EmbeddedParameters/tool`` and ``EmbeddedParameters/rawText`` do not matter.
    public init(_ parameters: EmbeddedParameters) {
        let settings = Self.settings(parameters)
        let plain = Self.text(parameters, settings: settings)
        let reading = Infotext(plain)
        guard reading.prompt != parameters.prompt || reading.negativePrompt != parameters.negativePrompt else {
            infotext = plain
            return
        }
        var raw = settings
        raw.insert(("Raw prompt", Self.json(parameters.prompt)), at: raw.count - 1)
        raw.insert(("Raw negative prompt", Self.json(parameters.negativePrompt)), at: raw.count - 1)
        infotext = Self.text(parameters, settings: raw)
    }

    private static func text(_ parameters: EmbeddedParameters, settings: [(String, String)]) -> String {
        var lines: [String] = []
        if !parameters.prompt.isEmpty { lines.append(written(parameters.prompt)) }
        if !parameters.negativePrompt.isEmpty {
            lines.append("\(Infotext.negativeOpening) \(written(parameters.negativePrompt))")
        }
        lines.append(settings.map { "\($0): \($1)" }.joined(separator: ", "))
        return lines.joined(separator: "\n")
    }

    /// In the web UI's own order, and our name at the end.
    private static func settings(_ parameters: EmbeddedParameters) -> [(String, String)] {
        var settings: [(String, String)] = []
        let add = { (name: String, value: String?) in
            if let value { settings.append((name, quoted(value))) }
        }
        add("Steps", parameters.inferenceSteps.map { "\($0)" })
        add("Sampler", parameters.scheduler)
        add("CFG scale", parameters.guidanceScale.map(shortest))
        add("Seed", parameters.seed.map { "\($0)" })
        if let width = parameters.width, let height = parameters.height { add("Size", "\(width)x\(height)") }
        add("Model", parameters.model)
        add("Created", parameters.createdAt.map { $0.formatted(.iso8601) })
        add("Version", SettingsLine.ourVersion)
        return settings
    }

    /// A whole number without its `.0`.
    private static func shortest(_ number: Double) -> String {
        Int(exactly: number).map { "\($0)" } ?? "\(number)"
    }

    /// Prompts keep their lines; what else controls a terminal does not belong into a text.
    private static func written(_ prompt: String) -> String {
        String(
            String.UnicodeScalarView(
                prompt.replacing("\r\n", with: "\n").unicodeScalars.map { scalar in
                    scalar == "\n" || scalar == "\t" || scalar.value >= 0x20 && scalar.value != 0x7F ? scalar : " "
                }
            )
        )
    }

    /// Quoted as the web UI does it, and where the reading would else take another text.
    private static func quoted(_ value: String) -> String {
        let isPlain =
            value == value.trimmed && !value.isEmpty
            && value.unicodeScalars.allSatisfy { $0.value >= 0x20 && ![",", ":"].contains($0) }
            && !["\"", "{", "["].contains(value.first)
        return isPlain ? value : json(value)
    }

    /// A JSON string, on one line.
    private static func json(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
