/// A request target taken apart: the path, strictly decoded, and the query.
struct RequestTarget {
    var path: String
    var segments: [String]
    var query: Query

    init(_ target: String) throws(Refusal) {
        guard target.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .badTarget }
        var rest = target.utf8[...]
        if rest.first != UInt8(ascii: "/") {
            // The absolute form, as a proxy's client sends it: only the path and the query are ours.
            guard let scheme = target.firstRange(of: "://") else { throw .badTarget }
            rest = target[scheme.upperBound...].utf8.drop { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        }
        let encodedPath = rest.prefix { $0 != UInt8(ascii: "?") }
        query = Query(encodedBytes: rest[encodedPath.endIndex...].dropFirst())
        segments = []
        for part in encodedPath.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let segment = PercentCoding.decode(part) else { throw .badTarget }
            segments.append(segment)
        }
        if segments == [""] { segments = [] }
        path = "/" + segments.joined(separator: "/")
    }
}
