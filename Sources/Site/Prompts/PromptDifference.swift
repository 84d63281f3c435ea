import Catalog
import Library

/// What a version says differently from another, field by field, its words marked.
struct PromptDifference {
    let from: PromptContent
    let to: PromptContent
    let modelNames: [String: String]

    /// The fields that differ, each with its words.
    var views: [View] {
        let texts: [(String, String, String)] = [
            ("Title", from.title, to.title),
            ("Prompt", from.text, to.text),
            ("Negative prompt", from.negativeText, to.negativeText),
            ("Notes", from.notes, to.notes),
            ("Tags", from.tags.joined(separator: ", "), to.tags.joined(separator: ", ")),
            ("Model", model(from), model(to)),
            ("Parameters", Self.lines(from), Self.lines(to)),
        ]
        return texts.filter { $0.1 != $0.2 }.map { label, one, other in
            ["label": label, "parts": Self.parts(from: one, to: other)]
        }
    }

    static func parts(from one: String, to other: String) -> [View] {
        WordDifference(from: one, to: other).parts.map { part in
            ["text": part.text, "isAdded": part.kind == .added, "isRemoved": part.kind == .removed]
        }
    }

    private func model(_ content: PromptContent) -> String { content.model.map { modelNames[$0] ?? $0 } ?? "" }

    private static func lines(_ content: PromptContent) -> String { PromptParameters.text(of: content.parameters) }
}
