/// A request target taken apart: the path, strictly decoded, and the query.
struct RequestTarget {
    var path: String
    var segments: [String]
    var query: Query

    init(_ target: String) throws(Refusal) {
        guard target.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .badTarget }
        var rest = target.utf8[...]
        if rest.first != UInt8(ascii: "/") {
            // The absolute form, as a proxy's client sends it: only the path is ours.
            guard let scheme = target.firstRange(of: "://") else { throw .badTarget }
            rest = target[scheme.upperBound...].utf8[...]
            rest = rest.drop { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
            if rest.first != UInt8(ascii: "/") { rest = "/".utf8[...] }
        }
        let halves = rest.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        query = halves.count > 1 ? Query(encodedBytes: halves[1]) : [:]
        segments = []
        for part in halves[0].dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let segment = PercentCoding.decode(part) else { throw .badTarget }
            segments.append(segment)
        }
        if segments == [""] { segments = [] }
        path = "/" + segments.joined(separator: "/")
    }
}
