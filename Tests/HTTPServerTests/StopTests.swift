import HTTPServer
import HTTPTypes
import Testing

@Suite(.timeLimit(.minutes(1))) struct StopTests {
    @Test func finishesWhatItIsAnswering() async throws {
        let inside = Event()
        var router = Router()
        router.get("/") { _ in
            inside.happen()
            try await Task.sleep(for: .milliseconds(300))
            return .text("done")
        }
        try await withServer(router) { server in
            let client = try RawClient(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            await inside.wait()
            await server.stop()
            let response = try await client.response()
            #expect(response.text == "done")
            #expect(response["connection"] == "close")
        }
    }

    @Test func refusesNewConnections() async throws {
        try await withServer(.hello) { server in
            let port = server.port
            await server.stop()
            #expect(throws: RawClient.Failure.self) { try RawClient(port: port) }
        }
    }

    // Streams are ended, not waited for: the grace is longer than the test may take.
    @Test(.timeLimit(.minutes(1))) func endsStreamsCleanly() async throws {
        let ended = Event()
        var router = Router()
        router.get("/events") { _ in
            .events { _ in
                defer { ended.happen() }
                try await Task.sleep(for: .seconds(600))
            }
        }
        try await withServer(router, { $0.grace = .seconds(600) }) { server in
            let client = try RawClient(port: server.port)
            try await client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await client.head()
            _ = try await client.nextChunk()
            await server.stop()
            await ended.wait()
            #expect(try await client.nextChunk() == nil)
        }
    }

    // Streams are ended, not waited for: the grace is longer than the test may take.
    @Test(.timeLimit(.minutes(1))) func endsAStreamThatBeginsWhileItStops() async throws {
        let inside = Event()
        var router = Router()
        router.get("/") { _ in
            inside.happen()
            try? await Task.sleep(for: .milliseconds(200))
            return .events { _ in try await Task.sleep(for: .seconds(600)) }
        }
        try await withServer(router, { $0.grace = .seconds(600) }) { server in
            let client = try RawClient(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            await inside.wait()
            await server.stop()
            #expect(try await client.head().status == 200)
        }
    }

    @Test func cancelsWhatTakesTooLong() async throws {
        let inside = Event()
        var router = Router()
        router.get("/") { _ in
            inside.happen()
            try await Task.sleep(for: .seconds(600))
            return .text("never")
        }
        try await withServer(router, { $0.grace = .milliseconds(100) }) { server in
            let client = try RawClient(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            await inside.wait()
            await server.stop()
            #expect(try await client.response().status == 500)
        }
    }

    @Test func givesUpOnWhatDoesNotListen() async throws {
        let inside = Event()
        let release = Event()
        var router = Router()
        router.get("/") { _ in
            inside.happen()
            await Task.detached { await release.wait() }.value
            return .text("late")
        }
        try await withServer(router, { $0.grace = .milliseconds(100) }) { server in
            let client = try RawClient(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            await inside.wait()
            await server.stop()
            #expect(try await client.response().status == 503)
            release.happen()
        }
    }

    @Test func stopsTwiceWithoutHarm() async throws {
        try await withServer(.hello) { server in
            await server.stop()
            await server.stop()
            #expect(throws: ServerError.startedBefore) { try server.start() }
        }
    }

    @Test func startsAndStopsManyTimes() async throws {
        for _ in 0..<20 {
            try await withServer(.hello) { server in
                let answer = try await server.get("/")
                #expect(answer.status == 200)
            }
        }
    }
}
