import Catalog
import Foundation

/// Prompts as a table: a version a row, the oldest first; RFC 4180 with a line of headings.
enum PromptCSV {
    private static let columns = [
        "key", "version", "title", "text", "negative_text", "notes", "tags", "model", "parameters", "message", "author",
        "saved_at", "picture", "cover",
    ]

    static let head = columns.joined(separator: ",") + "\r\n"

    static func text(of prompt: CarriedPrompt) -> String {
        prompt.versions.map { version in
            let content = version.content
            let cells = [
                prompt.key ?? "", String(version.number), content.title, content.text, content.negativeText,
                content.notes, content.tags.joined(separator: ", "), content.model ?? "",
                content.parameters.entries.isEmpty ? "" : content.parameters.json, version.message,
                version.person ?? "", Carried.text(version.savedAt), version.picture ?? "", prompt.cover ?? "",
            ]
            return cells.map(quoted).joined(separator: ",") + "\r\n"
        }.joined()
    }

    private static func quoted(_ cell: String) -> String {
        let isPlain =
            cell.utf8.allSatisfy { !"\",\r\n".utf8.contains($0) }
            && cell.utf8.first != UInt8(ascii: " ") && cell.utf8.last != UInt8(ascii: " ")
        return isPlain ? cell : "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }

    /// Reads a table that has at least the column `text`, in whatever order its columns stand.
    static func read(_ bytes: [UInt8], from start: Int) throws(CarryFault) -> [CarriedPrompt] {
        var scanner = CSVScanner(bytes, at: start)
        guard let names = try scanner.row() else { throw scanner.fault(at: start, "The file is empty.") }
        for (index, name) in names.cells.enumerated() {
            guard columns.contains(name) else {
                throw scanner.fault(at: names.place, "“\(name.prefix(40))” is no column of prompts.")
            }
            guard names.cells.firstIndex(of: name) == index else {
                throw scanner.fault(at: names.place, "The column “\(name)” stands twice.")
            }
        }
        guard names.cells.contains("text") else {
            throw scanner.fault(at: names.place, "The first line names the columns, and “text” is none of them.")
        }
        var prompts: [CarriedPrompt] = []
        var keys: Set<String> = []
        while let row = try scanner.row() {
            guard row.cells.count == names.cells.count else {
                let sentence = "There are \(names.cells.count) headings, and \(row.cells.count) in this row."
                throw scanner.fault(at: row.place, sentence)
            }
            let cells = Dictionary(zip(names.cells, row.cells)) { first, _ in first }
            do throws(PromptFault) {
                try add(cells, to: &prompts, &keys)
            } catch {
                throw scanner.fault(at: row.place, "\(error.field): \(error.sentence)")
            }
        }
        return prompts
    }

    private static func add(
        _ cells: [String: String],
        to prompts: inout [CarriedPrompt],
        _ keys: inout Set<String>
    ) throws(PromptFault) {
        func cell(_ name: String) -> String? { cells[name].flatMap { $0.isEmpty ? nil : $0 } }
        let key = cell("key")
        let goesOn = key != nil && prompts.last?.key == key
        let next = goesOn ? (prompts.last?.versions.count ?? 0) + 1 : 1
        if let given = cell("version"), given != String(next) {
            throw PromptFault("version", "Here version \(next) is expected, not “\(given.prefix(20))”.")
        }
        for name in ["picture", "cover"] {
            guard cell(name).map(Carried.isSHA256) ?? true else {
                throw PromptFault(name, "A picture is named by 64 hexadecimal digits.")
            }
        }
        let version = try draft(cell).version(next)
        if goesOn {
            prompts[prompts.count - 1].versions.append(version)
            prompts[prompts.count - 1].cover = cell("cover")
            return
        }
        if let key {
            guard Carried.isKey(key) else { throw PromptFault("key", "A key is 8 to 64 digits and small letters.") }
            guard keys.insert(key).inserted else {
                throw PromptFault("key", "The versions of a prompt stand in rows one after the other.")
            }
        }
        prompts.append(CarriedPrompt(key: key, cover: cell("cover"), versions: [version]))
    }

    private static func draft(_ cell: (String) -> String?) throws(PromptFault) -> CarriedDraft {
        var draft = CarriedDraft()
        draft.title = cell("title") ?? ""
        draft.text = cell("text") ?? ""
        draft.negativeText = cell("negative_text") ?? ""
        draft.notes = cell("notes") ?? ""
        draft.tags = cell("tags").map { [$0] } ?? []
        draft.model = cell("model")
        if let json = cell("parameters") {
            guard let parameters = try? ParameterSet(json: json) else {
                throw PromptFault("parameters", "This is no JSON object of texts, numbers, true and false.")
            }
            draft.parameters = parameters
        }
        draft.message = cell("message") ?? ""
        draft.author = cell("author")
        draft.savedAt = cell("saved_at")
        draft.picture = cell("picture")
        return draft
    }
}
