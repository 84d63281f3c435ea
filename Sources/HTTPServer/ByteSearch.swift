import Glibc

/// Search in bytes at the C library's speed.
enum ByteSearch {
    /// Where `needle` first stands in `bytes`, at or behind `start`.
    static func first(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard start >= 0, start < bytes.count else { return nil }
        return bytes.withUnsafeBytes { haystack in
            needle.withUnsafeBytes { needle in
                guard let base = haystack.baseAddress, let wanted = needle.baseAddress else { return nil }
                return memmem(base + start, haystack.count - start, wanted, needle.count).map { $0 - UnsafeMutableRawPointer(mutating: base) }
            }
        }
    }
}
