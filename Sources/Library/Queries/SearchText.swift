/// What a person typed into the search box, as a question that FTS5 can always read.
///
/// Words must all occur, each may be the beginning of a longer one; nothing typed can break the query.
public struct SearchText: Sendable, Hashable {
    /// As typed, without spaces around it.
    public var typed: String
    private var words: [String]

    /// Reads what was typed; `nil` when there is no word in it. At most 20 words count.
    public init?(_ typed: String) {
        let words = typed.split { !($0.isLetter || $0.isNumber) }.prefix(20).map { String($0.prefix(64)) }
        guard !words.isEmpty else { return nil }
        self.typed = typed
        self.words = words
    }

    /// The MATCH expression: quoted prefixes in the texts, facets as whole tokens.
    func expression(facets: [Facet]) -> String {
        let texts = words.map { "{prompt negative_prompt} : \"\($0)\" *" }
        let tokens = facets.map { "facets : \"\($0.token)\"" }
        return (texts + tokens).joined(separator: " AND ")
    }
}
