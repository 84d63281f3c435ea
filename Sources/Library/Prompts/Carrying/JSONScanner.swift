import Catalog

/// Walks through JSON byte by byte and knows where it is: a fault has a line and a column, which Foundation's decoder
/// tells for some faults only.
struct JSONScanner {
    private let bytes: [UInt8]
    private var offset: Int

    init(_ bytes: [UInt8], at start: Int = 0) {
        self.bytes = bytes
        offset = start
    }

    /// Where the next value begins.
    var place: Int {
        var place = offset
        while place < bytes.count, Self.isBlank(bytes[place]) { place += 1 }
        return place
    }

    func fault(at place: Int, _ sentence: String) -> CarryFault { CarryFault(at: place, in: bytes, sentence) }

    /// Reads an object; the visitor reads the value of each field.
    mutating func object(
        _ visit: (inout JSONScanner, _ field: String, _ place: Int) throws(CarryFault) -> Void
    ) throws(CarryFault) {
        try expect("{")
        if take("}") { return }
        var fields: Set<String> = []
        repeat {
            let start = place
            let field = try string()
            guard fields.insert(field).inserted else {
                throw fault(at: start, "“\(field.prefix(40))” stands twice here.")
            }
            try expect(":")
            try visit(&self, field, place)
        } while take(",")
        try expect("}")
    }

    /// Reads a list; the visitor reads each value.
    mutating func array(
        _ visit: (inout JSONScanner, _ place: Int) throws(CarryFault) -> Void
    ) throws(CarryFault) {
        try expect("[")
        if take("]") { return }
        repeat { try visit(&self, place) } while take(",")
        try expect("]")
    }

    /// Reads a text, or `null`.
    mutating func optionalString() throws(CarryFault) -> String? {
        if bytes[min(place, bytes.count)...].starts(with: "null".utf8) {
            offset = place + 4
            return nil
        }
        return try string()
    }

    /// Reads a text.
    mutating func string() throws(CarryFault) -> String {
        let start = place
        try expect("\"")
        var piece = offset
        var text = ""
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                try append(piece..<offset, to: &text)
                offset += 1
                return text
            case UInt8(ascii: "\\"):
                try append(piece..<offset, to: &text)
                text.unicodeScalars.append(try escaped())
                piece = offset
            case ..<0x20:
                throw fault(at: offset, "A line break or control character within a text is written as \\n or \\u….")
            default: offset += 1
            }
        }
        throw fault(at: start, "This text does not end.")
    }

    private func append(_ range: Range<Int>, to text: inout String) throws(CarryFault) {
        guard let piece = String(validating: bytes[range], as: UTF8.self) else {
            throw fault(at: range.lowerBound, "This text is not in UTF-8.")
        }
        text += piece
    }

    private mutating func escaped() throws(CarryFault) -> Unicode.Scalar {
        let start = offset
        offset += 2
        guard start + 1 < bytes.count else { throw fault(at: start, "This text does not end.") }
        switch bytes[start + 1] {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case let byte where "\"\\/".utf8.contains(byte): return Unicode.Scalar(byte)
        case UInt8(ascii: "u"): break
        default: throw fault(at: start, "This is no escape of JSON.")
        }
        let first = try hex(start)
        guard (0xD800..<0xDC00).contains(first) else {
            guard let scalar = Unicode.Scalar(first) else { throw fault(at: start, "Half a character.") }
            return scalar
        }
        guard bytes[offset...].starts(with: "\\u".utf8) else { throw fault(at: start, "Half a character.") }
        offset += 2
        let second = try hex(start)
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw fault(at: start, "Half a character.") }
        return scalar
    }

    private mutating func hex(_ start: Int) throws(CarryFault) -> UInt32 {
        let digits = bytes[offset..<min(offset + 4, bytes.count)]
        guard digits.count == 4, !digits.contains(UInt8(ascii: "+")), !digits.contains(UInt8(ascii: "-")),
            let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw fault(at: start, "Behind \\u stand four hexadecimal digits.") }
        offset += 4
        return number
    }

    /// Reads a text, a number, or yes and no.
    mutating func value() throws(CarryFault) -> ParameterValue {
        let start = place
        if start < bytes.count, bytes[start] == UInt8(ascii: "\"") { return .string(try string()) }
        let word = bytes[min(start, bytes.count)...].prefix { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || "+-.E".utf8.contains(byte)
        }
        let text = String(decoding: word.prefix(64), as: UTF8.self)
        offset = start + word.count
        switch text {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default: break
        }
        guard Self.isNumber(text.utf8) else {
            throw fault(at: start, "Here a text, a number, true or false is expected.")
        }
        if let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite
        else { throw fault(at: start, "This number is too large.") }
        return .number(number)
    }

    /// `-12.5e-3`: a sign, digits without a nought in front, a fraction, an exponent.
    private static func isNumber(_ text: String.UTF8View) -> Bool {
        var rest = text[...]
        func takeDigits() -> Int {
            let digits = rest.prefix { (0x30...0x39).contains($0) }.count
            rest = rest.dropFirst(digits)
            return digits
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let isNought = rest.first == UInt8(ascii: "0")
        let digits = takeDigits()
        guard digits > 0, !isNought || digits == 1 else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard takeDigits() > 0 else { return false }
        }
        if let letter = rest.first, "eE".utf8.contains(letter) {
            rest = rest.dropFirst()
            if let sign = rest.first, "+-".utf8.contains(sign) { rest = rest.dropFirst() }
            guard takeDigits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    /// Nothing but blanks may follow.
    func end() throws(CarryFault) {
        if place < bytes.count { throw fault(at: place, "Something follows behind the end.") }
    }

    private mutating func expect(_ character: Character) throws(CarryFault) {
        guard take(character) else { throw fault(at: place, "Here “\(character)” is expected.") }
    }

    private mutating func take(_ character: Character) -> Bool {
        let place = place
        guard place < bytes.count, bytes[place] == character.asciiValue else { return false }
        offset = place + 1
        return true
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
