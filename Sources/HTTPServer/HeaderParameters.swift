/// The parameters behind a header value, as in `form-data; name="a"; filename="b"`.
struct HeaderParameters {
    private var values: [String: String] = [:]

    init(_ field: String) {
        var rest = Substring(field)
        guard let first = rest.firstIndex(of: ";") else { return }
        rest = rest[first...]
        while rest.first == ";" {
            rest = rest.dropFirst()
            let name = rest.prefix { $0 != "=" && $0 != ";" }
            rest = rest.dropFirst(name.count)
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst()
            let value = Self.value(&rest)
            let key = name.trimmingBlanks.lowercased()
            if !key.isEmpty, values[key] == nil { values[key] = value }
            rest = rest.drop { $0 != ";" }
        }
    }

    /// A parameter's value; names are compared without regard to case.
    subscript(name: String) -> String? { values[name] }

    private static func value(_ rest: inout Substring) -> String {
        guard rest.first == "\"" else {
            let token = rest.prefix { $0 != ";" }
            rest = rest.dropFirst(token.count)
            return String(token.trimmingBlanks)
        }
        rest = rest.dropFirst()
        var text = ""
        while let character = rest.popFirst(), character != "\"" {
            // Browsers write a quote as %22; others escape it.
            if character == "\\", let next = rest.first, next == "\"" || next == "\\" {
                text.append(rest.removeFirst())
            } else {
                text.append(character)
            }
        }
        return text
    }
}
