import HTTPServer
import HTTPTypes
import Testing

@Suite(.timeLimit(.minutes(1))) struct TrustedProxiesTests {
    private let proxy = "10.0.0.1"

    /// Where a request comes from that 10.0.0.1 brings, with 10.0.0.0/8 and fd00::/8 trusted.
    private func origin(
        _ addresses: [String] = [],
        schemes: [String] = [],
        forwarded: [String] = []
    ) throws -> (client: String, isSecure: Bool) {
        let networks = ["10.0.0.0/8", "fd00::/8"].compactMap(AddressNetwork.init)
        let origin = TrustedProxies(networks).origin(
            through: try #require(NetworkAddress(proxy)),
            addresses: addresses,
            schemes: schemes,
            elements: forwarded
        )
        return (origin.client.description, origin.isSecure)
    }

    @Test(
        "Of X-Forwarded-For the rightmost address that is no trusted proxy's counts",
        arguments: [
            ("192.0.2.7", "192.0.2.7"),
            ("192.0.2.7:4711", "192.0.2.7"),
            ("2001:db8::7", "2001:db8::7"),
            ("[2001:db8::7]", "2001:db8::7"),
            ("[2001:DB8:0::7]:4711", "2001:db8::7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("  192.0.2.7\t", "192.0.2.7"),
            // Written by the client itself.
            ("203.0.113.9, 192.0.2.7", "192.0.2.7"),
            ("127.0.0.1, 192.0.2.7", "192.0.2.7"),
            ("rubbish, 192.0.2.7", "192.0.2.7"),
            // Several proxies of ours.
            ("192.0.2.7, 10.0.0.3, 10.0.0.2", "192.0.2.7"),
            ("203.0.113.9, 192.0.2.7, fd00::3, 10.0.0.2", "192.0.2.7"),
            ("10.0.0.3, 10.0.0.2", "10.0.0.3"),
            // What cannot be read ends the way back.
            ("", "10.0.0.1"), ("unknown", "10.0.0.1"), ("_hidden", "10.0.0.1"), ("192.0.2.7,", "10.0.0.1"),
            ("192.0.2.7, rubbish", "10.0.0.1"), ("192.0.2.7, rubbish, 10.0.0.2", "10.0.0.2"),
            ("192.0.2.7:", "10.0.0.1"), ("192.0.2.7:x", "10.0.0.1"), ("192.0.2.7:123456", "10.0.0.1"),
            ("192.0.2.300", "10.0.0.1"), ("192.0.2", "10.0.0.1"), ("0300.0.2.7", "10.0.0.1"),
            ("[192.0.2.7]", "10.0.0.1"), ("[2001:db8::7", "10.0.0.1"), ("2001:db8::7]", "10.0.0.1"),
            ("fe80::1%eth0", "10.0.0.1"), ("\"192.0.2.7\"", "10.0.0.1"), ("192.0.2.7 192.0.2.8", "10.0.0.1"),
        ]
    )
    func readsLists(field: String, client: String) throws {
        #expect(try origin([field]).client == client)
    }

    @Test("Several fields are one list")
    func joinsFields() throws {
        #expect(try origin(["203.0.113.9", "192.0.2.7, 10.0.0.3", "10.0.0.2"]).client == "192.0.2.7")
    }

    @Test("The scheme is the nearest proxy's word")
    func readsSchemes() throws {
        let cases: [([String], Bool)] = [
            (["https"], true), (["HTTPS"], true), (["http"], false), (["http, https"], true), (["https, http"], false),
            (["https", "http"], false), ([], false), ([""], false), (["httpss"], false),
        ]
        for (fields, isSecure) in cases {
            #expect(try origin(["192.0.2.7"], schemes: fields).isSecure == isSecure, "\(fields)")
        }
    }

    @Test(
        "Forwarded is read as RFC 7239 has it",
        arguments: [
            ("for=192.0.2.7", "192.0.2.7", false),
            ("for=192.0.2.7;proto=https", "192.0.2.7", true),
            ("Proto=HTTPS; For=\"192.0.2.7:4711\"", "192.0.2.7", true),
            ("for=\"[2001:db8::7]:4711\";by=10.0.0.1;proto=https;host=a", "2001:db8::7", true),
            ("for=203.0.113.9;proto=https, for=192.0.2.7;proto=http", "192.0.2.7", false),
            ("for=192.0.2.7;proto=https, for=10.0.0.3;proto=http", "192.0.2.7", true),
            ("for=\"a,b;c\\\"\", for=192.0.2.7", "192.0.2.7", false),
            ("for=unknown;proto=https", "10.0.0.1", true),
            ("for=_secret", "10.0.0.1", false),
            ("for=192.0.2.7, for=_secret", "10.0.0.1", false),
            ("for=\"192.0.2.7", "10.0.0.1", false),
            ("", "10.0.0.1", false), (";;,,", "10.0.0.1", false), ("192.0.2.7", "10.0.0.1", false),
        ]
    )
    func readsForwarded(field: String, client: String, isSecure: Bool) throws {
        let found = try origin(forwarded: [field])
        #expect(found.client == client)
        #expect(found.isSecure == isSecure)
    }

    @Test("Where both say different things neither is believed, as one of them may be the client's")
    func believesNoContradiction() throws {
        let agreed = try origin(["192.0.2.7"], schemes: ["https"], forwarded: ["for=192.0.2.7;proto=https"])
        #expect(agreed.client == "192.0.2.7" && agreed.isSecure)
        let spoofed = try origin(["192.0.2.7"], schemes: ["http"], forwarded: ["for=203.0.113.9;proto=https"])
        #expect(spoofed.client == "10.0.0.1" && !spoofed.isSecure)
    }

    @Test(
        "Networks are read strictly",
        arguments: [
            ("10.0.0.0/8", "10.0.0.0/8"), ("10.1.2.3/8", "10.0.0.0/8"), ("192.0.2.1", "192.0.2.1"),
            ("192.0.2.1/32", "192.0.2.1"), ("2001:db8::/32", "2001:db8::/32"), ("::1", "::1"),
            ("fe80::1/10", "fe80::/10"),
            ("::ffff:10.0.0.0/104", "10.0.0.0/8"),
        ]
    )
    func readsNetworks(text: String, network: String) {
        #expect(AddressNetwork(text)?.description == network)
    }

    @Test(
        "What is no network, or everybody's, is refused",
        arguments: [
            "", "localhost", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "10.0.0/8", "/8",
            "0.0.0.0/0", "::/0", "::/1", "::/79", "::ffff:0:0/96", "2001:db8::/129", "10.0.0.0/255.0.0.0", " 10.0.0.1",
        ]
    )
    func refusesNetworks(text: String) {
        #expect(AddressNetwork(text) == nil)
    }

    @Test("A network holds its own addresses and no others")
    func containsAddresses() throws {
        let cases: [(String, String, Bool)] = [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false),
            ("10.0.0.0/8", "::ffff:10.0.0.1", true), ("192.0.2.128/25", "192.0.2.127", false),
            ("192.0.2.128/25", "192.0.2.255", true), ("2001:db8::/33", "2001:db8:7fff::1", true),
            ("2001:db8::/33", "2001:db8:8000::1", false), ("2001:db8::/127", "2001:db8::1", true),
            ("2001:db8::/127", "2001:db8::2", false), ("::1", "127.0.0.1", false), ("::1", "::1", true),
        ]
        for (network, address, isInside) in cases {
            let found = try #require(AddressNetwork(network)).contains(try #require(NetworkAddress(address)))
            #expect(found == isInside, "\(network) \(address)")
        }
    }

    /// A router that says where a request comes from.
    private var router: Router {
        var router = Router()
        router.get("/") { request in
            .text("\(request.remoteAddress) \(request.peerAddress) \(request.isSecure)")
        }
        return router
    }

    private let headers = "X-Forwarded-For: 203.0.113.9, 192.0.2.7\r\nX-Forwarded-Proto: https\r\n"

    @Test("A request through a trusted proxy carries the client's address and scheme")
    func heedsTheProxy() async throws {
        let proxies = TrustedProxies([try #require(AddressNetwork("127.0.0.0/8"))])
        try await withServer(router, { $0.trustedProxies = proxies }) { server in
            let told = try await server.get("/", headers: headers)
            #expect(told.text == "192.0.2.7 127.0.0.1 true")
            let plain = try await server.get("/")
            #expect(plain.text == "127.0.0.1 127.0.0.1 false")
        }
    }

    @Test("Anybody else's word on that is ignored")
    func ignoresOthers() async throws {
        let proxies = TrustedProxies([try #require(AddressNetwork("10.0.0.0/8"))])
        for trusted in [TrustedProxies(), proxies] {
            try await withServer(router, { $0.trustedProxies = trusted }) { server in
                let told = try await server.get("/", headers: headers + "Forwarded: for=192.0.2.8;proto=https\r\n")
                #expect(told.text == "127.0.0.1 127.0.0.1 false")
            }
        }
    }

    @Test("A trusted proxy may open more connections than one address may")
    func letsTheProxyIn() async throws {
        let proxies = TrustedProxies([try #require(AddressNetwork("127.0.0.2"))])
        let configure = { (configuration: inout ServerConfiguration) in
            configuration.maximumConnectionsPerAddress = 2
            configuration.trustedProxies = proxies
        }
        try await withServer(router, configure) { server in
            var clients: [RawClient] = []
            for _ in 0..<5 {
                let client = try RawClient(port: server.port, from: "127.0.0.2")
                try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try await client.response().status == 200)
                clients.append(client)
            }
            for isTaken in [true, true, false] {
                let client = try RawClient(port: server.port)
                if isTaken { try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n") }
                #expect(try await isTaken ? client.response().status == 200 : client.readToEnd().isEmpty)
                clients.append(client)
            }
        }
    }
}
