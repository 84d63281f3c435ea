import CSodium
import Glibc

/// The hash of bytes that come in pieces.
struct SHA256Hasher {
    private var state = crypto_hash_sha256_state()

    init() { crypto_hash_sha256_init(&state) }

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        crypto_hash_sha256_update(&state, bytes.bindMemory(to: UInt8.self).baseAddress, UInt64(bytes.count))
    }

    mutating func finish() -> SHA256Digest {
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256_final(&state, &digest)
        return SHA256Digest(bytes: digest)
    }
}

/// Bytes of a file in pieces, so that none is ever whole in memory.
enum FilePieces {
    private static let size = 1 << 20

    /// Hands out the pieces in order.
    ///
    /// - Throws: what the system says of reading, or what `take` throws.
    static func read(_ descriptor: Int32, _ take: (UnsafeRawBufferPointer) throws(PictureError) -> Void)
        throws(PictureError)
    {
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        defer { piece.deallocate() }
        while true {
            let count = Glibc.read(descriptor, piece.baseAddress, piece.count)
            if count == 0 { return }
            if count < 0 {
                if errno == EINTR { continue }
                throw .system(errno)
            }
            try take(UnsafeRawBufferPointer(rebasing: piece[..<count]))
        }
    }
}
