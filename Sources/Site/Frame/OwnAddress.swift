/// An address of this house, for what a form or a browser says to go back to; none that leads elsewhere.
enum OwnAddress {
    /// The address, if it begins with one slash: two, or a backslash behind it, are another site to a browser, and so is
    /// whatever has a scheme. Browsers drop tabs and line ends before they read an address, so it has none of them.
    static func checked(_ text: String) -> String? {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        return text.hasPrefix("/") && !text.hasPrefix("//") && !text.hasPrefix("/\\") ? text : nil
    }
}
