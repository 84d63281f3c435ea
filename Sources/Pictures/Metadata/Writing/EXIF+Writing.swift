extension EXIF {
    /// A block with nothing but a comment in it.
    static func block(userComment: String) -> [UInt8] {
        // "MM", 42, the first directory at 8: no fields, no next one.
        EXIF([0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0])?.block(withUserComment: userComment) ?? []
    }

    /// This block with another comment.
    ///
    /// Nothing of it moves, since fields that are not known (a maker's notes) may hold offsets: both directories are
    /// written once more at the end, and the block's header points there.
    func block(withUserComment comment: String) -> [UInt8] {
        // Read by AUTOMATIC1111 as big-endian in a block of either order.
        var value = Array("UNICODE\0".utf8)
        for unit in comment.utf16 { value.append16(Int(unit)) }

        var result = block
        if result.count % 2 == 1 { result.append(0) }
        let commentAt = result.count
        result += value
        let cameraAt = result.count
        let camera = cameraFields.filter { $0.tag != Tag.userComment }.map { ($0.tag, entry($0)) }
        result += directory(camera + [(Tag.userComment, entry(Tag.userComment, 7, value.count, commentAt))], next: 0)
        let firstAt = result.count
        let first = fields.filter { ![Tag.exifDirectory, Tag.userComment].contains($0.tag) }.map { ($0.tag, entry($0)) }
        result += directory(first + [(Tag.exifDirectory, entry(Tag.exifDirectory, 4, 1, cameraAt))], next: next)

        var pointer: [UInt8] = []
        pointer.append32(firstAt, bigEndian: bigEndian)
        result.replaceSubrange(4..<8, with: pointer)
        return result
    }

    /// Where the directory behind the first one stands, the thumbnail's; 0 when there is none.
    private var next: Int {
        guard let count = block.number16(at: directory, bigEndian: bigEndian) else { return 0 }
        return block.number32(at: directory + 2 + 12 * count, bigEndian: bigEndian) ?? 0
    }

    /// A field's twelve bytes as they are.
    private func entry(_ field: Field) -> [UInt8] {
        Array(block[field.position..<field.position + 12])
    }

    private func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: Int) -> [UInt8] {
        var entry: [UInt8] = []
        entry.append16(tag, bigEndian: bigEndian)
        entry.append16(type, bigEndian: bigEndian)
        entry.append32(count, bigEndian: bigEndian)
        entry.append32(value, bigEndian: bigEndian)
        return entry
    }

    /// A directory, its fields in the order of their tags.
    private func directory(_ entries: [(tag: Int, bytes: [UInt8])], next: Int) -> [UInt8] {
        var directory: [UInt8] = []
        directory.append16(entries.count, bigEndian: bigEndian)
        for entry in entries.sorted(by: { $0.tag < $1.tag }) { directory += entry.bytes }
        directory.append32(next, bigEndian: bigEndian)
        return directory
    }
}
