import CMicrohttpd

/// Search in bytes at the C library's speed.
enum ByteSearch {
    /// Where `needle` first stands in `bytes`, at or behind `start`.
    static func first(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard start >= 0, start < bytes.count else { return nil }
        let offset = bytes.withUnsafeBufferPointer { haystack in
            needle.withUnsafeBufferPointer { needle in
                cbytes_find(haystack.baseAddress, haystack.count, start, needle.baseAddress, needle.count)
            }
        }
        return offset < 0 ? nil : offset
    }
}
