import AsyncHTTPClient
import Catalog
import Foundation
import Logging
import Sandbox
import Segmind
import Site

/// Who makes the pictures: Segmind with a key, the program's own sandbox without one; the same client to both.
struct PictureService: Sendable {
    let kind: ServiceKind
    /// What the library remembers it by: the base URL, or `sandbox`.
    var name: String { sandbox == nil ? client.configuration.baseURL : "sandbox" }
    let client: SegmindClient
    let words: [(word: String, effect: String)]
    private let http: HTTPClient
    private let sandbox: SandboxServer?

    static func start(
        catalog: Catalog,
        environment: [String: String],
        logger: Logger
    ) throws -> PictureService {
        if let configuration = try SegmindClient.Configuration(environment: environment) {
            let host = URL(string: configuration.baseURL)?.host() ?? configuration.baseURL
            return PictureService(kind: .segmind(host: host), configuration: configuration)
        }
        let sandbox = SandboxServer(catalog: catalog, logger: logger)
        let configuration = try SegmindClient.Configuration(key: "no-key-is-needed-here", baseURL: try sandbox.start())
        return PictureService(kind: .sandbox, configuration: configuration, sandbox: sandbox)
    }

    private init(kind: ServiceKind, configuration: SegmindClient.Configuration, sandbox: SandboxServer? = nil) {
        self.kind = kind
        self.sandbox = sandbox
        words = sandbox == nil ? [] : SandboxWords.all
        http = SegmindClient.http(for: configuration)
        client = SegmindClient(http: http, configuration: configuration)
    }

    func stop() async {
        try? await http.shutdown()
        await sandbox?.stop()
    }
}

extension SegmindClient.Configuration {
    /// What the environment says of Segmind; `nil` when it has no key.
    ///
    /// - Throws: ``ConfigurationFault``.
    init?(environment: [String: String]) throws(ConfigurationFault) {
        func given(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        guard let key = given("SEGMIND_API_KEY") else { return nil }
        try self.init(key: key, baseURL: given("SEGMIND_BASE_URL"), historyURL: given("SEGMIND_HISTORY_URL"))
    }
}
