extension Gathering {
    /// Reads the chunks of a PNG, those behind the pixels too.
    mutating func readPNG(_ bytes: [UInt8]) {
        for chunk in PNGChunks(bytes).chunks {
            switch chunk.type {
            case PNGChunks.Kind.text: readText(bytes, chunk.data)
            case PNGChunks.Kind.compressedText: readCompressedText(bytes, chunk.data)
            case PNGChunks.Kind.internationalText: readInternationalText(bytes, chunk.data)
            case PNGChunks.Kind.exif: readEXIF(bytes[chunk.data])
            case PNGChunks.Kind.time: readTime(bytes, chunk.data)
            default: break
            }
        }
    }

    /// `tEXt`: keyword, 0, text.
    private mutating func readText(_ bytes: [UInt8], _ data: Range<Int>) {
        guard let (keyword, end) = Self.keyword(bytes, data) else { return }
        add(bytes[end + 1..<data.upperBound], at: .keyword(keyword))
    }

    /// `zTXt`: keyword, 0, method (0), zlib.
    private mutating func readCompressedText(_ bytes: [UInt8], _ data: Range<Int>) {
        guard let (keyword, end) = Self.keyword(bytes, data), end + 2 <= data.upperBound, bytes[end + 1] == 0,
            let text = allowance.inflate(bytes[end + 2..<data.upperBound])
        else { return }
        add(TextDecoding.plain(text[...]), at: .keyword(keyword))
    }

    /// `iTXt`: keyword, 0, whether compressed, method (0), language, 0, translated keyword, 0, text in UTF-8.
    private mutating func readInternationalText(_ bytes: [UInt8], _ data: Range<Int>) {
        guard let (keyword, end) = Self.keyword(bytes, data), end + 3 <= data.upperBound,
            let language = bytes.firstIndex(of: 0, in: end + 3..<data.upperBound),
            let translation = bytes.firstIndex(of: 0, in: language + 1..<data.upperBound)
        else { return }
        let text = bytes[translation + 1..<data.upperBound]
        if keyword == "XML:com.adobe.xmp" {
            readXMP(bytes[end + 1] == 0 ? text : (allowance.inflate(text) ?? [])[...])
        } else if bytes[end + 1] == 0 {
            add(text, at: .keyword(keyword))
        } else if let inflated = allowance.inflate(text) {
            add(TextDecoding.plain(inflated[...]), at: .keyword(keyword))
        }
    }

    /// `tIME`: year, month, day, hour, minute, second, in UTC.
    private mutating func readTime(_ bytes: [UInt8], _ data: Range<Int>) {
        guard data.count == 7, let year = bytes.number16(at: data.lowerBound), (1...9999).contains(year) else { return }
        let rest = bytes[data.dropFirst(2)].map { number in number < 10 ? "0\(number)" : "\(number)" }
        let years = String(repeating: "0", count: 4 - "\(year)".count) + "\(year)"
        add("\(years)-\(rest[0])-\(rest[1])T\(rest[2]):\(rest[3]):\(rest[4])Z", at: .lastChange)
    }

    /// A keyword of 1 to 79 bytes, and where the 0 behind it stands.
    private static func keyword(_ bytes: [UInt8], _ data: Range<Int>) -> (String, Int)? {
        guard let end = bytes.firstIndex(of: 0, in: data.prefix(80)), end > data.lowerBound else { return nil }
        return (TextDecoding.plain(bytes[data.lowerBound..<end]), end)
    }
}
