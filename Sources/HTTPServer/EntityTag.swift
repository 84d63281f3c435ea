/// An entity tag, as `ETag`, `If-None-Match` and `If-Range` carry it.
struct EntityTag: Sendable, Hashable, CustomStringConvertible {
    /// The tag without its quotes.
    var tag: String
    /// Whether it speaks for the meaning only.
    var weak: Bool

    init(_ tag: String, weak: Bool = false) {
        self.tag = String(tag.unicodeScalars.filter { $0.value > 0x20 && $0 != "\"" && $0.value < 0x7F })
        self.weak = weak
    }

    /// Reads one field value, `"tag"` or `W/"tag"`.
    init?(field: some StringProtocol) {
        var text = Substring(field).trimmingBlanks
        weak = text.hasPrefix("W/")
        if weak { text = text.dropFirst(2) }
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return nil }
        tag = String(text.dropFirst().dropLast())
        if tag.contains("\"") { return nil }
    }

    var description: String { (weak ? "W/\"" : "\"") + tag + "\"" }

    /// Whether an `If-None-Match` value, a list or `*`, names this tag; weakly compared, as RFC 9110 says.
    func isNamed(in ifNoneMatch: String) -> Bool {
        let list = ifNoneMatch.utf8
        if list.elementsEqual("*".utf8) { return true }
        // A tag may hold a comma: the list is walked from quote to quote.
        let quote = UInt8(ascii: "\"")
        var rest = list[...]
        while let open = rest.firstIndex(of: quote) {
            let named = rest[rest.index(after: open)...]
            guard let close = named.firstIndex(of: quote) else { return false }
            if named[..<close].elementsEqual(tag.utf8) { return true }
            rest = rest[rest.index(after: close)...]
        }
        return false
    }

    /// Whether an `If-Range` value is this tag; strongly compared.
    func isSame(as ifRange: String) -> Bool {
        guard let other = EntityTag(field: ifRange) else { return false }
        return !weak && !other.weak && other.tag == tag
    }
}
