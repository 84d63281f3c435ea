/// What an account may be called.
public enum AccountName {
    /// Characters that it has at most.
    public static let maximumLength = 40

    /// What speaks against a name; `nil` for nothing.
    ///
    /// Two names must not look the same: none has blanks at its ends or two in a row, and none has characters that are
    /// not seen or that turn the writing around.
    public static func fault(_ name: String) -> String? {
        if name.isEmpty { return "A name is needed." }
        if name.count > maximumLength || name.utf8.count > 4 * maximumLength {
            return "A name has at most \(maximumLength) characters."
        }
        let isPlain = name.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
            case .spaceSeparator: scalar == " "
            default: true
            }
        }
        guard isPlain else { return "A name is made of letters that can be seen." }
        guard name.split(separator: " ", omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty }) else {
            return "A name has no blanks at its ends and no two in a row."
        }
        return nil
    }
}
