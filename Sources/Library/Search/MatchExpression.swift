/// What FTS5 is asked: all of these, none of those.
struct MatchExpression {
    /// More alternatives than this are not worth an expression.
    static let mostFacets = 128

    /// Expressions of all that must be there, and of all that must not.
    private struct Part {
        var required: [String] = []
        var excluded: [String] = []

        func text(all: String) -> String? {
            if required.isEmpty, excluded.isEmpty { return nil }
            return ([(required.isEmpty ? [all] : required).joined(separator: " AND ")] + excluded)
                .joined(separator: " NOT ")
        }
    }

    private var words = Part()
    private var facets = Part()
    /// The same facets as conditions on a row of `image`, for where another index leads.
    private(set) var facetTests: [SQLPiece] = []

    mutating func add(_ term: SearchTerm, in columns: String? = nil) {
        let expression = columns.map(term.expression(in:)) ?? term.expression
        if term.isExcluded { words.excluded.append(expression) } else { words.required.append(expression) }
    }

    mutating func require(_ ids: [Int64]) {
        facets.required.append(Self.any(of: ids))
        facetTests.append(Self.test(ids))
    }

    mutating func exclude(_ ids: [Int64]) {
        guard !ids.isEmpty else { return }
        facets.excluded.append(Self.any(of: ids))
        let test = Self.test(ids)
        facetTests.append(SQLPiece(sql: "NOT \(test.sql)", arguments: test.arguments))
    }

    /// - Parameter all: the facet that every image has, which an excluding search needs something to take from.
    func text(all: Int64) -> String? {
        let both = Part(required: words.required + facets.required, excluded: words.excluded + facets.excluded)
        return both.text(all: Self.any(of: [all]))
    }

    /// The words alone.
    func wordText(all: Int64) -> String? { words.text(all: Self.any(of: [all])) }

    /// `image.facets` is a JSON array without blanks: an id stands in it in one of three ways.
    private static func test(_ ids: [Int64]) -> SQLPiece {
        let ways = ids.prefix(mostFacets).flatMap { [",\($0),", "[\($0),", ",\($0)]"] }
        let tests = ways.map { _ in "instr(image.facets, ?)" }.joined(separator: " OR ")
        return SQLPiece(sql: "(\(tests))", arguments: ways)
    }

    private static func any(of facets: [Int64]) -> String {
        let tokens = facets.prefix(mostFacets).map { "\"\($0)\"" }.joined(separator: " OR ")
        return "facets : (\(tokens))"
    }
}
