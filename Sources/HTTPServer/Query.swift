/// The part of an address after `?`, or the fields of a form: names and values in order, names may repeat.
///
/// It reads (`query["q"]`), builds links (`query.setting("page", to: "2").encoded`), and keeps the order it was given.
public struct Query: Sendable, Hashable {
    /// One name with its value, both decoded.
    public struct Pair: Sendable, Hashable {
        /// The name.
        public var name: String
        /// The value; empty where none was given.
        public var value: String

        /// Creates a pair.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The pairs in order.
    public var pairs: [Pair]

    /// Creates a query from names and values.
    public init(_ pairs: [(String, String)] = []) {
        self.pairs = pairs.map { Pair(name: $0.0, value: $0.1) }
    }

    /// Decodes `a=b&c=d`. What is wrongly encoded stays as it is written: a person's `100%` is no error.
    public init(encoded: some StringProtocol) {
        self.init(encodedBytes: encoded.utf8)
    }

    init(encodedBytes: some Collection<UInt8>) {
        pairs = encodedBytes.split(separator: UInt8(ascii: "&")).map { part in
            let halves = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return Pair(
                name: PercentCoding.decodeForm(halves[0]),
                value: halves.count > 1 ? PercentCoding.decodeForm(halves[1]) : ""
            )
        }
    }

    /// `a=b&c=d`, percent-encoded, without the question mark; empty when there are no pairs.
    public var encoded: String {
        pairs.map { PercentCoding.encodeForm($0.name) + "=" + PercentCoding.encodeForm($0.value) }
            .joined(separator: "&")
    }

    /// Whether there are no pairs.
    public var isEmpty: Bool { pairs.isEmpty }

    /// The names, each once, in the order of their first appearance.
    public var names: [String] {
        var seen: Set<String> = []
        return pairs.map(\.name).filter { seen.insert($0).inserted }
    }

    /// The first value of a name; nil when the name is absent, empty when it has no value.
    public subscript(name: String) -> String? {
        pairs.first { $0.name == name }?.value
    }

    /// Every value of a name, in order.
    public func all(_ name: String) -> [String] {
        pairs.lazy.filter { $0.name == name }.map(\.value)
    }

    /// The same query with one value for a name, in the place of its first appearance, or at the end.
    public func setting(_ name: String, to value: String) -> Query {
        var query = self
        let first = pairs.firstIndex { $0.name == name }
        query.pairs.removeAll { $0.name == name }
        query.pairs.insert(Pair(name: name, value: value), at: first ?? query.pairs.endIndex)
        return query
    }

    /// The same query without a name.
    public func removing(_ name: String) -> Query {
        var query = self
        query.pairs.removeAll { $0.name == name }
        return query
    }
}

extension Query: ExpressibleByDictionaryLiteral {
    /// Creates a query from a literal, in its order.
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements)
    }
}
