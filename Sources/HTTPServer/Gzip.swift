import CMicrohttpd

/// Compression of whole bodies.
enum Gzip {
    /// Smaller than this, the header and the work cost more than they save.
    static let smallestBody = 1024

    /// Whether bodies of a media type shrink: text in all its names.
    static func shrinks(type: String) -> Bool {
        let name = (type.split(separator: ";").first ?? "").trimmingBlanks.lowercased()
        if name.hasPrefix("text/") { return name != "text/event-stream" }
        if name.hasSuffix("+json") || name.hasSuffix("+xml") { return true }
        return ["application/json", "application/javascript", "application/xml"].contains(name)
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
