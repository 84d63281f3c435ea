/// Reads JSON from bytes; every method leaves the place behind what it read, or answers nil.
struct JSONParser {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Where the next byte is read.
    var at = 0
    private var depth = 0
    private var values = 0

    /// Takes bytes that outlive it.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// Whether nothing follows but blanks and zeros.
    var isAtEnd: Bool { bytes[at...].allSatisfy { Self.isBlank($0) || $0 == 0 } }

    /// Reads one value.
    mutating func value() -> JSON? {
        values += 1
        guard values <= JSON.valueLimit, let first = next() else { return nil }
        switch first {
        case UInt8(ascii: "{"): return nested { $0.object() }
        case UInt8(ascii: "["): return nested { $0.array() }
        case UInt8(ascii: "\""): return string().map { .string($0) }
        default: return word()
        }
    }

    private mutating func nested(_ read: (inout Self) -> JSON?) -> JSON? {
        guard depth < JSON.depthLimit else { return nil }
        depth += 1
        defer { depth -= 1 }
        at += 1
        return read(&self)
    }

    private mutating func object() -> JSON? {
        var members: [JSON.Member] = []
        while let byte = next(), byte != UInt8(ascii: "}") {
            guard byte == UInt8(ascii: "\""), let name = string(), next() == UInt8(ascii: ":") else { return nil }
            at += 1
            guard let value = value() else { return nil }
            members.append(.init(name: name, value: value))
            guard separator(before: UInt8(ascii: "}")) else { return nil }
        }
        return close() ? .object(members) : nil
    }

    private mutating func array() -> JSON? {
        var elements: [JSON] = []
        while let byte = next(), byte != UInt8(ascii: "]") {
            guard let value = value() else { return nil }
            elements.append(value)
            guard separator(before: UInt8(ascii: "]")) else { return nil }
        }
        return close() ? .array(elements) : nil
    }

    /// Passes a comma; without one, the end has to follow.
    private mutating func separator(before end: UInt8) -> Bool {
        guard let byte = next() else { return false }
        if byte == UInt8(ascii: ",") { at += 1 }
        return byte == UInt8(ascii: ",") || byte == end
    }

    private mutating func close() -> Bool {
        guard at < bytes.count else { return false }
        at += 1
        return true
    }

    /// A number, `true`, `false`, `null`, or one of Python's words for what is no number.
    private mutating func word() -> JSON? {
        let start = at
        while at < bytes.count, Self.isOfWord(bytes[at]) { at += 1 }
        guard at > start, at - start <= 400 else { return nil }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<at]), as: UTF8.self)
        switch text {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null", "NaN", "Infinity", "-Infinity": return .null
        default: return Double(text) == nil ? nil : .number(text)
        }
    }

    /// The next byte that is no blank, without passing it.
    private mutating func next() -> UInt8? {
        while at < bytes.count, Self.isBlank(bytes[at]) { at += 1 }
        return at < bytes.count ? bytes[at] : nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."): true
        default: false
        }
    }
}
