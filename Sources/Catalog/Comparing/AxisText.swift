import Foundation

/// Takes the text of an axis apart into its items.
enum AxisText {
    /// The items in order, without spaces around them; quotes keep a comma inside an item.
    ///
    /// Texts may stand one a line, or between `||`, and then commas are theirs; those of whole prompts always are.
    static func items(of text: String, of subject: AxisSubject) -> [String] {
        if subject.isText {
            // Between bars a text may have lines of its own.
            for mark in ["||", "\n"] where text.contains(mark) { return text.components(separatedBy: mark).trimmed }
            if subject != .words { return [text].trimmed }
        }
        return betweenCommas(text).trimmed
    }

    /// As tables of commas and quotes are written: a quote inside quotes stands twice.
    private static func betweenCommas(_ text: String) -> [String] {
        var items: [String] = []
        var item = ""
        var isQuoted = false
        var rest = text[...]
        while let character = rest.popFirst() {
            switch character {
            case "\"" where isQuoted && rest.first == "\"": item.append(rest.removeFirst())
            case "\"" where isQuoted: isQuoted = false
            case "\"" where item.allSatisfy(\.isWhitespace):
                item = ""
                isQuoted = true
            case ",", "\n":
                if isQuoted {
                    item.append(character)
                } else {
                    items.append(item)
                    item = ""
                }
            default: item.append(character)
            }
        }
        return items + [item]
    }
}

extension [String] {
    fileprivate var trimmed: [String] {
        map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
    }
}
