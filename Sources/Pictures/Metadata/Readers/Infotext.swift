import Foundation

/// AUTOMATIC1111's text: the prompt, `Negative prompt:` and what follows it, and one line of settings.
///
/// ```
/// a lighthouse at dusk,
/// long exposure
/// Negative prompt: blurry
/// Steps: 20, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7, Seed: 5, Size: 512x768, Model: dreamshaper_8
/// ```
///
/// Read as the web UI reads it (`parse_generation_parameters`), except that the line of settings may have others
/// behind it, as some extensions write them, and that a value may be JSON.
struct Infotext {
    /// One setting of the last line.
    struct Setting {
        let name: String
        let value: String
    }

    let text: String
    let prompt: String
    let negativePrompt: String
    /// The settings in their order; none when there is no such line.
    let settings: [Setting]

    /// Reads a text; one without settings is all prompt.
    init(_ text: String) {
        // By bytes: to Swift, CR and LF are one character that is no LF.
        let lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
        let settingsLine = Self.settingsLine(of: lines)
        let words = lines[..<(settingsLine?.index ?? lines.count)]
        let negative = words.firstIndex { $0.drop { $0 == 0x20 }.starts(with: Self.negativeOpening.utf8) }
        self.text = text
        settings = settingsLine?.settings ?? []
        prompt = Self.text(of: words[..<(negative ?? words.endIndex)])
        negativePrompt =
            negative.map { index in
                String(Self.text(of: words[index...]).dropFirst(Self.negativeOpening.count)).trimmed
            } ?? ""
    }

    static let negativeOpening = "Negative prompt:"

    /// The value of the first setting of these names that is there.
    subscript(names: String...) -> String? {
        names.lazy.compactMap { name in settings.first { $0.name == name }?.value }.first
    }

    private static func text(of lines: ArraySlice<ArraySlice<UInt8>>) -> String {
        let lines = lines.map { $0.last == 0x0D ? $0.dropLast() : $0 }
        return String(decoding: Array(lines.joined(separator: [0x0A])), as: UTF8.self).trimmed
    }

    /// The last line that opens with the steps, else the very last, and only if it holds what a tool would write.
    private static func settingsLine(of lines: [ArraySlice<UInt8>]) -> (index: Int, settings: [Setting])? {
        let opened = lines.lastIndex { $0.starts(with: "Steps: ".utf8) }
        let last = lines.lastIndex { !$0.allSatisfy { $0 <= 0x20 } }
        for index in [opened, last].compactMap({ $0 }) {
            let settings = lines[index].withUnsafeBufferPointer { SettingsLine.settings(of: $0) }
            let known = settings.count { SettingsLine.knownNames.contains($0.name) }
            if settings.count >= 3 && known > 0 || settings.contains(where: SettingsLine.isOurs) {
                return (index, settings)
            }
        }
        return nil
    }
}

extension Infotext {
    /// What it says, in the words of this library.
    func parameters(timeZone: TimeZone) -> EmbeddedParameters {
        let size = self["Size"].flatMap(WrittenSize.init)
        // Where a model is distilled, its own guidance is the one that counts, and CFG stays at 1.
        let guidance = self["Distilled CFG Scale"] ?? self["CFG scale", "CFG Scale"]
        return EmbeddedParameters(
            tool: tool,
            prompt: self["Raw prompt"] ?? prompt,
            negativePrompt: self["Raw negative prompt"] ?? negativePrompt,
            seed: self["Seed"].flatMap { Int64($0) },
            inferenceSteps: self["Steps"].flatMap { Int($0) },
            guidanceScale: guidance.flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil },
            scheduler: EmbeddedParameters.scheduler(self["Sampler"], schedule: self["Schedule type", "Scheduler"]),
            model: self["Model"],
            width: size?.width,
            height: size?.height,
            createdAt: self["Created", "Created Date"].flatMap { WrittenDate.date($0, timeZone: timeZone) },
            rawText: text
        )
    }

    private var tool: EmbeddedParameters.Tool {
        let version = self["Version"] ?? ""
        if settings.contains(where: SettingsLine.isOurs) { return .contactsheet }
        if version.hasPrefix("Fooocus") { return .fooocus }
        return version.hasPrefix("ComfyUI") ? .comfyUI : .automatic1111
    }
}

/// A size in a text: `512x768`, `(1024, 1024)`, `896×1152`.
struct WrittenSize {
    let width: Int
    let height: Int

    /// Takes two numbers.
    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
    }

    /// Takes the first two numbers of a short text.
    init?(_ text: String) {
        guard text.utf8.count <= 64 else { return nil }
        let numbers = text.utf8.split { !(0x30...0x39).contains($0) }.prefix(2).compactMap { Int(Substring($0)) }
        guard numbers.count == 2 else { return nil }
        (width, height) = (numbers[0], numbers[1])
    }
}
