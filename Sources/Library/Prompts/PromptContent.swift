import Catalog
import Foundation

/// What one save of a prompt holds: all that people write.
public struct PromptContent: Sendable, Hashable {
    /// What people call it; one line.
    public var title: String
    /// The prompt text.
    public var text: String
    /// The negative prompt; empty when there is none.
    public var negativeText: String
    /// What there is to say about it.
    public var notes: String
    /// Its tags as they were written, in their order.
    public var tags: [String]
    /// The model that it was made for: a slug, or a checkpoint's name.
    public var model: String?
    /// The parameters that it was made for besides prompt and negative prompt, by the model's own names; or by the
    /// names of their meanings where the model is not in the catalogue.
    public var parameters: ParameterSet

    /// In characters.
    public static let longestTitle = 120
    /// Of the text and of the negative prompt, in characters.
    public static let longestText = 10_000
    /// In characters.
    public static let longestNotes = 20_000
    /// Of a version's message, in characters.
    public static let longestMessage = 200
    /// In characters.
    public static let longestModel = 200
    /// Of the parameters as JSON, in bytes.
    public static let mostParameterBytes = 8000

    /// A content as it is kept: one line where it is one line, Unix line ends, a title of its own.
    ///
    /// - Throws: ``PromptFault`` when something is missing or too long.
    public init(
        title: String = "",
        text: String,
        negativeText: String = "",
        notes: String = "",
        tags: [String] = [],
        model: String? = nil,
        parameters: ParameterSet = ParameterSet()
    ) throws(PromptFault) {
        self.text = try Self.kept(text, "text", "The prompt", Self.longestText)
        self.negativeText = try Self.kept(negativeText, "negative_text", "The negative prompt", Self.longestText)
        self.notes = try Self.kept(notes, "notes", "The notes", Self.longestNotes)
        guard !self.text.allSatisfy(\.isWhitespace) else { throw PromptFault("text", "A prompt needs its text.") }
        let name = Tag.plain(title.prefix(10 * Self.longestTitle))
        guard name.count <= Self.longestTitle, name.utf8.count <= 4 * Self.longestTitle else {
            throw PromptFault("title", "A title has at most \(Self.longestTitle) characters.")
        }
        self.title = name.isEmpty ? Self.title(of: self.text) : name
        do throws(ChangeFault) { self.tags = try Tag.list(tags.joined(separator: ",")).map(\.label) } catch {
            throw PromptFault("tags", error.sentence)
        }
        let model = Tag.plain((model ?? "").prefix(2 * Self.longestModel))
        guard model.count <= Self.longestModel, model.utf8.count <= 4 * Self.longestModel else {
            throw PromptFault("model", "A model's name has at most \(Self.longestModel) characters.")
        }
        self.model = model.isEmpty ? nil : model
        guard parameters.json.utf8.count <= Self.mostParameterBytes else {
            throw PromptFault("parameters", "These are too many parameters.")
        }
        // One order, whoever wrote them: what is the same is the same to the byte.
        self.parameters = ParameterSet(parameters.entries.sorted { $0.name < $1.name })
    }

    private static func kept(
        _ text: String,
        _ field: String,
        _ name: String,
        _ most: Int
    ) throws(PromptFault) -> String {
        guard text.utf8.count <= 8 * most else { throw PromptFault(field, "\(name) has at most \(most) characters.") }
        let kept = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\0", with: "")
        guard kept.unicodeScalars.count <= most else {
            throw PromptFault(field, "\(name) has at most \(most) characters.")
        }
        return kept
    }

    /// The beginning of a text that has no title of its own.
    static func title(of text: String) -> String {
        let line = Tag.plain(text.prefix(400))
        guard line.count > 60 else { return line.isEmpty ? "Untitled" : line }
        let start = line.prefix(60)
        let word = start.lastIndex(of: " ").map { start[..<$0] } ?? start
        return word.trimmingSuffix { ", ".contains($0) } + "…"
    }
}

extension PromptContent {
    /// Whether somebody typed these very words; blanks around them do not count.
    ///
    /// - Parameter negative: the negative prompt; `nil` where the model takes none, which is no difference.
    public func says(_ prompt: String, negative: String?) -> Bool {
        func plain(_ text: String) -> String {
            text.replacing("\r\n", with: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return plain(prompt) == plain(text) && (negative.map { plain($0) == plain(negativeText) } ?? true)
    }
}

/// Why a prompt cannot be saved as it is.
public struct PromptFault: Error, Sendable, Hashable {
    /// The field that it is about: `title`, `text`, `negative_text`, `notes`, `tags`, `model`, `parameters`.
    public var field: String
    /// The sentence a person reads.
    public var sentence: String

    /// Creates a fault.
    public init(_ field: String, _ sentence: String) {
        self.field = field
        self.sentence = sentence
    }
}

extension StringProtocol {
    fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> String {
        var end = endIndex
        while end > startIndex, isDropped(self[index(before: end)]) { end = index(before: end) }
        return String(self[..<end])
    }
}
