import COpenSSL

/// The hash of bytes that come in pieces.
///
/// By OpenSSL, which uses the processor's own instructions: an import reads every byte of a folder.
struct SHA256Hasher: ~Copyable {
    /// OpenSSL does not clean up when the program ends: threads that still hash then would find it gone.
    private static let isReady = OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil) == 1

    private let context: OpaquePointer

    init() {
        // Nil only where there is no memory for some two hundred bytes.
        guard Self.isReady, let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            preconditionFailure("OpenSSL cannot hash")
        }
        self.context = context
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    /// The hash; nothing can be added any more.
    consuming func finish() -> SHA256Digest {
        var digest = [UInt8](repeating: 0, count: 32)
        EVP_DigestFinal_ex(context, &digest, nil)
        return SHA256Digest(bytes: digest)
    }
}
