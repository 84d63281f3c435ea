import ArgumentParser
import HTTPServer

/// What `serve` does at the wire: TLS, proxies, the request log, the port for who watches it.
struct WireOptions: ParsableArguments {
    /// How requests are written down.
    enum LogChoice: String, ExpressibleByArgument, CaseIterable {
        case none, text, json
    }

    @Option(
        help: ArgumentHelp(
            "Speak TLS with this certificate, PEM with its chain; it is read anew when it changes.",
            valueName: "file"
        )
    )
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("The certificate's key, PEM without a password.", valueName: "file"))
    var tlsKey: String?

    @Option(
        help: ArgumentHelp(
            """
            Believe this proxy's X-Forwarded-For, X-Forwarded-Proto and Forwarded: a numeric address, or a network as \
            10.0.0.0/8. May be given several times.
            """,
            valueName: "address"
        )
    )
    var trustedProxy: [String] = []

    @Option(
        help: """
            Write a line for each request to the standard error stream: none, text or json. On loopback none if not \
            given, else text.
            """
    )
    var log: LogChoice?

    @Flag(help: "Write the addresses' queries into that log, too; searches and prompts are in them.")
    var logQueries = false

    @Option(
        help: "Answer /metrics and /healthz on this port, too, in plain HTTP and without accounts; 0 picks a free one."
    )
    var metricsPort: UInt16?

    @Option(help: "The address to listen on for that.")
    var metricsHost = "127.0.0.1"

    #if DEBUG
        @Option(
            help: ArgumentHelp("Wait so long for a slow client, for tests.", valueName: "seconds", visibility: .hidden)
        )
        var patience: Int?
    #endif

    func validate() throws {
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key go together.")
        }
        for text in trustedProxy where AddressNetwork(text) == nil {
            throw ValidationError(
                "--trusted-proxy takes a numeric address or a network such as 10.0.0.0/8, not “\(text)”."
            )
        }
    }

    /// How the server listens.
    func configuration(host: String, port: UInt16) -> ServerConfiguration {
        var configuration = ServerConfiguration(host: host, port: port)
        if let tlsCertificate, let tlsKey {
            configuration.tls = TLSFiles(certificate: tlsCertificate, key: tlsKey)
        }
        configuration.trustedProxies = TrustedProxies(trustedProxy.compactMap(AddressNetwork.init))
        #if DEBUG
            if let patience {
                configuration.headerDeadline = .seconds(patience)
                configuration.bodyDeadline = .seconds(patience)
                configuration.idleTimeout = .seconds(patience)
                configuration.slowestBytesPerSecond = 1 << 30
            }
        #endif
        return configuration
    }

    /// Where requests are written down, if anywhere.
    ///
    /// - Parameter isPrivate: whether nobody but this machine's owner asks. Then the terminal stays for what needs
    ///   somebody; on a network one wants to know who asked.
    func requestLog(isPrivate: Bool) -> RequestLog? {
        switch log ?? (isPrivate ? .none : .text) {
        case .none: nil
        case .text: RequestLog(format: .text, queries: logQueries)
        case .json: RequestLog(format: .json, queries: logQueries)
        }
    }

    /// How the port for who watches it listens; nil where none is wanted.
    var watchConfiguration: ServerConfiguration? {
        metricsPort.map { ServerConfiguration(host: metricsHost, port: $0) }
    }
}
