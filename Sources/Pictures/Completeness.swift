/// Whether a file goes on to its format's own end.
///
/// Decoders are content once they have the last row, so a file that lost its last bytes may pass them; a picture
/// that was paid for should be kept whole or fetched again.
enum Completeness {
    static func holds(for bytes: [UInt8], as format: PictureFormat) -> Bool {
        switch format {
        case .jpeg: jpegEnds(bytes)
        case .png: pngEnds(bytes)
        case .webp: webpEnds(bytes)
        }
    }

    /// Walks the segments to the first scan; behind it `FF D9` can only be the end of the image.
    private static func jpegEnds(_ bytes: [UInt8]) -> Bool {
        var at = 2
        while at + 4 <= bytes.count {
            guard bytes[at] == 0xFF else { return false }
            let marker = bytes[at + 1]
            if marker == 0xFF {
                at += 1
                continue
            }
            let length = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
            at += 2 + length
            if marker == 0xDA { break }
        }
        var end = bytes.count - 2
        while end >= at {
            if bytes[end] == 0xFF, bytes[end + 1] == 0xD9 { return true }
            end -= 1
        }
        return false
    }

    /// Walks the chunks to `IEND`.
    private static func pngEnds(_ bytes: [UInt8]) -> Bool {
        var at = 8
        while at + 12 <= bytes.count {
            let length = bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
            if bytes[at + 4..<at + 8].elementsEqual("IEND".utf8) { return true }
            at += 12 + length
        }
        return false
    }

    /// The RIFF header tells the length of all that follows it.
    private static func webpEnds(_ bytes: [UInt8]) -> Bool {
        let length = bytes[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
        return bytes.count >= length + 8
    }
}

extension Probe {
    /// Whether the file that was probed goes on to its format's own end.
    public func isWhole(_ bytes: [UInt8]) -> Bool { Completeness.holds(for: bytes, as: format) }
}
