import CMicrohttpd
import Glibc

/// A listening socket, opened here and not by the library, which does not say why it cannot.
struct ListeningSocket: Sendable {
    let descriptor: Int32
    let port: UInt16

    init(host: String, port: UInt16) throws(ServerError) {
        let found = try Self.resolve(host, port)
        defer { freeaddrinfo(found) }
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let opened = socket(found.pointee.ai_family, kind, 0)
        guard opened >= 0 else { throw Self.error(host, port) }
        // So that a server can start again while connections of its predecessor are in TIME_WAIT.
        var on: Int32 = 1
        setsockopt(opened, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        guard bind(opened, found.pointee.ai_addr, found.pointee.ai_addrlen) == 0, listen(opened, 1024) == 0,
            let chosen = Self.port(of: opened)
        else {
            let error = Self.error(host, port)
            Glibc.close(opened)
            throw error
        }
        descriptor = opened
        self.port = chosen
    }

    /// Lets the system refuse further clients at once; the descriptor stays until ``close()``.
    func refuse() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    func close() {
        Glibc.close(descriptor)
    }

    private static func resolve(_ host: String, _ port: UInt16) throws(ServerError) -> UnsafeMutablePointer<addrinfo> {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var found: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &found)
        guard code == 0, let found else {
            throw .unknownHost(host, reason: String(cString: gai_strerror(code)))
        }
        return found
    }

    private static func port(of descriptor: Int32) -> UInt16? {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &storage) { storage in
            storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        guard result == 0 else { return nil }
        // The port lies at the same place for IPv4 and IPv6.
        return withUnsafeBytes(of: &storage) { UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self)) }
    }

    private static func error(_ host: String, _ port: UInt16) -> ServerError {
        switch errno {
        case EADDRINUSE: .portInUse(host: host, port: port)
        case EACCES: .portForbidden(port: port)
        case EADDRNOTAVAIL: .unknownHost(host, reason: String(cString: strerror(errno)))
        default: .cannotListen(host: host, port: port, reason: String(cString: strerror(errno)))
        }
    }
}
