/// Makes paths fit for a log: without the query, and without what stands behind a first segment that hides a secret,
/// as in `/shared/…`.
struct PathMask: Sendable {
    private let secret: Set<String>

    init(secret: Set<String> = []) {
        self.secret = secret
    }

    /// The path of a request target, in printable ASCII but for the mark of what is hidden.
    func path(_ target: String) -> String {
        var parts = Self.printable(Self.path(of: target)).split(separator: "/", omittingEmptySubsequences: false)
        guard !secret.isEmpty else { return parts.joined(separator: "/") }
        // Anywhere: what is written like such a path and leads nowhere still carries the secret.
        for (place, part) in parts.enumerated().dropLast() where !parts[place + 1].isEmpty {
            if let name = PercentCoding.decode(part.utf8), secret.contains(name) { parts[place + 1] = "…" }
        }
        return parts.joined(separator: "/")
    }

    /// The query of a request target; nil where it has none.
    static func query(of target: String) -> String? {
        target.firstIndex(of: "?").map { printable(target[target.index(after: $0)...]) }
    }

    private static func path(of target: String) -> Substring {
        let whole = target.prefix { $0 != "?" }
        guard !whole.hasPrefix("/"), let scheme = whole.firstRange(of: "://") else { return whole }
        let behind = whole[scheme.upperBound...].drop { $0 != "/" }
        return behind.isEmpty ? "/" : behind
    }

    /// What is no printable ASCII, and so was refused, is escaped.
    private static func printable(_ text: Substring) -> String {
        guard !text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return String(text) }
        return text.utf8.map { byte in
            if (0x21...0x7E).contains(byte) { return String(UnicodeScalar(byte)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count == 1 ? "%0" + digits : "%" + digits
        }.joined()
    }
}
