/// A request target taken apart: the path, strictly decoded, and the query.
struct RequestTarget {
    var path: String
    var segments: [String]
    var query: Query

    init(_ target: String) throws(Refusal) {
        // As bytes that lie in a row: this is done for every request, and a string's indices cost more than its bytes.
        var target = target
        guard let parts = target.withUTF8({ Self.parts(of: $0[...]) }) else { throw .badTarget }
        self = parts
    }

    private init(path: String, segments: [String], query: Query) {
        self.path = path
        self.segments = segments
        self.query = query
    }

    private static func parts(of target: Slice<UnsafeBufferPointer<UInt8>>) -> RequestTarget? {
        var rest = target
        guard rest.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        if rest.first != UInt8(ascii: "/") {
            // The absolute form, as a proxy's client sends it: only the path and the query are ours.
            guard let scheme = rest.firstRange(of: "://".utf8),
                ["http", "https"].contains(String(decoding: rest[..<scheme.lowerBound], as: UTF8.self).lowercased())
            else { return nil }
            rest = rest[scheme.upperBound...].drop { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        }
        let encodedPath = rest.prefix { $0 != UInt8(ascii: "?") }
        let encodedQuery = rest[encodedPath.endIndex...].dropFirst()
        let query = encodedQuery.isEmpty ? [:] : Query(encodedBytes: encodedQuery)
        guard encodedPath.count > 1 else { return RequestTarget(path: "/", segments: [], query: query) }
        var segments: [String] = []
        for part in encodedPath.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let segment = PercentCoding.decode(part) else { return nil }
            segments.append(segment)
        }
        let path =
            encodedPath.contains(UInt8(ascii: "%"))
            ? "/" + segments.joined(separator: "/") : String(decoding: encodedPath, as: UTF8.self)
        return RequestTarget(path: path, segments: segments, query: query)
    }
}
