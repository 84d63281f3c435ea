/// The `Cookie` header's way of writing names and values.
enum Cookies {
    /// Reads `a=b; c=d` lines; the first wins where a name repeats, and quotes around a value are taken off. Byte by
    /// byte: an accent behind a semicolon hides it not.
    static func parse(_ lines: [String]) -> [String: String] {
        var cookies: [String: String] = [:]
        let quote = UInt8(ascii: "\"")
        for pair in lines.lazy.flatMap({ $0.utf8.split(separator: UInt8(ascii: ";")) }) {
            let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { continue }
            let name = String(Substring(halves[0]).trimmingBlanks)
            var value = Substring(halves[1]).trimmingBlanks.utf8
            guard !name.isEmpty else { continue }
            if value.count >= 2, value.first == quote, value.last == quote { value = value.dropFirst().dropLast() }
            if cookies[name] == nil { cookies[name] = String(Substring(value)) }
        }
        return cookies
    }

    /// The value of one name, as ``parse(_:)`` would give it: for what is asked at every request.
    static func first(_ name: String, in lines: [String]) -> String? {
        let wanted = name.utf8
        for line in lines where line.utf8.count > wanted.count {
            for pair in line.utf8.split(separator: UInt8(ascii: ";")) {
                let trimmed = pair.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
                guard trimmed.starts(with: wanted) else { continue }
                // The whole of it, by the one rule for all.
                if let value = parse([String(Substring(trimmed))])[name] { return value }
            }
        }
        return nil
    }
}

extension Substring {
    /// Without the blanks and tabs at both ends.
    var trimmingBlanks: Substring {
        var text = utf8
        while text.first.map(Self.isBlank) == true { text.removeFirst() }
        while text.last.map(Self.isBlank) == true { text.removeLast() }
        return Substring(text)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
