/// The first directory of an EXIF block, and the one of the camera's own tags that it points to.
///
/// The block is a TIFF file of its own (Exif 2.32, section 4.5): offsets count from its first byte.
struct EXIF {
    /// One field of a directory.
    struct Field {
        let tag: Int
        let type: Int
        let count: Int
        /// Where its twelve bytes stand in the block.
        let position: Int
        /// Where its value's bytes stand in the block.
        let value: Range<Int>
    }

    /// The tags that are looked at.
    enum Tag {
        static let orientation = 0x0112
        static let exifDirectory = 0x8769
        static let userComment = 0x9286
    }

    /// A camera writes some sixty fields.
    private static let fieldLimit = 512

    let block: [UInt8]
    let bigEndian: Bool
    /// Where the first directory stands.
    let directory: Int

    /// Takes a TIFF block, with or without JPEG's six bytes in front; nil when it does not open as one.
    init?(_ bytes: ArraySlice<UInt8>) {
        let block = Array(bytes.starts(with: Array("Exif\0\0".utf8)) ? bytes.dropFirst(6) : bytes)
        guard block.holds("MM", at: 0) || block.holds("II", at: 0) else { return nil }
        let bigEndian = block[0] == UInt8(ascii: "M")
        guard block.number16(at: 2, bigEndian: bigEndian) == 42,
            let directory = block.number32(at: 4, bigEndian: bigEndian), directory >= 8,
            block.number16(at: directory, bigEndian: bigEndian) != nil
        else { return nil }
        self.block = block
        self.bigEndian = bigEndian
        self.directory = directory
    }

    /// The fields of the first directory.
    var fields: [Field] { fields(at: directory) }

    /// The fields of the camera's directory.
    var cameraFields: [Field] {
        guard let pointer = fields.first(where: { $0.tag == Tag.exifDirectory }),
            let offset = block.number32(at: pointer.value.lowerBound, bigEndian: bigEndian)
        else { return [] }
        return fields(at: offset)
    }

    /// The quarter turns and mirrors that show the picture upright, 1 to 8; nil when none is written.
    var orientation: Int? {
        guard let field = fields.first(where: { $0.tag == Tag.orientation }), field.type == 3 else { return nil }
        return block.number16(at: field.value.lowerBound, bigEndian: bigEndian)
    }

    /// The fields of a directory; those whose value lies outside the block are left out.
    private func fields(at offset: Int) -> [Field] {
        guard let count = block.number16(at: offset, bigEndian: bigEndian) else { return [] }
        return (0..<min(count, Self.fieldLimit)).compactMap { index in
            field(at: offset + 2 + 12 * index)
        }
    }

    private func field(at position: Int) -> Field? {
        guard let tag = block.number16(at: position, bigEndian: bigEndian),
            let type = block.number16(at: position + 2, bigEndian: bigEndian),
            let count = block.number32(at: position + 4, bigEndian: bigEndian),
            let pointer = block.number32(at: position + 8, bigEndian: bigEndian),
            let size = Self.sizes[type]
        else { return nil }
        // Up to four bytes stand in the field itself.
        let length = size * count
        let start = length <= 4 ? position + 8 : pointer
        guard length <= block.count - start else { return nil }
        return Field(tag: tag, type: type, count: count, position: position, value: start..<start + length)
    }

    /// Bytes of one value of each type.
    private static let sizes = [1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8]
}
