import Catalog
import Foundation

/// Prompts as JSON: one object, a version a line, always the same bytes for the same prompts.
enum PromptJSON {
    static let format: Int64 = 1
    static let head = #"{"contactsheet":"prompts","format":1,"prompts":["#
    static let tail = "\n]}\n"

    static func text(of prompt: CarriedPrompt) -> String {
        let head = #"{"key":\#(optional(prompt.key)),"cover":\#(optional(prompt.cover)),"versions":["#
        return head + prompt.versions.map { "\n" + text(of: $0) }.joined(separator: ",") + "]}"
    }

    private static func text(of version: PromptVersion) -> String {
        let content = version.content
        let fields: [(String, String)] = [
            ("title", JSONText.quoted(content.title)),
            ("text", JSONText.quoted(content.text)),
            ("negative_text", JSONText.quoted(content.negativeText)),
            ("notes", JSONText.quoted(content.notes)),
            ("tags", "[" + content.tags.map(JSONText.quoted).joined(separator: ",") + "]"),
            ("model", optional(content.model)),
            ("parameters", content.parameters.json),
            ("message", JSONText.quoted(version.message)),
            ("author", optional(version.person)),
            ("saved_at", JSONText.quoted(Carried.text(version.savedAt))),
            ("picture", optional(version.picture)),
        ]
        return "{" + fields.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }

    private static func optional(_ text: String?) -> String { text.map(JSONText.quoted) ?? "null" }

    /// Reads what ``text(of:)`` writes, in whatever order its fields stand and however it is spaced.
    static func read(_ bytes: [UInt8], from start: Int) throws(CarryFault) -> [CarriedPrompt] {
        var scanner = JSONScanner(bytes, at: start)
        var prompts: [CarriedPrompt]?
        try scanner.object { (scanner, field, place) throws(CarryFault) in
            switch field {
            case "contactsheet":
                guard try scanner.string() == "prompts" else {
                    throw scanner.fault(at: place, "This is no file of prompts.")
                }
            case "format":
                guard case .integer(format) = try scanner.value() else {
                    throw scanner.fault(at: place, "A newer Contactsheet wrote this: format \(format) is known here.")
                }
            case "prompts": prompts = try read(prompts: &scanner)
            default: throw scanner.fault(at: place, "“\(field.prefix(40))” is no field of such a file.")
            }
        }
        try scanner.end()
        guard let prompts else { throw scanner.fault(at: start, "There is no list “prompts” in it.") }
        return prompts
    }

    private static func read(prompts scanner: inout JSONScanner) throws(CarryFault) -> [CarriedPrompt] {
        var prompts: [CarriedPrompt] = []
        var keys: Set<String> = []
        try scanner.array { (scanner, place) throws(CarryFault) in
            var prompt = CarriedPrompt(key: nil, cover: nil, versions: [])
            try scanner.object { (scanner, field, place) throws(CarryFault) in
                switch field {
                case "key":
                    prompt.key = try scanner.optionalString()
                    if let key = prompt.key {
                        guard Carried.isKey(key) else {
                            throw scanner.fault(at: place, "A key is 8 to 64 digits and small letters.")
                        }
                        guard keys.insert(key).inserted else {
                            throw scanner.fault(at: place, "The key \(key) stands twice in this file.")
                        }
                    }
                case "cover":
                    prompt.cover = try sha256(&scanner, place)
                case "versions":
                    try scanner.array { (scanner, _) throws(CarryFault) in
                        prompt.versions.append(try version(&scanner, prompt.versions.count + 1))
                    }
                default: throw scanner.fault(at: place, "“\(field.prefix(40))” is no field of a prompt.")
                }
            }
            guard !prompt.versions.isEmpty else { throw scanner.fault(at: place, "This prompt has no versions.") }
            prompts.append(prompt)
        }
        return prompts
    }

    private static func version(_ scanner: inout JSONScanner, _ number: Int) throws(CarryFault) -> PromptVersion {
        let start = scanner.place
        var draft = CarriedDraft()
        try scanner.object { (scanner, field, place) throws(CarryFault) in
            switch field {
            case "title": draft.title = try scanner.string()
            case "text": draft.text = try scanner.string()
            case "negative_text": draft.negativeText = try scanner.string()
            case "notes": draft.notes = try scanner.string()
            case "tags":
                try scanner.array { (scanner, _) throws(CarryFault) in draft.tags.append(try scanner.string()) }
            case "model": draft.model = try scanner.optionalString()
            case "parameters":
                try scanner.object { (scanner, name, _) throws(CarryFault) in
                    draft.parameters[name] = try scanner.value()
                }
            case "message": draft.message = try scanner.string()
            case "author": draft.author = try scanner.optionalString()
            case "saved_at": draft.savedAt = try scanner.string()
            case "picture": draft.picture = try sha256(&scanner, place)
            default: throw scanner.fault(at: place, "“\(field.prefix(40))” is no field of a version.")
            }
        }
        do throws(PromptFault) { return try draft.version(number) } catch {
            throw scanner.fault(at: start, "\(error.field): \(error.sentence)")
        }
    }

    private static func sha256(_ scanner: inout JSONScanner, _ place: Int) throws(CarryFault) -> String? {
        guard let text = try scanner.optionalString() else { return nil }
        guard Carried.isSHA256(text) else {
            throw scanner.fault(at: place, "A picture is named by 64 hexadecimal digits.")
        }
        return text
    }
}

/// What a version says in a file, before it is looked at.
struct CarriedDraft {
    var title = ""
    var text = ""
    var negativeText = ""
    var notes = ""
    var tags: [String] = []
    var model: String?
    var parameters = ParameterSet()
    var message = ""
    var author: String?
    var savedAt: String?
    var picture: String?

    func version(_ number: Int) throws(PromptFault) -> PromptVersion {
        let name = author ?? ""
        guard Carried.isName(name) else { throw PromptFault("author", "A name is one line of at most 40 characters.") }
        guard let date = savedAt.map(Carried.date) ?? Date(milliseconds: Date().milliseconds) else {
            throw PromptFault("saved_at", "This is no time such as 2026-11-27T08:15:00.123Z.")
        }
        return PromptVersion(
            prompt: 0,
            number: number,
            content: try PromptContent(
                title: title,
                text: text,
                negativeText: negativeText,
                notes: notes,
                tags: tags,
                model: model,
                parameters: parameters
            ),
            message: PromptVersion.message(message),
            picture: picture,
            person: name.isEmpty ? nil : name,
            savedAt: date
        )
    }
}
