import Foundation

/// Bytes as text, in the encodings that picture files use, rightly or not.
enum TextDecoding {
    /// UTF-8 where it is that, else Latin-1: `tEXt` is Latin-1 by the standard, and UTF-8 by many a tool.
    static func plain(_ bytes: ArraySlice<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(Unicode.Scalar(byte)) }
        return String(text)
    }

    /// EXIF's UserComment: eight bytes name the encoding (Exif 2.32, section 4.6.5), or nobody wrote them.
    static func userComment(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> String {
        let rest = bytes.dropFirst(8)
        if bytes.starts(with: "ASCII\0\0\0".utf8) { return plain(rest.trailingZerosTrimmed) }
        if bytes.starts(with: "UNICODE\0".utf8) { return utf16(rest, bigEndian: bigEndian) }
        if bytes.starts(with: "JIS\0\0\0\0\0".utf8) {
            let text = String(data: Data(rest.trailingZerosTrimmed), encoding: .iso2022JP)
            return text ?? plain(rest.trailingZerosTrimmed)
        }
        let isUnnamed = bytes.starts(with: repeatElement(0, count: 8))
        return plain((isUnnamed ? rest : bytes).trailingZerosTrimmed)
    }

    /// UTF-16 by its byte order mark, else in the order in which more of it is ASCII, else in the block's own order.
    ///
    /// The block's order alone does not do: some programs write big-endian text into little-endian blocks.
    static func utf16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> String {
        let high = units(bytes, bigEndian: true)
        let low = units(bytes, bigEndian: false)
        let (highASCII, lowASCII) = (ascii(high), ascii(low))
        let isBig =
            high.first == 0xFEFF || low.first != 0xFEFF && (highASCII == lowASCII ? bigEndian : highASCII > lowASCII)
        let units = (isBig ? high : low).drop { $0 == 0xFEFF || $0 == 0 }
        let end = units.lastIndex { $0 != 0 }.map { $0 + 1 } ?? units.startIndex
        return String(decoding: units[..<end], as: UTF16.self)
    }

    private static func units(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt16] {
        let pairs = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2)
        return pairs.map { at in
            let (first, second) = (UInt16(bytes[at]), UInt16(bytes[at + 1]))
            return bigEndian ? first << 8 | second : second << 8 | first
        }
    }

    private static func ascii(_ units: [UInt16]) -> Int {
        units.reduce(0) { $0 + ((0x20..<0x7F).contains($1) || $1 == 0x0A ? 1 : 0) }
    }
}
