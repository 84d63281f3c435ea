/// Lays a text into a JPEG's EXIF.
enum JPEGEmbedding {
    static func embedding(_ text: String, into bytes: [UInt8]) throws(EmbeddingError) -> [UInt8] {
        let walk = JPEGSegments(bytes)
        guard walk.isWhole else { throw .noPlace }
        let earlier = walk.first(0xE1, opening: "Exif\0\0", in: bytes)
        let block: [UInt8] =
            if let earlier, let exif = EXIF(bytes[earlier.data]) {
                exif.block(withUserComment: text)
            } else {
                EXIF.block(userComment: text)
            }
        let data = Array("Exif\0\0".utf8) + block
        guard data.count + 2 <= 0xFFFF else { throw .tooLong }
        var segment: [UInt8] = [0xFF, 0xE1]
        segment.append16(data.count + 2)
        segment += data

        // Behind JFIF's own segment, which has to be the first where there is one.
        let first = walk.segments.first.flatMap { $0.marker == 0xE0 ? $0.whole.upperBound : nil }
        let place = earlier?.whole ?? (first ?? 2)..<(first ?? 2)
        return bytes[..<place.lowerBound] + segment + bytes[place.upperBound...]
    }
}
