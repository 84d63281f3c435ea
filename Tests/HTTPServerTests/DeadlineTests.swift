import HTTPServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct DeadlineTests {
    /// Sends bytes one by one until the server closes; answers how many it took.
    private func drip(_ opening: String, to server: HTTPServer) async throws -> Int {
        let client = try RawClient(port: server.port)
        try await client.send(opening)
        var sent = 0
        while sent < 1000 {
            do { try await client.send("x") } catch { break }
            sent += 1
            try await Task.sleep(for: .milliseconds(10))
        }
        return sent
    }

    @Test func closesAClientThatDripsItsHeader() async throws {
        try await withServer(.hello, { $0.headerDeadline = .milliseconds(200) }) { server in
            let sent = try await drip("GET / HTTP/1.1\r\nHost: ", to: server)
            #expect(sent < 1000)
        }
    }

    @Test func closesAClientThatDripsItsRequestLine() async throws {
        try await withServer(.hello, { $0.headerDeadline = .milliseconds(200) }) { server in
            let sent = try await drip("GET /", to: server)
            #expect(sent < 1000)
        }
    }

    @Test func closesAClientThatSaysNothing() async throws {
        try await withServer(.hello, { $0.headerDeadline = .milliseconds(200) }) { server in
            let client = try RawClient(port: server.port)
            #expect(try await client.readToEnd().isEmpty)
        }
    }

    @Test func closesAClientThatDripsItsBody() async throws {
        try await withServer(.echo, { $0.bodyDeadline = .milliseconds(200) }) { server in
            let opening = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n"
            let sent = try await drip(opening, to: server)
            #expect(sent < 1000)
        }
    }

    @Test func closesAKeptConnectionThatDripsTheNextRequest() async throws {
        let configure = { (configuration: inout ServerConfiguration) in
            configuration.headerDeadline = .milliseconds(200)
            configuration.idleTimeout = .seconds(1)
        }
        try await withServer(.hello, configure) { server in
            let sent = try await drip("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HT", to: server)
            #expect(sent < 1000)
        }
    }

    @Test func leavesASlowHandlerInPeace() async throws {
        var router = Router()
        router.get("/") { _ in
            try await Task.sleep(for: .milliseconds(700))
            return .text("done")
        }
        let configure = { (configuration: inout ServerConfiguration) in
            configuration.headerDeadline = .milliseconds(100)
            configuration.bodyDeadline = .milliseconds(100)
        }
        try await withServer(router, configure) { server in
            let answer = try await server.get("/")
            #expect(answer.text == "done")
        }
    }

    @Test func closesIdleConnections() async throws {
        try await withServer(.hello, { $0.idleTimeout = .seconds(1) }) { server in
            let client = try RawClient(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().status == 200)
            #expect(try await client.readToEnd().isEmpty)
        }
    }

    @Test func limitsTheConnectionsOfOneAddress() async throws {
        try await withServer(.hello, { $0.maximumConnectionsPerAddress = 2 }) { server in
            let first = try RawClient(port: server.port)
            let second = try RawClient(port: server.port)
            for client in [first, second] {
                try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try await client.response().status == 200)
            }
            let third = try RawClient(port: server.port)
            #expect(try await third.readToEnd().isEmpty)
        }
    }

    @Test func endsAnAnswerThatIsTakenTooSlowly() async throws {
        var router = Router.hello
        let large = [UInt8](repeating: 7, count: 30_000_000)
        router.get("/large", fromMemory: { _ in .bytes(large, type: "application/octet-stream") })
        let configure = { (configuration: inout ServerConfiguration) in
            configuration.idleTimeout = .seconds(1)
            configuration.slowestBytesPerSecond = 1 << 30
        }
        try await withServer(router, configure) { server in
            let slow = try RawClient(port: server.port, receiveBuffer: 4096)
            try await slow.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await slow.head()
            // As slowly as it reads, it is never idle; what the system holds in its buffers still comes.
            var taken = 0
            while let piece = try? await slow.read(64 << 10) {
                taken += piece.count
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(taken < large.count)
        }
    }

    @Test func letsOthersInWhenOneTakesAllConnections() async throws {
        let configure = { (configuration: inout ServerConfiguration) in
            configuration.maximumConnections = 16
            configuration.maximumConnectionsPerAddress = 16
        }
        try await withServer(.hello, configure) { server in
            // More than there is room for: some keep silent, some begin and never end.
            var greedy: [RawClient] = []
            for number in 0..<40 {
                let client = try RawClient(port: server.port)
                // Some of them are turned away at the door.
                if number % 2 == 0 { try? await client.send("GET / HT") }
                greedy.append(client)
            }
            for source in ["127.0.0.2", "127.0.0.3", "127.0.0.4"] {
                let other = try RawClient(port: server.port, from: source)
                for _ in 0..<3 {
                    try await other.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                    #expect(try await other.response().text == "hello")
                }
                greedy.append(other)
            }
            // The first of the greedy one's have gone.
            #expect(try await greedy[0].readToEnd().isEmpty)
        }
    }
}
