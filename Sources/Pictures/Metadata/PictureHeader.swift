/// What the first bytes of a sound file tell, without libvips: a folder of many thousand is looked through faster.
///
/// It is strict: a file with anything unusual (an animation, another depth, four channels, a length that is a lie)
/// gives nil, and ``Probe`` decides. What it does tell is what ``Probe`` tells of the same bytes, unless a table for
/// the pixels is damaged. That the pixels behind the header are sound is not said.
public struct PictureHeader: Sendable, Equatable {
    /// The format by the file's signature.
    public let format: PictureFormat
    /// Pixels across, once turned upright as the file asks.
    public let width: Int
    /// Pixels down, once turned upright as the file asks.
    public let height: Int

    /// Reads the header of a whole file.
    public init?(_ bytes: [UInt8]) {
        guard let format = PictureFormat(signatureOf: bytes) else { return nil }
        let facts: Facts? =
            switch format {
            case .png: Self.png(bytes)
            case .jpeg: Self.jpeg(bytes)
            case .webp: Self.webp(bytes)
            }
        guard let facts, facts.width > 0, facts.height > 0 else { return nil }
        var liesOnItsSide = false
        if let block = facts.exif {
            guard let exif = EXIF(block) else { return nil }
            let orientation = exif.orientation ?? 1
            guard (1...8).contains(orientation) else { return nil }
            liesOnItsSide = orientation >= 5
        }
        self.format = format
        width = liesOnItsSide ? facts.height : facts.width
        height = liesOnItsSide ? facts.width : facts.height
    }

    private struct Facts {
        let width: Int
        let height: Int
        var exif: ArraySlice<UInt8>?
    }

    private static func png(_ bytes: [UInt8]) -> Facts? {
        let walk = PNGChunks(bytes)
        guard walk.isWhole, let header = walk.chunks.first, header.type == PNGChunks.Kind.header,
            header.data.count == 13, PNGChunks.isSound(header, in: bytes), walk.first(PNGChunks.Kind.pixels) != nil,
            walk.first(PNGChunks.Kind.animation) == nil,
            let width = bytes.number32(at: 16), let height = bytes.number32(at: 20),
            bytes[24] == 8, [0, 2, 3, 4, 6].contains(bytes[25]), bytes[26] == 0, bytes[27] == 0, bytes[28] <= 1
        else { return nil }
        return Facts(width: width, height: height, exif: walk.first(PNGChunks.Kind.exif).map { bytes[$0.data] })
    }

    private static func jpeg(_ bytes: [UInt8]) -> Facts? {
        let walk = JPEGSegments(bytes)
        let frames = walk.segments.filter {
            (0xC0...0xCF).contains($0.marker) && ![0xC4, 0xC8, 0xCC].contains($0.marker)
        }
        // Baseline, extended and progressive, of one or three channels of 8 bits.
        guard walk.isWhole, Completeness.holds(for: bytes, as: .jpeg), frames.count == 1, let frame = frames.first,
            frame.marker <= 0xC2, frame.data.count >= 6, bytes[frame.data.lowerBound] == 8,
            let height = bytes.number16(at: frame.data.lowerBound + 1),
            let width = bytes.number16(at: frame.data.lowerBound + 3),
            [1, 3].contains(bytes[frame.data.lowerBound + 5])
        else { return nil }
        return Facts(
            width: width,
            height: height,
            exif: walk.first(0xE1, opening: "Exif\0\0", in: bytes).map { bytes[$0.data] }
        )
    }

    private static func webp(_ bytes: [UInt8]) -> Facts? {
        let walk = WebPChunks(bytes)
        // The size of the whole has to be the size of the pixels that are there.
        guard walk.isWhole, let first = walk.chunks.first, let size = WebPSize(of: first, in: bytes),
            !size.isAnimated,
            let pixels = walk.chunks.first(where: {
                [WebPChunks.Kind.lossy, WebPChunks.Kind.lossless].contains($0.type)
            }),
            let inner = WebPSize(of: pixels, in: bytes), inner.width == size.width, inner.height == size.height
        else { return nil }
        return Facts(
            width: size.width,
            height: size.height,
            exif: walk.first(WebPChunks.Kind.exif).map { bytes[$0.data] }
        )
    }
}
