/// A request target taken apart: the path, strictly decoded, and the query.
struct RequestTarget {
    var path: String
    var segments: [String]
    var query: Query

    init(_ target: String) throws(Refusal) {
        // As bytes: this is done for every request, and a string's indices cost more than its bytes.
        var rest = Array(target.utf8)[...]
        guard rest.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .badTarget }
        if rest.first != UInt8(ascii: "/") {
            // The absolute form, as a proxy's client sends it: only the path and the query are ours.
            guard let scheme = rest.firstRange(of: Array("://".utf8)) else { throw .badTarget }
            rest = rest[scheme.upperBound...].drop { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        }
        let encodedPath = rest.prefix { $0 != UInt8(ascii: "?") }
        let encodedQuery = rest[encodedPath.endIndex...].dropFirst()
        query = encodedQuery.isEmpty ? [:] : Query(encodedBytes: encodedQuery)
        segments = []
        if encodedPath.count > 1 {
            for part in encodedPath.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
                guard let segment = PercentCoding.decode(part) else { throw .badTarget }
                segments.append(segment)
            }
        }
        path = "/" + segments.joined(separator: "/")
    }
}
