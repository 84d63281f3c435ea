/// What somebody chose besides the texts: the styles ticked, and what the fields were filled in with.
public struct WordChoices: Sendable, Hashable, Codable {
    /// The styles, in the order in which they are laid over.
    public var styles: [Style]
    /// What was filled in, by the name of the field.
    public var fields: [String: String]

    /// The longest text that may be filled in, in code points.
    public static let longestField = 1000

    /// Creates one.
    public init(styles: [Style] = [], fields: [String: String] = [:]) {
        self.styles = styles
        self.fields = fields
    }
}
