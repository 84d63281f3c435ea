/// Where a server's certificate and key lie, as PEM.
public struct TLSFiles: Sendable, Hashable {
    /// The certificate, with those that lead from it to its authority behind it.
    public var certificate: String
    /// The certificate's key, without a password.
    public var key: String

    /// Names the files; they are read when the server starts, and again when they have changed.
    public init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }

    /// Whether everybody on this machine can read the key, or change it.
    var isKeyOpenToOthers: Bool { (FileStamp(key)?.mode ?? 0) & 0o007 != 0 }
}
