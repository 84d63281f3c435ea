import AsyncHTTPClient
import Foundation
import NIOCore

extension SegmindClient {
    /// How many requests can be under way at once.
    public static let connections = 64

    /// Where the service is, the key to it, and how long and how much to wait for.
    public struct Configuration: Sendable {
        /// Where `/v1` and `/v2` are, without a slash at the end.
        public let baseURL: String
        /// Where the request history is, without a slash at the end.
        public let historyURL: String
        /// The API key. It is sent to the two hosts above and to no other, and never printed.
        public let key: String
        /// To make a connection, name look-up and TLS included.
        public var connectTimeout: Duration = .seconds(10)
        /// For a submit, a status, a result or a page of history, from start to end.
        public var callTimeout: Duration = .seconds(60)
        /// For a synchronous request, which answers only when the picture is made.
        public var generateTimeout: Duration = .seconds(600)
        /// For fetching one picture, redirects included.
        public var downloadTimeout: Duration = .seconds(180)
        /// The longest JSON answer that is read. Pictures can come inside it as base64.
        public var maximumJSONBytes = 64 << 20
        /// The largest picture that is read.
        public var maximumPictureBytes = 64 << 20
        /// How many redirects a download follows.
        public var maximumRedirects = 5

        /// Creates a configuration.
        ///
        /// - Parameters:
        ///   - key: The API key; spaces and line ends around it are dropped.
        ///   - baseURL: `https://api.segmind.com` when nothing is given. A `/v1` or `/v2` at its end, as
        ///     Segmind's Python client has it, is dropped.
        ///   - historyURL: When nothing is given: the base URL if there is one, else Segmind's own history host.
        /// - Throws: ``ConfigurationFault`` for an address that is not http or https, or a key that no header can
        ///   carry.
        public init(key: String, baseURL: String? = nil, historyURL: String? = nil) throws(ConfigurationFault) {
            let key = key.trimmingCharacters(in: .whitespacesAndNewlines)
            guard !key.isEmpty, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .key }
            self.key = key
            let base = try baseURL.map { text throws(ConfigurationFault) in try Self.address(text) }
            self.baseURL = base ?? "https://api.segmind.com"
            let history = try historyURL.map { text throws(ConfigurationFault) in try Self.address(text) }
            self.historyURL = history ?? base ?? "https://api.spotprod.segmind.com"
        }

        /// The address without what is superfluous at its end.
        private static func address(_ text: String) throws(ConfigurationFault) -> String {
            var address = text.trimmingCharacters(in: .whitespacesAndNewlines)
            while address.hasSuffix("/") { address.removeLast() }
            if address.hasSuffix("/v1") || address.hasSuffix("/v2") { address.removeLast(3) }
            guard Origin(address) != nil, !address.contains(where: { "?#".contains($0) }) else {
                throw .address(text)
            }
            return address
        }

        /// Why a configuration cannot be used.
        public enum ConfigurationFault: Error, Hashable, CustomStringConvertible {
            /// The key is empty or has characters that cannot be sent.
            case key
            /// This address is none of the service's.
            case address(String)

            /// One sentence for the person who set it.
            public var description: String {
                switch self {
                case .key: "The Segmind API key is empty or has characters that cannot be sent."
                case .address(let text): "“\(text)” is not an http or https address of a service."
                }
            }
        }
    }

    /// An HTTP client for a configuration, to be shut down by its owner.
    ///
    /// It follows no redirects (they would carry the key along), makes no second try by itself (a submit may be
    /// paid for), and gives idle connections up before servers do, since a submit on a connection that the
    /// server is just closing is a lost answer.
    public static func http(for configuration: Configuration) -> HTTPClient {
        var http = HTTPClient.Configuration()
        http.redirectConfiguration = .disallow
        http.timeout.connect = .nanoseconds(Int64(configuration.connectTimeout / .nanoseconds(1)))
        http.connectionPool.idleTimeout = .seconds(4)
        http.connectionPool.retryConnectionEstablishment = false
        // Who waits ten seconds for a connection is told that the service cannot be reached: there must be enough.
        http.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = Self.connections
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: http)
    }
}

extension SegmindClient.Configuration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The addresses, and the key hidden.
    public var description: String { "Segmind at \(baseURL), history at \(historyURL), key hidden" }
    /// As ``description``.
    public var debugDescription: String { description }
    /// The addresses alone, so that `dump` has no key to print either.
    public var customMirror: Mirror { Mirror(self, children: ["baseURL": baseURL, "historyURL": historyURL]) }
}
