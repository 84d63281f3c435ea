/// zlib streams, written without zlib.
enum WrittenZlib {
    /// The bytes as they are, in blocks that are stored.
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(0xFFFF)
            rest = rest.dropFirst(block.count)
            let length = Array(WrittenFile.big16(block.count).reversed())
            stream += [rest.isEmpty ? 1 : 0] + length + length.map { ~$0 } + block
        } while !rest.isEmpty
        return stream + WrittenFile.big32(adler(bytes))
    }

    /// A bomb: a letter and so many repeats of 258 more, in a fixed Huffman block of 13 bits a repeat.
    static func bomb(repeats: Int) -> [UInt8] {
        var bits = Bits()
        bits.append(0b1, 1)
        bits.append(0b01, 2)
        bits.appendCode(0x30 + 0x41, 8)
        for _ in 0..<repeats {
            bits.appendCode(0b1100_0101, 8)
            bits.appendCode(0, 5)
        }
        bits.appendCode(0, 7)
        // Of a real bomb nobody comes to the checksum.
        let length = repeats > 10_000 ? 0 : 1 + 258 * repeats
        return [0x78, 0x01] + bits.bytes + WrittenFile.big32(adler(Array(repeating: 0x41, count: length)))
    }

    private static func adler(_ bytes: [UInt8]) -> Int {
        var (low, high) = (1, 0)
        for byte in bytes {
            low = (low + Int(byte)) % 65521
            high = (high + low) % 65521
        }
        return high << 16 | low
    }

    private struct Bits {
        private(set) var bytes: [UInt8] = []
        private var used = 8

        /// Lowest bit first.
        mutating func append(_ value: Int, _ count: Int) {
            for bit in 0..<count {
                if used == 8 {
                    bytes.append(0)
                    used = 0
                }
                if value >> bit & 1 == 1 { bytes[bytes.count - 1] |= 1 << used }
                used += 1
            }
        }

        /// A Huffman code: highest bit first.
        mutating func appendCode(_ code: Int, _ count: Int) {
            for bit in (0..<count).reversed() { append(code >> bit & 1, 1) }
        }
    }
}
