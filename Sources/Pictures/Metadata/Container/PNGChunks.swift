import CZlib

/// The chunks of a PNG, found by their lengths alone: nothing is decoded.
struct PNGChunks {
    /// One chunk.
    struct Chunk {
        /// The four letters of its type, as a number.
        let type: Int
        /// Where its data stand in the file.
        let data: Range<Int>

        /// Where all of it stands: length, type, data and CRC.
        var whole: Range<Int> { data.lowerBound - 8..<data.upperBound + 4 }
    }

    /// The types that are looked at.
    enum Kind {
        static let header = 0x4948_4452  // IHDR
        static let pixels = 0x4944_4154  // IDAT
        static let end = 0x4945_4E44  // IEND
        static let text = 0x7445_5874  // tEXt
        static let compressedText = 0x7A54_5874  // zTXt
        static let internationalText = 0x6954_5874  // iTXt
        static let exif = 0x6558_4966  // eXIf
        static let time = 0x7449_4D45  // tIME
        static let animation = 0x6163_544C  // acTL
    }

    /// A PNG of 64 MiB in chunks of 8 KiB has 8,192.
    private static let limit = 65_536

    /// The chunks up to `IEND`, or up to the first whose length is a lie; of those of pixels only the first.
    let chunks: [Chunk]
    /// Whether the walk came to `IEND`.
    let isWhole: Bool

    /// Walks the chunks.
    init(_ bytes: [UInt8]) {
        var chunks: [Chunk] = []
        var isWhole = false
        var hasPixels = false
        var at = 8
        for _ in 0..<Self.limit {
            guard let length = bytes.number32(at: at), let type = bytes.number32(at: at + 4),
                length <= bytes.count - at - 12
            else { break }
            if type != Kind.pixels || !hasPixels {
                chunks.append(Chunk(type: type, data: at + 8..<at + 8 + length))
            }
            hasPixels = hasPixels || type == Kind.pixels
            if type == Kind.end {
                isWhole = true
                break
            }
            at += 12 + length
        }
        self.chunks = chunks
        self.isWhole = isWhole
    }

    /// The first chunk of a type.
    func first(_ type: Int) -> Chunk? { chunks.first { $0.type == type } }

    /// Whether a chunk's CRC is the one of its type and data.
    static func isSound(_ chunk: Chunk, in bytes: [UInt8]) -> Bool {
        bytes.number32(at: chunk.data.upperBound) == crc(of: bytes[chunk.data.lowerBound - 4..<chunk.data.upperBound])
    }

    /// The CRC over a chunk's type and data.
    static func crc(of bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBufferPointer { Int(czlib_crc32($0.baseAddress, $0.count)) }
    }
}
