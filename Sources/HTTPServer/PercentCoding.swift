/// Percent-encoding as RFC 3986 and the URL standard write it; the one place that knows it.
enum PercentCoding {
    /// Decodes strictly: nil for a broken escape, a zero byte, or what is not UTF-8.
    static func decode(_ encoded: some Collection<UInt8>) -> String? {
        guard encoded.contains(UInt8(ascii: "%")) else { return text(encoded) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(encoded.count)
        var rest = encoded.makeIterator()
        while let byte = rest.next() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else { return nil }
            bytes.append(high << 4 | low)
        }
        return text(bytes)
    }

    /// Decodes a name or a value of a query or form: `+` is a space, and what is broken stays as it is written.
    static func decodeForm(_ encoded: some Collection<UInt8>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(encoded.count)
        var index = encoded.startIndex
        while index != encoded.endIndex {
            let byte = encoded[index]
            index = encoded.index(after: index)
            if byte == UInt8(ascii: "+") {
                bytes.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"), let (value, next) = escape(encoded[index...]) {
                bytes.append(value)
                index = next
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Encodes a name or a value of a query or form; a space becomes `+`.
    static func encodeForm(_ text: String) -> String {
        encode(text, blank: UInt8(ascii: "+")) { byte in
            isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "*")
        }
    }

    /// Encodes what may not stand in an address (blanks, controls, quotes, everything past ASCII) and nothing else,
    /// so that an address that is right already stays as it is.
    static func encodeAddress(_ text: String) -> String {
        encode(text) { byte in
            (0x21...0x7E).contains(byte) && !Array("\"<>\\^`{|}".utf8).contains(byte)
        }
    }

    /// - Parameter blank: what stands for a blank, where that is not an escape.
    private static func encode(_ text: String, blank: UInt8? = nil, except isPlain: (UInt8) -> Bool) -> String {
        if text.utf8.allSatisfy(isPlain) { return text }
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count * 3)
        for byte in text.utf8 {
            if isPlain(byte) {
                bytes.append(byte)
            } else if byte == UInt8(ascii: " "), let blank {
                bytes.append(blank)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func escape<Bytes: Collection<UInt8>>(_ rest: Bytes) -> (UInt8, Bytes.Index)? {
        guard let first = rest.first.flatMap(digit), let low = rest.dropFirst().first.flatMap(digit) else { return nil }
        return (first << 4 | low, rest.index(rest.startIndex, offsetBy: 2))
    }

    private static func text(_ bytes: some Collection<UInt8>) -> String? {
        bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: false
        }
    }
}
