/// What FTS5 is asked: all of these, none of those.
struct MatchExpression {
    /// More alternatives than this are not worth an expression.
    static let mostFacets = 128

    private var required: [String] = []
    private var excluded: [String] = []

    mutating func add(_ term: SearchTerm) {
        if term.isExcluded { excluded.append(term.expression) } else { required.append(term.expression) }
    }

    mutating func require(_ facets: [Int64]) {
        required.append(Self.any(of: facets))
    }

    mutating func exclude(_ facets: [Int64]) {
        if !facets.isEmpty { excluded.append(Self.any(of: facets)) }
    }

    /// - Parameter all: the facet that every image has, which an excluding search needs something to take from.
    func text(all: Int64) -> String? {
        if required.isEmpty, excluded.isEmpty { return nil }
        let base = required.isEmpty ? [Self.any(of: [all])] : required
        return ([base.joined(separator: " AND ")] + excluded).joined(separator: " NOT ")
    }

    private static func any(of facets: [Int64]) -> String {
        let tokens = facets.prefix(mostFacets).map { "\"\($0)\"" }.joined(separator: " OR ")
        return "facets : (\(tokens))"
    }
}
