/// An address of this house, for what a form or a browser says to go back to; none that leads elsewhere.
enum OwnAddress {
    /// The address, if it begins with one slash: two, or a backslash behind it, are another site to a browser, and so is
    /// whatever has a scheme.
    static func checked(_ text: String) -> String? {
        text.hasPrefix("/") && !text.hasPrefix("//") && !text.hasPrefix("/\\") ? text : nil
    }
}
