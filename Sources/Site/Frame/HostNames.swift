import Foundation
import HTTPServer

/// Refuses names that are not this machine's: a foreign name that is made to point here (DNS rebinding) would let its
/// page read everything as its own.
struct HostNames: Sendable {
    private let names: Set<String>

    /// - Parameter host: what the server listens on. On loopback only this machine has a name for it; on a network the
    ///   machine's own name counts, too.
    init(listeningOn host: String) {
        var names: Set<String> = ["localhost", host.lowercased()]
        if !["127.0.0.1", "::1", "localhost"].contains(host) {
            let name = ProcessInfo.processInfo.hostName.lowercased()
            names.formUnion([name, name + ".local"])
            if let short = name.split(separator: ".").first { names.formUnion([String(short), short + ".local"]) }
        }
        self.names = names
    }

    @Sendable func check(_ request: Request, next: Router.Next) async throws -> Response {
        guard let host = request.host else { return try await next(request) }
        guard isOurs(host) else { throw Problem.foreignName(host) }
        return try await next(request)
    }

    /// Numeric addresses cannot be made to point elsewhere, so they all count.
    func isOurs(_ host: String) -> Bool {
        let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } : host.prefix { $0 != ":" }
        return name.hasPrefix("[") || !name.isEmpty && name.allSatisfy { $0.isNumber || $0 == "." }
            || names.contains(name.lowercased())
    }
}
