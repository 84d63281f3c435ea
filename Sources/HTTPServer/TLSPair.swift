import CMicrohttpd
import Glibc

/// A certificate chain and its key, read and found to fit. It lies outside of Swift's memory and is only read there;
/// it is freed by its ``TLSCredentials``, as sessions hold its address.
struct TLSPair: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<ctls_pair>

    /// Certificates and keys are some kilobytes.
    private static let largestFile = 1 << 20

    /// When it expires, in seconds since 1970; nil when it does not say.
    var expires: Int64? { pointer.pointee.expires < 0 ? nil : pointer.pointee.expires }

    /// - Throws: ``ServerError/tlsFileUnreadable(path:reason:)``, ``ServerError/tlsFileUnusable(path:reason:)`` or
    ///   ``ServerError/tlsPairMismatch(certificate:key:)``.
    init(_ files: TLSFiles) throws(ServerError) {
        let certificate = try Self.bytes(of: files.certificate)
        let key = try Self.bytes(of: files.key)
        var fault = CTLS_NONE
        var reason: UnsafePointer<CChar>?
        guard let read = ctls_read(certificate, certificate.count, key, key.count, &fault, &reason) else {
            let said = reason.map { String(cString: $0) } ?? ""
            switch fault {
            case CTLS_KEY: throw .tlsFileUnusable(path: files.key, reason: said)
            case CTLS_MISMATCH: throw .tlsPairMismatch(certificate: files.certificate, key: files.key)
            default: throw .tlsFileUnusable(path: files.certificate, reason: said)
            }
        }
        pointer = read
    }

    private static func bytes(of path: String) throws(ServerError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: largestFile)
        var count = 0
        while count < bytes.count {
            let part = bytes[count...].withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if part == 0 { return Array(bytes[..<count]) }
            guard part > 0 else { throw unreadable(path) }
            count += part
        }
        throw .tlsFileUnusable(path: path, reason: "it is too large for that")
    }

    private static func unreadable(_ path: String) -> ServerError {
        .tlsFileUnreadable(path: path, reason: String(cString: strerror(errno)))
    }
}
