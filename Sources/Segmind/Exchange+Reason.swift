import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

extension Exchange {
    /// Why no answer came, in words for people where the libraries' own are none.
    static func reason(_ error: any Error, _ timeout: Duration) -> String {
        switch error {
        case is DeadlinePassed:
            "no whole answer within \(timeout.formatted(.units(allowed: [.minutes, .seconds, .milliseconds])))"
        case is CancellationError: "the request was cancelled here"
        case let error as IOError: String(cString: strerror(error.errnoCode)).lowercased()
        case let error as NIOConnectionError where error.connectionErrors.isEmpty: "the name \(error.host) is not known"
        case let error as NIOConnectionError: "no connection to \(error.host) port \(error.port)"
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: "no TLS: \(String(describing: error).excerpt)"
        case let error as HTTPClientError: error.shortDescription.lowercased()
        default: String(describing: error).excerpt
        }
    }
}
