/// One hop in a `Forwarded` field (RFC 7239), as in `for="[2001:db8::1]:4711";proto=https`.
struct ForwardedElement: Equatable {
    /// Who spoke to the proxy; nil where that is hidden, unknown or unreadable.
    var client: NetworkAddress?
    /// `http` or `https`, in lower case.
    var scheme: String?

    /// The hops of all fields, from the client's; nil where quotes do not close.
    static func list(_ fields: [String]) -> [ForwardedElement]? {
        var hops: [ForwardedElement] = []
        for field in fields {
            guard let elements = split(Substring(field), at: ",") else { return nil }
            for element in elements {
                guard let pairs = split(element, at: ";") else { return nil }
                hops.append(ForwardedElement(pairs))
            }
        }
        return hops
    }

    private init(_ pairs: [Substring]) {
        for pair in pairs {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { continue }
            let value = Self.unquoted(halves[1].trimmingBlanks)
            switch halves[0].trimmingBlanks.lowercased() {
            case "for": client = Self.address(value[...])
            case "proto": scheme = value.lowercased()
            default: break
            }
        }
    }

    /// An address as proxies write it: `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:80`.
    static func address(_ text: Substring) -> NetworkAddress? {
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]"), isPort(text[text.index(after: end)...]) else { return nil }
            let inner = text[text.index(after: text.startIndex)..<end]
            return inner.contains(":") ? NetworkAddress(inner) : nil
        }
        if let colon = text.firstIndex(of: ":"), !text[text.index(after: colon)...].contains(":") {
            return isPort(text[colon...]) ? NetworkAddress(text[..<colon]) : nil
        }
        return NetworkAddress(text)
    }

    /// Nothing, or a colon and digits.
    private static func isPort(_ text: Substring) -> Bool {
        guard !text.isEmpty else { return true }
        let digits = text.dropFirst().utf8
        return text.first == ":" && (1...5).contains(digits.count) && digits.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func unquoted(_ text: Substring) -> String {
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return String(text) }
        var plain = ""
        var isEscaped = false
        for character in text.dropFirst().dropLast() {
            isEscaped = character == "\\" && !isEscaped
            if !isEscaped { plain.append(character) }
        }
        return plain
    }

    /// The parts between the marks that stand in no quotes; nil where quotes do not close.
    private static func split(_ text: Substring, at mark: Character) -> [Substring]? {
        var parts: [Substring] = []
        var start = text.startIndex
        var isQuoted = false
        var isEscaped = false
        for place in text.indices {
            let character = text[place]
            if isEscaped {
                isEscaped = false
            } else if isQuoted, character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            } else if character == mark, !isQuoted {
                parts.append(text[start..<place])
                start = text.index(after: place)
            }
        }
        guard !isQuoted else { return nil }
        return parts + [text[start...]]
    }
}
