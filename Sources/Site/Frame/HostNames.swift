import Foundation
import HTTPServer

/// Refuses names that are not this machine's: a foreign name that is made to point here (DNS rebinding) would let its
/// page read everything as its own.
struct HostNames: Sendable {
    private let names: Set<String>

    /// - Parameters:
    ///   - host: what the server listens on. On loopback only this machine has a name for it; on a network the machine's
    ///     own name counts, too.
    ///   - others: further names by which people reach it.
    init(listeningOn host: String, others: [String] = []) {
        var names: Set<String> = ["localhost", host.lowercased()]
        names.formUnion(others.map { $0.lowercased() })
        if !["127.0.0.1", "::1", "localhost"].contains(host) {
            let name = ProcessInfo.processInfo.hostName.lowercased()
            names.formUnion([name, name + ".local"])
            if let short = name.split(separator: ".").first { names.formUnion([String(short), short + ".local"]) }
        }
        self.names = names
    }

    @Sendable func check(_ request: Request) throws {
        if let host = request.host, !isOurs(host) { throw Problem.foreignName(host) }
    }

    /// Numeric addresses cannot be made to point elsewhere, so they all count.
    func isOurs(_ host: String) -> Bool {
        let bytes = host.utf8
        if bytes.first == UInt8(ascii: "[") { return true }
        let name = bytes.prefix { $0 != UInt8(ascii: ":") }
        if !name.isEmpty, name.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }) { return true }
        return names.contains(String(Substring(name)).lowercased())
    }
}
