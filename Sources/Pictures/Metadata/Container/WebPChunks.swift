/// The chunks of a WebP, found by their lengths alone.
struct WebPChunks {
    /// One chunk.
    struct Chunk {
        /// The four characters of its type, as a number whose highest byte is the first.
        let type: Int
        /// Where its data stand in the file, without the byte that fills up an odd length.
        let data: Range<Int>

        /// Where type, length and data stand.
        var whole: Range<Int> { data.lowerBound - 8..<data.upperBound }
    }

    /// The types that are looked at.
    enum Kind {
        static let extended = 0x5650_3858  // VP8X
        static let lossy = 0x5650_3820  // "VP8 "
        static let lossless = 0x5650_384C  // VP8L
        static let exif = 0x4558_4946  // EXIF
        static let xmp = 0x584D_5020  // "XMP "
    }

    private static let limit = 65_536

    /// The chunks up to the end that the file's header tells, or up to the first whose length is a lie.
    let chunks: [Chunk]
    /// Whether they end exactly where the header says.
    let isWhole: Bool

    /// Walks the chunks.
    init(_ bytes: [UInt8]) {
        var chunks: [Chunk] = []
        let end = min(bytes.count, (bytes.number32(at: 4, bigEndian: false) ?? 0) + 8)
        var at = 12
        while chunks.count < Self.limit, at <= end - 8 {
            guard let type = bytes.number32(at: at), let length = bytes.number32(at: at + 4, bigEndian: false),
                length <= end - at - 8
            else { break }
            chunks.append(Chunk(type: type, data: at + 8..<at + 8 + length))
            at += 8 + length + length % 2
        }
        self.chunks = chunks
        isWhole = at == end
    }

    /// The first chunk of a type.
    func first(_ type: Int) -> Chunk? { chunks.first { $0.type == type } }
}
