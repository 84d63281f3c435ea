import HTTPServer
import Logging
import Testing

@Suite(.timeLimit(.minutes(1))) struct FiguresTests {
    @Test("It counts requests by class, connections and streams")
    func counts() async throws {
        let over = Event()
        let figures = ServerFigures()
        var router = Router.hello
        router.get("/events") { _ in .events { _ in await over.wait() } }
        let server = HTTPServer(router: router, logger: Logger(label: "figures"), figures: figures)
        try server.start()
        let client = try RawClient(port: server.port)
        for target in ["/", "/", "/none"] {
            try await client.send("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await client.response()
        }
        let stream = try RawClient(port: server.port)
        try await stream.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = try await stream.head()
        _ = try await stream.nextChunk()
        #expect(figures.now.requests == [0, 0, 2, 0, 1, 0])
        #expect(figures.now.connections == 2)
        #expect(figures.now.streams == 1)
        over.happen()
        await server.stop()
        #expect(figures.now.requests == [0, 0, 3, 0, 1, 0])
        #expect(figures.now.connections == 0)
        #expect(figures.now.streams == 0)
        #expect(figures.now.latencies.counts.reduce(0, +) == 4)
        #expect(figures.now.latencies.nanoseconds > 0)
    }
}
