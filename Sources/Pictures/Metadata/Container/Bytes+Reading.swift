/// Reading numbers and names out of a file's bytes: nil behind their end, whatever the offsets claim.
extension [UInt8] {
    /// Two bytes as a number, in either order.
    func number16(at offset: Int, bigEndian: Bool = true) -> Int? {
        guard offset >= 0, offset <= count - 2 else { return nil }
        let (first, second) = (Int(self[offset]), Int(self[offset + 1]))
        return bigEndian ? first << 8 | second : second << 8 | first
    }

    /// Three bytes as a number, the lowest first.
    func number24(at offset: Int) -> Int? {
        guard offset >= 0, offset <= count - 3 else { return nil }
        return Int(self[offset]) | Int(self[offset + 1]) << 8 | Int(self[offset + 2]) << 16
    }

    /// Four bytes as a number, in either order.
    func number32(at offset: Int, bigEndian: Bool = true) -> Int? {
        guard let first = number16(at: offset, bigEndian: bigEndian),
            let second = number16(at: offset + 2, bigEndian: bigEndian)
        else { return nil }
        return bigEndian ? first << 16 | second : second << 16 | first
    }

    /// Whether these characters stand at an offset.
    func holds(_ text: StaticString, at offset: Int) -> Bool {
        guard offset >= 0, text.utf8CodeUnitCount <= count - offset else { return false }
        return text.withUTF8Buffer { characters in
            characters.indices.allSatisfy { characters[$0] == self[offset + $0] }
        }
    }

    /// Where a byte first stands in a range.
    func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        self[range].firstIndex(of: byte)
    }
}

/// Writing numbers as files hold them.
extension [UInt8] {
    /// Appends a number as two bytes.
    mutating func append16(_ number: Int, bigEndian: Bool = true) {
        let (high, low) = (UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number))
        append(contentsOf: bigEndian ? [high, low] : [low, high])
    }

    /// Appends a number as three bytes, the lowest first.
    mutating func append24(_ number: Int) {
        append16(number, bigEndian: false)
        append(UInt8(truncatingIfNeeded: number >> 16))
    }

    /// Appends a number as four bytes.
    mutating func append32(_ number: Int, bigEndian: Bool = true) {
        append16(bigEndian ? number >> 16 : number, bigEndian: bigEndian)
        append16(bigEndian ? number : number >> 16, bigEndian: bigEndian)
    }
}
