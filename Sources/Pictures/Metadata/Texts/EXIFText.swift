/// The fields of EXIF in which tools leave texts.
public enum EXIFText: Int, Sendable, Hashable, CaseIterable {
    /// What the picture shows.
    case imageDescription = 0x010E
    /// The camera's maker; ComfyUI's WebP has its workflow here.
    case make = 0x010F
    /// The camera's model; ComfyUI's WebP has its graph here, SwarmUI's earlier files their parameters.
    case model = 0x0110
    /// The program that wrote the file.
    case software = 0x0131
    /// When the file was last changed.
    case dateTime = 0x0132
    /// When the picture was made.
    case dateTimeOriginal = 0x9003
    /// The offset of that time from UTC.
    case offsetTimeOriginal = 0x9011
    /// A maker's own notes; Fooocus has the name of its scheme here.
    case makerNote = 0x927C
    /// The comment of whoever made the picture: most tools' place for their parameters.
    case userComment = 0x9286
    /// Windows' comment.
    case windowsComment = 0x9C9C
}

extension Gathering {
    /// Reads the texts of an EXIF block.
    mutating func readEXIF(_ bytes: ArraySlice<UInt8>) {
        guard allowance.grants(bytes.count), let exif = EXIF(bytes) else { return }
        // Pillow writes the camera's fields into the first directory when nobody stops it.
        for field in exif.fields + exif.cameraFields {
            guard let tag = EXIFText(rawValue: field.tag), [1, 2, 7].contains(field.type),
                allowance.grants(field.value.count)
            else { continue }
            let value = exif.block[field.value]
            let text =
                switch tag {
                case .userComment: TextDecoding.userComment(value, bigEndian: exif.bigEndian)
                case .windowsComment: TextDecoding.utf16(value, bigEndian: false)
                default: TextDecoding.plain(value.trailingZerosTrimmed)
                }
            add(text, at: .exif(tag))
        }
    }
}

extension ArraySlice<UInt8> {
    /// Without the zeros at the end, which EXIF counts as part of a text.
    var trailingZerosTrimmed: ArraySlice<UInt8> {
        self[..<((lastIndex { $0 != 0 }).map { $0 + 1 } ?? startIndex)]
    }
}
