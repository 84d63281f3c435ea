/// Texts as they are found, within their allowance.
struct Gathering {
    private(set) var entries: [PictureTexts.Entry] = []
    var allowance = Allowance()

    /// Adds a text, unless it is empty.
    mutating func add(_ text: String, at place: PictureTexts.Place) {
        if !text.isEmpty { entries.append(.init(place: place, text: text)) }
    }

    /// Adds a text of bytes, if they may still be read.
    mutating func add(_ bytes: ArraySlice<UInt8>, at place: PictureTexts.Place) {
        if allowance.grants(bytes.count) { add(TextDecoding.plain(bytes), at: place) }
    }

    /// Reads the segments of a JPEG.
    mutating func readJPEG(_ bytes: [UInt8]) {
        for segment in JPEGSegments(bytes).segments {
            let data = bytes[segment.data]
            switch segment.marker {
            case 0xE1 where data.starts(with: "Exif\0\0".utf8): readEXIF(data)
            case 0xE1 where data.starts(with: "http://ns.adobe.com/xap/1.0/\0".utf8): readXMP(data.dropFirst(29))
            case 0xFE: add(data, at: .comment)
            default: break
            }
        }
    }

    /// Reads the chunks of a WebP.
    mutating func readWebP(_ bytes: [UInt8]) {
        for chunk in WebPChunks(bytes).chunks {
            switch chunk.type {
            case WebPChunks.Kind.exif: readEXIF(bytes[chunk.data])
            case WebPChunks.Kind.xmp: readXMP(bytes[chunk.data])
            default: break
            }
        }
    }
}
