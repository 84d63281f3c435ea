import CSHA256
import CSodium
import Glibc

/// The hash of bytes that come in pieces.
struct SHA256Hasher {
    /// By the processor's own instructions, or by libsodium where it has none.
    private enum State {
        case instructions(csha256_state)
        case sodium(crypto_hash_sha256_state)
    }

    private static let hasInstructions = csha256_is_available() != 0

    private var state: State

    init(usesInstructions: Bool = true) {
        if usesInstructions, Self.hasInstructions {
            var begun = csha256_state()
            csha256_begin(&begun)
            state = .instructions(begun)
        } else {
            var begun = crypto_hash_sha256_state()
            crypto_hash_sha256_init(&begun)
            state = .sodium(begun)
        }
    }

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        let start = bytes.bindMemory(to: UInt8.self).baseAddress
        switch state {
        case .instructions(var state):
            csha256_add(&state, start, bytes.count)
            self.state = .instructions(state)
        case .sodium(var state):
            crypto_hash_sha256_update(&state, start, UInt64(bytes.count))
            self.state = .sodium(state)
        }
    }

    /// The hash; nothing can be added any more.
    mutating func finish() -> SHA256Digest {
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        switch state {
        case .instructions(var state): csha256_finish(&state, &digest)
        case .sodium(var state): crypto_hash_sha256_final(&state, &digest)
        }
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
