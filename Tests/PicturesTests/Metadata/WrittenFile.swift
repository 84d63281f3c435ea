import Pictures

/// Files with texts in them, written here byte by byte as tools write them.
enum WrittenFile {
    /// A chunk of a PNG.
    static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let named = Array(type.utf8) + data
        return big32(data.count) + named + big32(Int(crc32(named)))
    }

    /// A text chunk in Latin-1.
    static func text(_ keyword: String, _ text: String) -> [UInt8] {
        chunk("tEXt", Array("\(keyword)\0".utf8) + text.unicodeScalars.map { UInt8($0.value) })
    }

    /// A text chunk in UTF-8.
    static func international(_ keyword: String, _ text: String) -> [UInt8] {
        chunk("iTXt", Array("\(keyword)\0\0\0\0\0\(text)".utf8))
    }

    /// A PNG with chunks in front of its pixels, and others behind them.
    static func png(_ chunks: [UInt8], behind: [UInt8] = [], pixels: Pixels = scene) throws -> [UInt8] {
        let plain = try pixels.png()
        return plain[..<33] + chunks + plain[33..<plain.count - 12] + behind + plain[(plain.count - 12)...]
    }

    /// A PNG with texts.
    static func png(_ texts: KeyValuePairs<String, String>) throws -> [UInt8] {
        try png(
            texts.flatMap { keyword, words in
                let isLatin = words.unicodeScalars.allSatisfy { $0.value < 256 }
                return isLatin ? text(keyword, words) : international(keyword, words)
            }
        )
    }

    /// A JPEG with segments right behind its first two bytes.
    static func jpeg(_ segments: [(marker: UInt8, data: [UInt8])], pixels: Pixels = scene) throws -> [UInt8] {
        let plain = try pixels.jpeg()
        let written = segments.flatMap { (marker, data) -> [UInt8] in [0xFF, marker] + big16(data.count + 2) + data }
        return plain[..<2] + written + plain[2...]
    }

    /// A WebP of the simple form: nothing but its pixels.
    static func plainWebP(_ pixels: Pixels = scene) throws -> [UInt8] {
        let body = Array("WEBP".utf8) + (try pixelChunk(pixels))
        return Array("RIFF".utf8) + little32(body.count) + body
    }

    /// A WebP of the extended form, with chunks behind its pixels.
    static func webp(_ chunks: KeyValuePairs<String, [UInt8]>, pixels: Pixels = scene) throws -> [UInt8] {
        let header = [0x0C, 0, 0, 0] + little24(pixels.width - 1) + little24(pixels.height - 1)
        var body = Array("WEBP".utf8) + riff("VP8X", header) + (try pixelChunk(pixels))
        for (type, data) in chunks { body += riff(type, data) }
        return Array("RIFF".utf8) + little32(body.count) + body
    }

    /// The chunk of a WebP that holds the pixels; libvips writes others around it.
    private static func pixelChunk(_ pixels: Pixels) throws -> [UInt8] {
        let bytes = try pixels.webp()
        var at = 12
        while !bytes[at...].starts(with: "VP8 ".utf8) { at += 8 + even(bytes, at) }
        return Array(bytes[at..<at + 8 + even(bytes, at)])
    }

    /// A chunk's length with what fills it up.
    private static func even(_ bytes: [UInt8], _ at: Int) -> Int {
        let length = bytes[at + 4..<at + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
        return length + length % 2
    }

    /// The picture in all of them.
    static let scene = Scenes.waves(width: 48, height: 32)

    /// A PNG's checksum, over as many bytes as are given.
    static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { crc, byte in crc >> 8 ^ crcs[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] }
    }

    private static let crcs: [UInt32] = (0..<256).map { (byte: UInt32) -> UInt32 in
        var crc = byte
        for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        return crc
    }

    static func big16(_ number: Int) -> [UInt8] { [UInt8(number >> 8 & 255), UInt8(number & 255)] }
    static func big32(_ number: Int) -> [UInt8] { big16(number >> 16) + big16(number & 0xFFFF) }
    static func little24(_ number: Int) -> [UInt8] { Array(big32(number).reversed()[..<3]) }
    static func little32(_ number: Int) -> [UInt8] { big32(number).reversed() }

    private static func riff(_ type: String, _ data: [UInt8]) -> [UInt8] {
        Array(type.utf8) + little32(data.count) + data + (data.count % 2 == 1 ? [0] : [])
    }
}
