/// Why a server does not start.
public enum ServerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Another program listens there.
    case portInUse(host: String, port: UInt16)
    /// Ports below 1024 are for privileged programs.
    case portForbidden(port: UInt16)
    /// No address of this machine: what the system says.
    case unknownHost(String, reason: String)
    /// Anything else: what the system says.
    case cannotListen(host: String, port: UInt16, reason: String)
    /// A certificate or key file cannot be read: what the system says.
    case tlsFileUnreadable(path: String, reason: String)
    /// A certificate or key file is none: what GnuTLS says.
    case tlsFileUnusable(path: String, reason: String)
    /// The key is another certificate's.
    case tlsPairMismatch(certificate: String, key: String)
    /// The server runs already, or has been stopped; one starts once.
    case startedBefore

    /// A sentence for the person who starts it.
    public var sentence: String {
        switch self {
        case .portInUse(let host, let port):
            "Port \(port) on \(host) is in use by another program. Stop it, or choose another port."
        case .portForbidden(let port):
            "Port \(port) needs privileges. Choose one above 1023."
        case .unknownHost(let host, let reason):
            "The host \(host) is no address of this machine (\(reason))."
        case .cannotListen(let host, let port, let reason):
            "The server cannot listen on \(host):\(port) (\(reason))."
        case .tlsFileUnreadable(let path, let reason):
            "\(path) cannot be read (\(reason))."
        case .tlsFileUnusable(let path, let reason):
            "\(path) is no certificate or key in PEM form, or is one with a password (\(reason))."
        case .tlsPairMismatch(let certificate, let key):
            "The key \(key) does not belong to the certificate \(certificate)."
        case .startedBefore:
            "The server has been started before."
        }
    }

    /// As ``sentence``.
    public var description: String { sentence }
}
