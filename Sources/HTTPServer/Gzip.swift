import CMicrohttpd

/// Compression of whole bodies.
enum Gzip {
    /// Smaller than this, the header and the work cost more than they save.
    static let smallestBody = 1024

    /// Whether bodies of a media type shrink: text in all its names. Types are written in lower case here.
    static func shrinks(type: String) -> Bool {
        let name = type.utf8.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }
        if name.starts(with: "text/".utf8) { return !name.elementsEqual("text/event-stream".utf8) }
        if name.starts(with: "image/".utf8) { return name.elementsEqual("image/svg+xml".utf8) }
        return name.starts(with: "application/".utf8)
            && ["json", "xml", "javascript"].contains { name.reversed().starts(with: $0.utf8.reversed()) }
    }

    /// The bytes in gzip format, or nil where that is not smaller.
    ///
    /// - Parameter level: 1, fast, to 9, small.
    static func compress(_ bytes: [UInt8], level: Int32) -> [UInt8]? {
        let capacity = cgzip_bound(bytes.count)
        let compressed = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            count = bytes.withUnsafeBufferPointer { source in
                cgzip(source.baseAddress, source.count, buffer.baseAddress, buffer.count, level)
            }
        }
        return compressed.isEmpty || compressed.count >= bytes.count ? nil : compressed
    }
}
