/// The parameters behind a header value, as in `form-data; name="a"; filename="b"`.
///
/// Read byte by byte: an accent behind a quote makes another character of both, and the quote is one all the same.
struct HeaderParameters {
    private typealias Bytes = Substring.UTF8View

    private var values: [String: String] = [:]

    init(_ field: String) {
        var rest = Substring(field).utf8
        guard let first = rest.firstIndex(of: Self.semicolon) else { return }
        rest = rest[first...]
        while rest.first == Self.semicolon {
            rest = rest.dropFirst()
            let name = rest.prefix { $0 != Self.equals && $0 != Self.semicolon }
            rest = rest[name.endIndex...]
            guard rest.first == Self.equals else { continue }
            rest = rest.dropFirst()
            let value = Self.value(&rest)
            let key = Substring(name).trimmingBlanks.lowercased()
            if !key.isEmpty, values[key] == nil { values[key] = value }
            rest = rest.drop { $0 != Self.semicolon }
        }
    }

    /// A parameter's value; names are compared without regard to case.
    subscript(name: String) -> String? { values[name] }

    private static func value(_ rest: inout Bytes) -> String {
        guard rest.first == quote else {
            let token = rest.prefix { $0 != semicolon }
            rest = rest[token.endIndex...]
            return String(Substring(token).trimmingBlanks)
        }
        rest = rest.dropFirst()
        var text: [UInt8] = []
        while let byte = rest.popFirst(), byte != quote {
            // Browsers write a quote as %22; others escape it.
            if byte == backslash, let next = rest.first, next == quote || next == backslash {
                text.append(rest.removeFirst())
            } else {
                text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let semicolon = UInt8(ascii: ";")
    private static let equals = UInt8(ascii: "=")
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")
}
