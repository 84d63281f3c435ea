import HTTPServer
import HTTPTypes
import Testing

@Suite(.timeLimit(.minutes(1))) struct RefusalTests {
    private func status(
        _ bytes: String,
        _ configure: (inout ServerConfiguration) -> Void = { _ in }
    ) async throws -> Int {
        var status = 0
        try await withServer(.echo, configure) { server in status = try await server.answer(to: bytes).status }
        return status
    }

    @Test func refusesContentLengthWithTransferEncoding() async throws {
        let bytes = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        #expect(try await status(bytes) == 400)
    }

    @Test func refusesTwoContentLengths() async throws {
        let head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n"
        #expect(try await status(head + "Content-Length: 4\r\n\r\nabcd") == 400)
        #expect(try await status(head + "content-length: 3\r\n\r\nabc") == 400)
    }

    @Test(arguments: ["x", "-1", "+1", "1,1", "1 1", "0x1", "1.0"])
    func refusesABadContentLength(length: String) async throws {
        #expect(try await status("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\na") == 400)
    }

    @Test func refusesOtherTransferCodings() async throws {
        let head = "POST /echo HTTP/1.1\r\nHost: a\r\n"
        #expect(try await status(head + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n") == 501)
        #expect(
            try await status(head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n\r\n0\r\n\r\n") == 501
        )
        #expect(try await status("POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") == 400)
    }

    @Test(arguments: ["FOO", "get", "TRACE", "CONNECT", "PROPFIND"])
    func refusesUnknownMethods(method: String) async throws {
        #expect(try await status("\(method) / HTTP/1.1\r\nHost: a\r\n\r\n") == 501)
    }

    @Test func refusesAHeaderBlockThatIsTooLarge() async throws {
        let small = { (configuration: inout ServerConfiguration) in configuration.maximumHeaderBytes = 4096 }
        let fits = "GET / HTTP/1.1\r\nHost: a\r\nX-Fill: \(String(repeating: "x", count: 3500))\r\n\r\n"
        #expect(try await status(fits, small) == 200)
        let long = "GET / HTTP/1.1\r\nHost: a\r\nX-Fill: \(String(repeating: "x", count: 5000))\r\n\r\n"
        #expect(try await status(long, small) == 431)
        let huge = "GET / HTTP/1.1\r\nHost: a\r\nX-Fill: \(String(repeating: "x", count: 200_000))\r\n\r\n"
        #expect(try await status(huge) == 431)
        let many = String(repeating: "a: b\r\n", count: 5000)
        #expect(try await status("GET / HTTP/1.1\r\nHost: a\r\n\(many)\r\n") == 431)
    }

    @Test func refusesATargetThatIsTooLong() async throws {
        let long = String(repeating: "x", count: 9000)
        #expect(try await status("GET /\(long) HTTP/1.1\r\nHost: a\r\n\r\n") == 414)
        let huge = String(repeating: "x", count: 100_000)
        #expect(try await status("GET /\(huge) HTTP/1.1\r\nHost: a\r\n\r\n") == 414)
    }

    @Test func refusesALongBodyBeforeItIsSent() async throws {
        let bytes = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n"
        #expect(try await status(bytes) { $0.maximumBodyBytes = 1000 } == 413)
    }

    @Test func refusesALongBodyThatIsBeingSent() async throws {
        try await withServer(.echo, { $0.maximumBodyBytes = 1000 }) { server in
            let client = try RawClient(port: server.port)
            try await client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n")
            try await client.send([UInt8](repeating: 0, count: 3_000_000))
            #expect(try await client.response().status == 413)
        }
    }

    @Test func refusesALongBodyInChunks() async throws {
        let head = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        let chunk = "100\r\n" + String(repeating: "x", count: 256) + "\r\n"
        let fits = head + chunk + chunk + chunk + "0\r\n\r\n"
        #expect(try await status(fits) { $0.maximumBodyBytes = 1000 } == 200)
        let long = head + chunk + chunk + chunk + chunk + "0\r\n\r\n"
        #expect(try await status(long) { $0.maximumBodyBytes = 1000 } == 413)
    }

    @Test func cutsOffAnEndlessBody() async throws {
        try await withServer(.echo, { $0.maximumBodyBytes = 1000 }) { server in
            let client = try RawClient(port: server.port)
            try await client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffff\r\n")
            await #expect(throws: RawClient.Failure.self) {
                for _ in 0..<1000 { try await client.send([UInt8](repeating: 0, count: 100_000)) }
            }
        }
    }

    @Test(arguments: ["/%", "/%zz", "/%00", "/a%00.png", "/%ff", "/%c0%ae%c0%ae/"])
    func refusesABadlyEncodedPath(target: String) async throws {
        #expect(try await status("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n") == 400)
    }

    @Test func refusesAMissingHost() async throws {
        #expect(try await status("GET / HTTP/1.1\r\n\r\n") == 400)
        #expect(try await status("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") == 400)
        #expect(try await status("GET / HTTP/1.0\r\n\r\n") == 200)
    }

    @Test(arguments: ["Content-Length : 1", "X y: 1", "X\u{7F}: 1", "X: a\u{1}b", "(x): y", "X\u{E9}: y"])
    func refusesABrokenHeaderField(line: String) async throws {
        #expect(try await status("GET / HTTP/1.1\r\nHost: a\r\n\(line)\r\n\r\n") == 400)
    }

    @Test func closesTheConnectionOfARefusedBody() async throws {
        // What follows the refused header must never be read as a request.
        try await withServer(.echo) { server in
            let client = try RawClient(port: server.port)
            try await client.send(
                "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 40\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "0\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"
            )
            let answers = String(decoding: try await client.readToEnd(), as: UTF8.self)
            #expect(answers.hasPrefix("HTTP/1.1 400"))
            #expect(!answers.contains("HTTP/1.1 200"))
        }
    }

    @Test func survivesNonsense() async throws {
        try await withServer(.hello) { server in
            for nonsense in [
                "\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{16}\u{3}\u{1}\0\0", "a b c d\r\n\r\n",
                "GET  / HTTP/1.1\r\n\r\n",
            ] {
                let client = try RawClient(port: server.port)
                try await client.send(nonsense)
                client.hangUp()
            }
            #expect(try await server.get("/").text == "hello")
        }
    }
}
