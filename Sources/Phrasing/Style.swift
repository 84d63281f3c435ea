/// Words that can be ticked on: a beginning, an end, a negative prompt.
public struct Style: Sendable, Hashable, Codable {
    /// What it is called.
    public var name: String
    /// What it makes of a prompt: `{prompt}` stands for it; without, it is put behind.
    public var prompt: String
    /// The same for the negative prompt.
    public var negativePrompt: String

    enum CodingKeys: String, CodingKey {
        case name, prompt
        case negativePrompt = "negative_prompt"
    }

    /// Creates a style.
    public init(name: String, prompt: String = "", negativePrompt: String = "") {
        self.name = name
        self.prompt = prompt
        self.negativePrompt = negativePrompt
    }

    /// A prompt with a style's text around or behind it, as AUTOMATIC1111 does it.
    ///
    /// Each `{prompt}` is replaced; without one, both are joined by `, ` without the blanks around them. An empty style
    /// changes nothing.
    public static func lay(_ style: String, over prompt: String) -> String {
        if let around = style.replacingScalars("{prompt}", with: prompt) { return around }
        let (style, trimmed) = (style.trimmed, prompt.trimmed)
        if style.isEmpty { return prompt }
        return trimmed.isEmpty ? style : "\(trimmed), \(style)"
    }
}

extension Style {
    /// The longest name, in code points.
    public static let longestName = 100
    /// The longest text, in code points.
    public static let longestText = 10_000

    /// Why it cannot be kept; `nil` where it can.
    public var complaint: String? {
        let texts = [(prompt, "prompt"), (negativePrompt, "negative prompt")]
        if name.trimmed.isEmpty { return "A style needs a name." }
        if name.unicodeScalars.count > Self.longestName {
            return "A style's name has at most \(Self.longestName) characters."
        }
        if texts.contains(where: { $0.0.unicodeScalars.count > Self.longestText }) {
            return "A style's text has at most \(Self.longestText) characters."
        }
        if ([name, prompt, negativePrompt]).contains(where: { $0.utf8.contains(0) }) {
            return "The text contains a character that cannot be kept."
        }
        for (text, what) in texts {
            do throws(PhraseFault) { _ = try Phrase(text) } catch { return "In the \(what). \(error.placed)" }
        }
        return nil
    }
}

extension String {
    /// With every occurrence of a text replaced, code point by code point: an accent that follows hides none.
    ///
    /// - Returns: `nil` where there is none.
    func replacingScalars(_ old: String, with new: String) -> String? {
        let (text, old) = (Array(unicodeScalars), Array(old.unicodeScalars))
        var result = String.UnicodeScalarView()
        var index = 0
        var isFound = false
        while index < text.count {
            if text[index] == old[0], text[index...].starts(with: old) {
                isFound = true
                result.append(contentsOf: new.unicodeScalars)
                index += old.count
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return isFound ? String(result) : nil
    }

    /// Without blanks and line ends around it.
    var trimmed: String {
        var slice = unicodeScalars[...]
        while slice.first?.properties.isWhitespace == true { slice.removeFirst() }
        while slice.last?.properties.isWhitespace == true { slice.removeLast() }
        return String(String.UnicodeScalarView(slice))
    }
}
