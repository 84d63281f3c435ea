/// The segments of a JPEG before its first scan.
struct JPEGSegments {
    /// One segment.
    struct Segment {
        /// The second byte of its marker.
        let marker: UInt8
        /// Where its data stand in the file, behind the two bytes of the length.
        let data: Range<Int>

        /// Where all of it stands: marker, length and data.
        var whole: Range<Int> { data.lowerBound - 4..<data.upperBound }
    }

    private static let limit = 4096

    /// The segments up to the first scan, or up to the first that cannot be.
    let segments: [Segment]
    /// Whether the walk came to a scan.
    let isWhole: Bool

    /// Walks the segments.
    init(_ bytes: [UInt8]) {
        var segments: [Segment] = []
        var isWhole = false
        var at = 2
        while segments.count < Self.limit, at <= bytes.count - 4, bytes[at] == 0xFF {
            let marker = bytes[at + 1]
            // A marker may have any number of FF in front.
            if marker == 0xFF {
                at += 1
                continue
            }
            guard marker >= 0xC0, !(0xD0...0xD9).contains(marker), let length = bytes.number16(at: at + 2),
                length >= 2, length <= bytes.count - at - 2
            else { break }
            segments.append(Segment(marker: marker, data: at + 4..<at + 2 + length))
            if marker == 0xDA {
                isWhole = true
                break
            }
            at += 2 + length
        }
        self.segments = segments
        self.isWhole = isWhole
    }

    /// The first segment of a marker whose data open with these characters.
    func first(_ marker: UInt8, opening text: StaticString, in bytes: [UInt8]) -> Segment? {
        segments.first { segment in
            segment.marker == marker && segment.data.count >= text.utf8CodeUnitCount
                && bytes.holds(text, at: segment.data.lowerBound)
        }
    }
}
