import Fuzzing
import HTTPServer
import Testing

@Suite("No bytes on the wire stop the server", .timeLimit(.minutes(20)))
struct WireFuzzTests {
    @Test("whatever is sent is answered or hung up on, never with a fault of the server's, and the next one is served")
    func wire() async throws {
        let corpus = [
            "GET /?a=b HTTP/1.1\r\nHost: a\r\nCookie: a=b; c=d\r\nRange: bytes=0-1\r\n\r\n",
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nT: u\r\n\r\n",
            "HEAD http://a/ HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx",
            "POST /echo HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        ]
        let words = [
            "\r\n", "\r", "\n", "\0", ": ", "Host: b\r\n", "Content-Length: ", "Transfer-Encoding: chunked\r\n",
            " HTTP/1.1",
            "FFFFFFFFFFFFFFFF\r\n", "0\r\n\r\n", "%00", "Upgrade: h2c\r\n", "\t", "http://",
        ]
        func configure(_ configuration: inout ServerConfiguration) {
            configuration.headerDeadline = .milliseconds(100)
            configuration.bodyDeadline = .milliseconds(100)
            configuration.idleTimeout = .seconds(1)
        }
        try await withServer(.echo, configure) { server in
            var mutator = Mutator(seed: 1, corpus: corpus.map { Array($0.utf8) }, words: words)
            // Many at once: what is not whole is waited for as long as the server allows.
            for _ in 0..<(Fuzz.isLong ? 200 : 4) {
                let inputs = (0..<100).map { _ in mutator.next() }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for input in inputs { group.addTask { try await Self.send(input, to: server) } }
                    try await group.waitForAll()
                }
            }
            #expect(try await server.get("/").status == 200)
        }
    }

    private static func send(_ input: [UInt8], to server: HTTPServer) async throws {
        let client = try RawClient(port: server.port)
        // A server that has seen enough may close before all is sent.
        try? await client.send(input)
        client.finishSending()
        let answer = String(decoding: try await client.readToEnd(), as: UTF8.self)
        let isSound = answer.isEmpty || answer.hasPrefix("HTTP/1.1 ") && !answer.hasPrefix("HTTP/1.1 500")
        try #require(isSound, "\(input) is answered by \(answer)")
    }
}
