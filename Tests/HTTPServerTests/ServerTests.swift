import Glibc
import HTTPServer
import HTTPTypes
import Logging
import Testing

@Suite(.timeLimit(.minutes(1))) struct ServerTests {
    @Test func answersWithLengthAndDate() async throws {
        try await withServer(.hello) { server in
            let response = try await server.get("/")
            #expect(response.status == 200)
            #expect(response.text == "hello")
            #expect(response["content-length"] == "5")
            #expect(response["content-type"] == "text/plain; charset=utf-8")
            #expect(response["date"]?.hasSuffix("GMT") == true)
        }
    }

    @Test func answersHeadWithTheLengthAndNoBody() async throws {
        try await withServer(.hello) { server in
            let client = try RawClient(port: server.port)
            try await client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
            let head = try await client.response(bodyless: true)
            #expect(head["content-length"] == "5")
            #expect(try await client.response().text == "hello")
        }
    }

    @Test func keepsConnectionsAndAnswersPipelinedRequestsInOrder() async throws {
        var router = Router()
        router.get("/now/{n}", fromMemory: { (_, n: Int) in .text("now \(n)") })
        router.get("/later/{n}") { (_, n: Int) in
            await Task.yield()
            return .text("later \(n)")
        }
        try await withServer(router) { server in
            let client = try RawClient(port: server.port)
            var requests = ""
            for number in 0..<20 {
                requests += "GET /\(number % 2 == 0 ? "now" : "later")/\(number) HTTP/1.1\r\nHost: a\r\n\r\n"
            }
            try await client.send(requests)
            for number in 0..<20 {
                let response = try await client.response()
                #expect(response.text == "\(number % 2 == 0 ? "now" : "later") \(number)")
            }
        }
    }

    @Test func takesBodiesWithALengthAndInChunks() async throws {
        try await withServer(.echo) { server in
            let client = try RawClient(port: server.port)
            try await client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
            #expect(try await client.response().text == "hello")
            try await client.send(
                "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"
            )
            #expect(try await client.response().text == "abcde")
            try await client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
            #expect(try await client.response().text == "")
        }
    }

    @Test func carriesLargeBodiesBothWays() async throws {
        let body = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        try await withServer(.echo) { server in
            let client = try RawClient(port: server.port)
            try await client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.count)\r\n\r\n")
            try await client.send(body)
            #expect(try await client.response().body == body)
        }
    }

    @Test func asksForTheBodyOfAClientThatWaits() async throws {
        try await withServer(.echo) { server in
            let client = try RawClient(port: server.port)
            try await client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
            #expect(try await client.head().status == 100)
            try await client.send("ok")
            #expect(try await client.response().text == "ok")
        }
    }

    @Test func takesHeadersOfEveryKind() async throws {
        var router = Router()
        router.get("/") { request in .text(request.headers.map { "\($0.name)=\($0.value)" }.joined(separator: "\n")) }
        try await withServer(router) { server in
            let odd = "X!#$%&'*+.^_`|~: y\r\nAccept:\r\nx-late: \u{E9}\t\r\nFolded: a\r\n b\r\n"
            let response = try await server.get("/", headers: odd)
            #expect(response.status == 200)
            #expect(response.text.contains("X!#$%&'*+.^_`|~=y"))
        }
    }

    @Test func knowsTheClientsAddress() async throws {
        var router = Router()
        router.get("/") { request in .text("\(request.remoteAddress) \(request.host ?? "")") }
        try await withServer(router) { server in
            let answer = try await server.get("/")
            #expect(answer.text == "127.0.0.1 test")
        }
    }

    @Test func servesFiles() async throws {
        try await withFolder { folder in
            let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
            try write(bytes, to: folder + "/a.bin")
            var router = Router()
            router.get("/file") { _ in .file(path: folder + "/a.bin", type: "image/webp") }
            router.get("/missing") { _ in .file(path: folder + "/none", type: "image/webp") }
            router.get("/folder") { _ in .file(path: folder, type: "image/webp") }
            try await withServer(router) { server in
                let whole = try await server.get("/file")
                #expect(whole.body == bytes)
                #expect(whole["accept-ranges"] == "bytes")
                let part = try await server.get("/file", headers: "Range: bytes=100000-100099\r\n")
                #expect(part.status == 206)
                #expect(part.body == Array(bytes[100_000..<100_100]))
                #expect(part["content-range"] == "bytes 100000-100099/300000")
                #expect(try await server.get("/missing").status == 404)
                #expect(try await server.get("/folder").status == 404)
            }
        }
    }

    @Test func holdsUpNobodyForASlowReader() async throws {
        var router = Router.hello
        let large = [UInt8](repeating: 7, count: 30_000_000)
        router.get("/large", fromMemory: { _ in .bytes(large, type: "application/octet-stream") })
        try await withServer(router) { server in
            let slow = try RawClient(port: server.port, receiveBuffer: 4096)
            try await slow.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await slow.head().status == 200)
            for _ in 0..<50 { #expect(try await server.get("/").text == "hello") }
        }
    }

    @Test func saysWhenThePortIsInUse() async throws {
        try await withServer(.hello) { server in
            let second = HTTPServer(
                configuration: ServerConfiguration(port: server.port),
                router: .hello,
                logger: Logger(label: "second")
            )
            #expect(throws: ServerError.portInUse(host: "127.0.0.1", port: server.port)) { try second.start() }
        }
    }

    @Test func saysWhenTheHostIsUnknown() {
        let server = HTTPServer(
            configuration: ServerConfiguration(host: "host.invalid"),
            router: .hello,
            logger: Logger(label: "x")
        )
        #expect(throws: ServerError.self) { try server.start() }
    }

    @Test func listensOnIPv6() async throws {
        let configuration = ServerConfiguration(host: "::1")
        let server = HTTPServer(configuration: configuration, router: .hello, logger: Logger(label: "six"))
        do {
            try server.start()
            #expect(server.port != 0)
            await server.stop()
        } catch ServerError.unknownHost, ServerError.cannotListen {
            // A machine without IPv6 has nothing to listen on.
        }
    }
}
