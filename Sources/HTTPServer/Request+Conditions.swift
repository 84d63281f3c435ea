extension Request {
    /// Whether the client holds the entity with this tag already: answer ``Response/notModified(etag:weak:)`` and save
    /// the work.
    ///
    /// - Parameter tag: The tag without quotes.
    public func holds(etag tag: String) -> Bool {
        guard let field = field("if-none-match") else { return false }
        return EntityTag(tag).isNamed(in: field)
    }

    /// Whether the client asks for a part of the body.
    var asksForRange: Bool { field("range") != nil }

    /// Whether the client takes gzip: named, or `*`, and not with a weight of zero.
    var acceptsGzip: Bool {
        guard let field = field("accept-encoding") else { return false }
        var starred = false
        for part in field.split(separator: ",") {
            let pieces = part.split(separator: ";").map { $0.trimmingBlanks.lowercased() }
            guard let coding = pieces.first else { continue }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if coding == "gzip" || coding == "x-gzip" { return weight > 0 }
            if coding == "*" { starred = weight > 0 }
        }
        return starred
    }
}
