import Foundation
import HTTPServer
import Library
import Phrasing

/// A list as somebody wrote it on its page.
struct WildcardForm: Sendable {
    var name: String
    /// With plain line ends, as a page shows it.
    var text: String
    /// Of the list as it was read.
    var version: Int64?
    var fault: String?

    init(sent: Form) {
        name = (sent["name"] ?? "").trimmingCharacters(in: .whitespaces)
        text = (sent["text"] ?? "").replacing("\r\n", with: "\n")
        version = sent["version"].flatMap { Int64($0) }
    }

    /// What there is, or nothing yet.
    init(_ list: WildcardList? = nil) {
        name = list?.name ?? ""
        text = Self.shown(list?.text ?? "")
        version = list?.version
    }

    /// Why it cannot be saved; `nil` where it can.
    var complaint: String? {
        if let complaint = WordLists.complaint(about: name) { return complaint }
        if text.utf8.count > WordList.longest { return "A list can have 4 MB of text." }
        return text.utf8.contains(0) ? "The text contains a character that cannot be kept." : nil
    }

    /// The text as it is kept: with the mark and the line ends of what it was before.
    func kept(over old: WildcardList?) -> String {
        guard let old else { return text }
        if Self.shown(old.text) == text { return old.text }
        let mark = old.text.unicodeScalars.first == "\u{FEFF}" ? "\u{FEFF}" : ""
        return mark + (old.text.contains("\r\n") ? text.replacing("\n", with: "\r\n") : text)
    }

    private static func shown(_ text: String) -> String {
        let plain = text.replacing("\r\n", with: "\n")
        return plain.unicodeScalars.first == "\u{FEFF}" ? String(plain.unicodeScalars.dropFirst()) : plain
    }

    /// What of its values cannot be read, each with its line; so many at most.
    static func faults(in list: WordList, limit: Int = 10) -> [String] {
        var faults: [String] = []
        for value in list.values where value.text.contains("{") || value.text.contains("_") {
            do throws(PhraseFault) { _ = try Phrase(value.text) } catch {
                faults.append("Line \(value.line): \(error.sentence)")
                if faults.count == limit { break }
            }
        }
        return faults
    }
}
