/// Lays a text into a WebP's EXIF; a file of the simple form becomes one of the extended.
enum WebPEmbedding {
    static func embedding(_ text: String, into bytes: [UInt8]) throws(EmbeddingError) -> [UInt8] {
        let walk = WebPChunks(bytes)
        guard walk.isWhole, let first = walk.chunks.first, let size = WebPSize(of: first, in: bytes) else {
            throw .noPlace
        }
        let earlier = walk.first(WebPChunks.Kind.exif).flatMap { EXIF(bytes[$0.data]) }
        let exif = chunk("EXIF", earlier?.block(withUserComment: text) ?? EXIF.block(userComment: text))

        var body = Array("WEBP".utf8)
        body += header(size, extended: first.type == WebPChunks.Kind.extended ? bytes[first.data] : nil)
        // EXIF comes behind the pixels and before XMP.
        let kept = walk.chunks.filter { ![WebPChunks.Kind.extended, WebPChunks.Kind.exif].contains($0.type) }
        let xmp = kept.firstIndex { $0.type == WebPChunks.Kind.xmp } ?? kept.count
        for chunk in kept[..<xmp] { body += padded(bytes[chunk.whole]) }
        body += exif
        for chunk in kept[xmp...] { body += padded(bytes[chunk.whole]) }
        guard body.count <= Int(UInt32.max) - 1 else { throw .tooLong }

        var result = Array("RIFF".utf8)
        result.append32(body.count, bigEndian: false)
        return result + body
    }

    /// The extended header with the flag of EXIF set.
    private static func header(_ size: WebPSize, extended: ArraySlice<UInt8>?) -> [UInt8] {
        var data = extended.map { Array($0) } ?? []
        if data.isEmpty {
            data = [size.hasAlpha ? WebPSize.alphaFlag : 0, 0, 0, 0]
            data.append24(size.width - 1)
            data.append24(size.height - 1)
        }
        data[0] |= WebPSize.exifFlag
        return chunk("VP8X", data)
    }

    private static func chunk(_ type: StaticString, _ data: [UInt8]) -> [UInt8] {
        var chunk = type.withUTF8Buffer { Array($0) }
        chunk.append32(data.count, bigEndian: false)
        chunk += data
        return padded(chunk[...])
    }

    /// Filled up to an even length.
    private static func padded(_ chunk: ArraySlice<UInt8>) -> [UInt8] {
        chunk.count % 2 == 0 ? Array(chunk) : chunk + [0]
    }
}
