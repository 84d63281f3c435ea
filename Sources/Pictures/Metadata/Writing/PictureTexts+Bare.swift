extension PictureTexts {
    /// A copy of a picture's file that says nothing beside its pixels: without texts, EXIF, XMP, comments and times.
    ///
    /// The pixels and their colours are copied byte by byte, and a JPEG stays the right way up.
    ///
    /// - Throws: ``EmbeddingError/noPlace`` for what is no whole picture.
    public static func bare(_ bytes: [UInt8]) throws(EmbeddingError) -> [UInt8] {
        switch PictureFormat(signatureOf: bytes) {
        case .png: try barePNG(bytes)
        case .jpeg: try bareJPEG(bytes)
        case .webp: try bareWebP(bytes)
        case nil: throw .noPlace
        }
    }

    /// What a PNG may carry besides its pixels that says how they look, or moves them.
    private static let colours: Set = [
        "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "cICP", "tRNS", "bKGD", "pHYs", "acTL", "fcTL", "fdAT",
    ]
    /// The chunks of a WebP that are its pixels, or say how they look.
    private static let pixels: Set = ["VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"]

    private static func name(of type: Int) -> String {
        String(decoding: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: type >> $0) }, as: UTF8.self)
    }

    private static func barePNG(_ bytes: [UInt8]) throws(EmbeddingError) -> [UInt8] {
        let walk = PNGChunks(bytes)
        guard walk.isWhole, let end = walk.chunks.last else { throw .noPlace }
        // A small first letter marks what a reader may do without.
        let cuts = walk.chunks.filter { chunk in
            chunk.type & 0x2000_0000 != 0 && !colours.contains(name(of: chunk.type))
        }.map(\.whole)
        return copy(bytes[..<end.whole.upperBound], without: cuts)
    }

    /// Of the application's segments those stay that say what colours mean: JFIF's, ICC's and Adobe's.
    private static func bareJPEG(_ bytes: [UInt8]) throws(EmbeddingError) -> [UInt8] {
        let walk = JPEGSegments(bytes)
        guard walk.isWhole else { throw .noPlace }
        let cuts = walk.segments.filter { segment in
            let isApplications = (0xE0...0xEF).contains(segment.marker) && ![0xE0, 0xE2, 0xEE].contains(segment.marker)
            return isApplications || segment.marker == 0xFE
        }.map(\.whole)
        let copy = copy(bytes[...], without: cuts)
        let exif = walk.first(0xE1, opening: "Exif\0\0", in: bytes).flatMap { EXIF(bytes[$0.data]) }
        guard let orientation = exif?.orientation, (2...8).contains(orientation) else { return copy }
        return copy[..<2] + segment(orientation: UInt8(orientation)) + copy[2...]
    }

    /// EXIF with one field, the orientation.
    private static func segment(orientation: UInt8) -> [UInt8] {
        let head: [UInt8] = [0xFF, 0xE1, 0, 34] + Array("Exif\0\0MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1]
        return head + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
    }

    private static func bareWebP(_ bytes: [UInt8]) throws(EmbeddingError) -> [UInt8] {
        let walk = WebPChunks(bytes)
        guard walk.isWhole else { throw .noPlace }
        var body = Array("WEBP".utf8)
        for chunk in walk.chunks where pixels.contains(name(of: chunk.type)) {
            let start = body.count
            body += bytes[chunk.whole]
            if body.count % 2 == 1 { body.append(0) }
            // The header's flags of EXIF and XMP.
            if chunk.type == WebPChunks.Kind.extended, !chunk.data.isEmpty { body[start + 8] &= ~0x0C }
        }
        var result = Array("RIFF".utf8)
        result.append32(body.count, bigEndian: false)
        return result + body
    }

    private static func copy(_ bytes: ArraySlice<UInt8>, without cuts: [Range<Int>]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var at = bytes.startIndex
        for cut in cuts {
            result += bytes[at..<cut.lowerBound]
            at = cut.upperBound
        }
        return result + bytes[at...]
    }
}
