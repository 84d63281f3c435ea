import HTTPServer
import HTTPTypes
import Testing

/// What no browser sends: it must be refused or taken as nothing but itself, and never be a way around.
@Suite(.timeLimit(.minutes(1))) struct HostileRequestTests {
    /// Runs a test with a server that serves one file of a folder, beside which lies another.
    private func withFiles(_ test: (HTTPServer) async throws -> Void) async throws {
        try await withFolder { folder in
            try await withFolder { open in
                try write(Array("secret".utf8), to: folder + "/secret.txt")
                try write(Array("open".utf8), to: open + "/open.txt")
                var router = Router()
                let files = try StaticFiles(folder: open)
                files.register(on: &router)
                router.get("/one/{name}") { (_, name: String) in .text("one [\(name)]") }
                router.get("/back") { request in .seeOther(request.query["to"] ?? "/") }
                router.get("/save") { request in .text("x").download(as: request.query["as"] ?? "x") }
                router.get("/echo") { request in .text("x").header(.server, request.query["x"] ?? "") }
                try await withServer(router) { server in try await test(server) }
            }
        }
    }

    @Test(
        "No spelling of a path leads out of the folder",
        arguments: [
            "/public/../secret.txt", "/public/%2e%2e/secret.txt", "/public/..%2fsecret.txt",
            "/public/%2e%2e%2fsecret.txt", "/public/..%5csecret.txt", "/public/..\\secret.txt",
            "/public/%252e%252e%252fsecret.txt",
            "/public//etc/passwd", "/public/%2fetc%2fpasswd", "/public/./../../../../../../etc/passwd",
            "/public/open.txt/../../secret.txt", "/public/....//secret.txt", "/public/..;/secret.txt",
            "/public/open.txt%20", "/public/open.txt.", "/public/OPEN.TXT", "/public/", "/public", "//public/open.txt",
            "/public/%E2%80%A5/secret.txt", "http://test/public/../secret.txt", "http:///public/../secret.txt",
        ]
    )
    func staysInTheFolder(target: String) async throws {
        try await withFiles { server in
            let answer = try await server.get(target)
            #expect([400, 404].contains(answer.status), "\(answer.status)")
            #expect(!answer.text.contains("secret") && !answer.text.contains("root:"))
            #expect(try await server.get("/public/open.txt").text == "open")
        }
    }

    @Test(
        "What cannot be a text is refused before anybody sees it",
        arguments: [
            "/one/%00", "/one/a%00b", "/one/%c0%af", "/one/%ed%a0%80", "/one/%f5%80%80%80", "/one/%u002f", "/one/%2",
            "/one/\u{E9}", "/one/a\tb", "/one/\u{1}", "/one/\u{7F}", "one/x", "*", "?x", "//", "test:80", "://x/one/a",
        ]
    )
    func refusesTargets(target: String) async throws {
        try await withFiles { server in
            let answer = try await server.get(target)
            #expect([400, 404].contains(answer.status), "\(answer.status)")
        }
    }

    @Test(
        "An encoded slash, dot or line break stays inside of its segment",
        arguments: [
            ("/one/a%2fb", "one [a/b]"), ("/one/..%2f..%2fx", "one [../../x]"), ("/one/%2e%2e", "one [..]"),
            ("/one/a%0d%0ab", "one [a\r\nb]"), ("/one/a%5cb", "one [a\\b]"), ("/one/%252e", "one [%2e]"),
            ("http://elsewhere/one/a", "one [a]"), ("HTTPS://u:p@h:1/one/a?x", "one [a]"),
        ]
    )
    func keepsSegments(target: String, text: String) async throws {
        try await withFiles { server in
            let answer = try await server.get(target)
            #expect(answer.text == text)
        }
    }

    @Test(
        "No value adds a header field or ends the header",
        arguments: [
            "a%0d%0aSet-Cookie:%20x=y", "a%0aSet-Cookie:%20x=y", "a%0dSet-Cookie:%20x=y", "%0d%0a%0d%0a<b>",
        ]
    )
    func injectsNothing(value: String) async throws {
        try await withFiles { server in
            for target in ["/back?to=/\(value)", "/save?as=\(value)", "/echo?x=\(value)"] {
                let answer = try await server.get(target)
                #expect(answer["set-cookie"] == nil)
                #expect(answer.text.isEmpty || answer.text == "x", "\(target)")
                let names = answer.headers.map(\.name)
                #expect(Set(names).count == names.count)
            }
        }
    }

    @Test(
        "A first line or a field that is none is refused",
        arguments: [
            "GET / HTTP/1.2\r\nHost: a\r\n\r\n", "GET /\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\n Host: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
            "GET / HTTP/1.1 x\r\nHost: a\r\n\r\n",
            "GET / HTTP/2.0\r\nHost: a\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        ]
    )
    func refusesBrokenHeaders(bytes: String) async throws {
        try await withServer(.hello) { server in
            let client = try RawClient(port: server.port)
            try await client.send(bytes)
            client.finishSending()
            let came = String(decoding: try await client.readToEnd(), as: UTF8.self)
            #expect(came.isEmpty || came.hasPrefix("HTTP/1.1 4") || came.hasPrefix("HTTP/1.1 5"), "\(came)")
            #expect(try await server.get("/").text == "hello")
        }
    }

    @Test("A host that comes twice is refused, in any writing")
    func refusesTwoHosts() async throws {
        try await withServer(.hello) { server in
            for second in ["Host: a", "host: a", "HOST:b", "Host:"] {
                let answer = try await server.answer(to: "GET / HTTP/1.1\r\nHost: a\r\n\(second)\r\n\r\n")
                #expect(answer.status == 400)
            }
        }
    }

    @Test(
        "What is too long is refused, wherever it is",
        arguments: [
            ("method", 1_000), ("method", 100_000), ("version", 100_000), ("name", 100_000), ("fields", 100_000),
            ("cookie", 100_000),
        ]
    )
    func refusesTheTooLong(part: String, count: Int) async throws {
        let long = String(repeating: "a", count: count)
        let bytes =
            switch part {
            case "method": "\(long) / HTTP/1.1\r\nHost: a\r\n\r\n"
            case "version": "GET / HTTP/1.1\(long)\r\nHost: a\r\n\r\n"
            case "name": "GET / HTTP/1.1\r\nHost: a\r\n\(long): b\r\n\r\n"
            case "cookie": "GET / HTTP/1.1\r\nHost: a\r\nCookie: a=\(long)\r\n\r\n"
            default: "GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "a:\r\n", count: count / 4))\r\n"
            }
        try await withServer(.hello) { server in
            let client = try RawClient(port: server.port)
            // The server may hang up in the middle.
            try? await client.send(bytes)
            let came = String(decoding: (try? await client.readToEnd()) ?? [], as: UTF8.self)
            #expect(came.isEmpty || came.hasPrefix("HTTP/1.1 4") || came.hasPrefix("HTTP/1.1 5"), "\(came.prefix(99))")
            #expect(try await server.get("/").text == "hello")
        }
    }

    @Test("What follows a request that was refused is never read as another")
    func smugglesNothing() async throws {
        try await withServer(.echo) { server in
            for head in [
                "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\tchunked\r\nContent-Length: 4\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n",
            ] {
                let client = try RawClient(port: server.port)
                try await client.send(head + "0\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
                client.finishSending()
                let came = String(decoding: try await client.readToEnd(), as: UTF8.self)
                #expect(!came.contains("hello"), "\(head)")
            }
        }
    }
}
