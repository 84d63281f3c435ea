import CZlib

/// How much of a file's texts is read: more than any tool writes, and little enough for any bytes.
struct Allowance {
    /// The largest single text, in bytes as stored and as inflated: a workflow with an embedded picture passes.
    static let textBytes = 2 << 20
    /// The most texts that are tried.
    private var texts = 64
    /// The most bytes of all of them, those included that came to nothing.
    private var bytes = 8 << 20

    /// Whether a text of so many bytes may still be read; it is counted.
    mutating func grants(_ count: Int) -> Bool {
        guard texts > 0, count <= Self.textBytes, count <= bytes else { return false }
        texts -= 1
        bytes -= count
        return true
    }

    /// Inflates a zlib stream; nil when it is damaged or says more than is allowed.
    mutating func inflate(_ deflated: ArraySlice<UInt8>) -> [UInt8]? {
        var capacity = min(max(4 * deflated.count, 1024), Self.textBytes)
        while grants(capacity) {
            var answer = 0
            let inflated = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
                answer = deflated.withUnsafeBufferPointer { source in
                    czlib_inflate(source.baseAddress, source.count, target.baseAddress, target.count)
                }
                count = max(answer, 0)
            }
            if answer >= 0 { return inflated }
            guard answer == Int(CZLIB_NO_ROOM), capacity < Self.textBytes else { return nil }
            capacity = min(4 * capacity, Self.textBytes)
        }
        return nil
    }
}
