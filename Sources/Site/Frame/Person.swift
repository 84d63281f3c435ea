import Accounts

/// Who asks, as far as a browser says: a name in a cookie, to be fair between people and to tell what each spends.
enum Person {
    /// Characters that a name may have at most.
    static let maximumLength = AccountName.maximumLength

    /// A name as it is kept: trimmed, on one line, of a sensible length; `nil` for none.
    static func name(_ text: String) -> String? {
        let words = text.prefix(400).split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
        let plain = words.unicodeScalars.filter { $0.properties.generalCategory != .control }
        let name = String(String.UnicodeScalarView(plain)).prefix(maximumLength)
        // A grapheme can be of any length; what is stored is not.
        return name.isEmpty || name.utf8.count > 4 * maximumLength ? nil : String(name)
    }
}
