import Foundation

/// Scheme, host and port of an address: what decides whether the key may go along.
struct Origin: Hashable {
    var scheme: String
    var host: String
    var port: Int

    /// The origin of an absolute http or https address without a user name in it, else `nil`.
    init?(_ url: URL) {
        guard let scheme = url.scheme?.lowercased(), let host = url.host(percentEncoded: true)?.lowercased(),
            !host.isEmpty, url.user == nil, url.password == nil
        else { return nil }
        switch scheme {
        case "http": port = url.port ?? 80
        case "https": port = url.port ?? 443
        default: return nil
        }
        self.scheme = scheme
        self.host = host
    }

    init?(_ text: String) {
        guard let url = URL(string: text) else { return nil }
        self.init(url)
    }
}

extension String {
    /// The text as one segment of a path: nothing in it can end the segment.
    var asPathSegment: String {
        let unreserved = CharacterSet(charactersIn: "a"..."z").union(CharacterSet(charactersIn: "A"..."Z"))
            .union(CharacterSet(charactersIn: "0"..."9")).union(CharacterSet(charactersIn: "-._~"))
        // A segment of dots alone would climb, and dots have no other spelling that servers respect.
        if allSatisfy({ $0 == "." }) { return "%2E" + dropFirst() }
        return addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}
