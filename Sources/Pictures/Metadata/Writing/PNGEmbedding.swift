/// Lays a text chunk into a PNG, right behind its header.
enum PNGEmbedding {
    private static let keyword = "parameters"

    static func embedding(_ text: String, into bytes: [UInt8]) throws(EmbeddingError) -> [UInt8] {
        let walk = PNGChunks(bytes)
        guard walk.isWhole, let header = walk.chunks.first, header.type == PNGChunks.Kind.header else { throw .noPlace }
        let chunk = chunk(text)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + chunk.count)
        result += bytes[..<header.whole.upperBound]
        result += chunk
        var at = header.whole.upperBound
        for earlier in walk.chunks where isReplaced(earlier, in: bytes) {
            result += bytes[at..<earlier.whole.lowerBound]
            at = earlier.whole.upperBound
        }
        return result + bytes[at...]
    }

    private static func isReplaced(_ chunk: PNGChunks.Chunk, in bytes: [UInt8]) -> Bool {
        [PNGChunks.Kind.text, PNGChunks.Kind.compressedText, PNGChunks.Kind.internationalText].contains(chunk.type)
            && bytes[chunk.data].starts(with: "\(keyword)\0".utf8)
    }

    /// `tEXt` where the text is Latin-1 and does not happen to be UTF-8 as well, else `iTXt`.
    private static func chunk(_ text: String) -> [UInt8] {
        let latin = text.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        let isLatin =
            latin.count == text.unicodeScalars.count
            && (isASCII || String(validating: latin, as: UTF8.self) == nil)
        let (type, data) =
            isLatin
            ? (PNGChunks.Kind.text, Array("\(keyword)\0".utf8) + latin)
            : (PNGChunks.Kind.internationalText, Array("\(keyword)\0\0\0\0\0\(text)".utf8))
        var chunk: [UInt8] = []
        chunk.append32(data.count)
        chunk.append32(type)
        chunk += data
        chunk.append32(PNGChunks.crc(of: chunk[4...]))
        return chunk
    }
}
