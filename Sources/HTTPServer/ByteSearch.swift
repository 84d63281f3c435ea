import CMicrohttpd

/// Search in bytes at the C library's speed.
public enum ByteSearch {
    /// Where `needle` first stands in `bytes`, at or behind `start`.
    public static func first(_ needle: [UInt8], in bytes: [UInt8], from start: Int = 0) -> Int? {
        guard start >= 0, start < bytes.count else { return nil }
        let offset = bytes.withUnsafeBufferPointer { haystack in
            needle.withUnsafeBufferPointer { needle in
                cbytes_find(haystack.baseAddress, haystack.count, start, needle.baseAddress, needle.count)
            }
        }
        return offset < 0 ? nil : offset
    }
}
