/// What the first chunk of a WebP tells (WebP container specification; RFC 6386 section 9.1; VP8L section 3).
struct WebPSize {
    let width: Int
    let height: Int
    let hasAlpha: Bool
    let isAnimated: Bool

    /// Reads the chunk; nil when it is none that a WebP may begin with.
    init?(of chunk: WebPChunks.Chunk, in bytes: [UInt8]) {
        let start = chunk.data.lowerBound
        switch chunk.type {
        case WebPChunks.Kind.extended:
            guard chunk.data.count >= 10, let width = bytes.number24(at: start + 4),
                let height = bytes.number24(at: start + 7)
            else { return nil }
            (self.width, self.height) = (width + 1, height + 1)
            hasAlpha = bytes[start] & Self.alphaFlag != 0
            isAnimated = bytes[start] & Self.animationFlag != 0
        case WebPChunks.Kind.lossy:
            // A key frame: its lowest bit is 0, its start code is fixed, and 14 bits of each side follow.
            guard chunk.data.count >= 10, bytes[start] & 1 == 0, bytes.number24(at: start + 3) == 0x2A_019D,
                let width = bytes.number16(at: start + 6, bigEndian: false),
                let height = bytes.number16(at: start + 8, bigEndian: false)
            else { return nil }
            (self.width, self.height) = (width & 0x3FFF, height & 0x3FFF)
            hasAlpha = false
            isAnimated = false
        case WebPChunks.Kind.lossless:
            guard chunk.data.count >= 5, bytes[start] == 0x2F,
                let bits = bytes.number32(at: start + 1, bigEndian: false), bits >> 29 == 0
            else { return nil }
            (width, height) = (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
            hasAlpha = bits >> 28 & 1 == 1
            isAnimated = false
        default:
            return nil
        }
    }

    /// The bits of the extended header's first byte.
    static let alphaFlag: UInt8 = 0x10
    static let exifFlag: UInt8 = 0x08
    static let animationFlag: UInt8 = 0x02
}
