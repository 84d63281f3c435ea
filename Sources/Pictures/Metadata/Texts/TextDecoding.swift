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
}
