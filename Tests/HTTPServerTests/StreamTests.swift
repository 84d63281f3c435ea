import HTTPServer
import HTTPTypes
import Synchronization
import Testing

/// Something that happens once, and can be awaited.
final class Event: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func happen() {
        continuation.finish()
    }

    func wait() async {
        for await _ in stream {}
    }
}

@Suite(.timeLimit(.minutes(1))) struct StreamTests {
    @Test func sendsEventsAsTheyCome() async throws {
        let go = Event()
        var router = Router()
        router.get("/events") { _ in
            .events { events in
                try await events.send(event: "state", data: "one\ntwo", id: "1")
                await go.wait()
                try await events.send(data: "three")
            }
        }
        try await withServer(router) { server in
            let client = try RawClient(port: server.port)
            try await client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
            let head = try await client.head()
            #expect(head["content-type"] == "text/event-stream")
            #expect(head["cache-control"] == "no-store")
            var text = ""
            while !text.contains("two\n\n"), let chunk = try await client.nextChunk() {
                text += String(decoding: chunk, as: UTF8.self)
            }
            #expect(text == ":\n\nevent: state\nid: 1\ndata: one\ndata: two\n\n")
            go.happen()
            #expect(try await client.nextChunk() == Array("data: three\n\n".utf8))
            #expect(try await client.nextChunk() == nil)
        }
    }

    @Test func keepsASilentStreamAlive() async throws {
        let over = Event()
        var router = Router()
        router.get("/events") { _ in .events(heartbeat: .milliseconds(50)) { _ in await over.wait() } }
        try await withServer(router) { server in
            let client = try RawClient(port: server.port)
            try await client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await client.head()
            for _ in 0..<4 { #expect(try await client.nextChunk() == Array(":\n\n".utf8)) }
            over.happen()
            while try await client.nextChunk() != nil {}
        }
    }

    @Test func cancelsTheProducerWhenTheClientGoes() async throws {
        let cancelled = Event()
        var router = Router()
        router.get("/events") { _ in
            .events(heartbeat: .seconds(600)) { _ in
                defer { cancelled.happen() }
                try await Task.sleep(for: .seconds(600))
            }
        }
        try await withServer(router) { server in
            let client = try RawClient(port: server.port)
            try await client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await client.read(through: ":\n\n")
            client.hangUp()
            await cancelled.wait()
        }
    }

    @Test func holdsTheProducerBackForASlowClient() async throws {
        let written = Mutex(0)
        let done = Event()
        var router = Router()
        router.get("/stream") { _ in
            .stream(type: "application/octet-stream") { body in
                defer { done.happen() }
                while true {
                    try await body.write([UInt8](repeating: 1, count: 100_000))
                    written.withLock { $0 += 100_000 }
                }
            }
        }
        try await withServer(router) { server in
            let client = try RawClient(port: server.port, receiveBuffer: 4096)
            try await client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await client.head()
            // The kernel's buffers fill, then the producer stands still.
            var before = -1
            while written.withLock({ $0 }) != before {
                before = written.withLock { $0 }
                try await Task.sleep(for: .milliseconds(200))
            }
            #expect(before < 20_000_000)
            client.hangUp()
            await done.wait()
        }
    }

    @Test func streamsABodyInChunks() async throws {
        var router = Router()
        router.get("/stream") { _ in
            .stream(type: "text/plain") { body in
                for number in 0..<1000 { try await body.write("\(number)\n") }
            }
        }
        try await withServer(router) { server in
            let response = try await server.get("/stream", headers: "Accept-Encoding: gzip\r\n")
            #expect(response["transfer-encoding"] == "chunked")
            #expect(response["content-encoding"] == nil)
            #expect(response.text == (0..<1000).map { "\($0)\n" }.joined())
            let old = try await server.answer(to: "GET /stream HTTP/1.0\r\n\r\n")
            #expect(old.text == response.text)
        }
    }

    @Test func breaksOffWhenTheProducerFails() async throws {
        struct Broken: Error {}
        var router = Router()
        router.get("/stream") { _ in
            .stream(type: "text/plain") { body in
                try await body.write("half")
                throw Broken()
            }
        }
        try await withServer(router) { server in
            let client = try RawClient(port: server.port)
            try await client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await client.head()
            #expect(try await client.nextChunk() == Array("half".utf8))
            await #expect(throws: RawClient.Failure.self) { try await client.nextChunk() }
        }
    }

    @Test func startsNoProducerForHead() async throws {
        let started = Atomic(false)
        var router = Router()
        router.get("/stream") { _ in
            .stream(type: "text/plain") { _ in started.store(true, ordering: .relaxed) }
        }
        try await withServer(router) { server in
            let client = try RawClient(port: server.port)
            try await client.send("HEAD /stream HTTP/1.1\r\nHost: a\r\n\r\nGET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            let answer = try await client.head()
            #expect(answer.status == 200)
            #expect(answer["connection"] == "close")
        }
        let happened = started.load(ordering: .relaxed)
        #expect(!happened)
    }

    @Test func carriesTwoHundredStreamsAtOnce() async throws {
        let count = 200
        let opened = Atomic(0)
        let all = Event()
        let ended = Atomic(0)
        var router = Router.hello
        router.get("/events") { _ in
            .events { events in
                defer { ended.add(1, ordering: .relaxed) }
                if opened.add(1, ordering: .relaxed).newValue == count { all.happen() }
                await all.wait()
                for number in 0..<20 { try await events.send(data: "\(number)") }
            }
        }
        try await withServer(router, { $0.maximumConnectionsPerAddress = 300 }) { server in
            let port = server.port
            let texts = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<count {
                    group.addTask {
                        let client = try RawClient(port: port)
                        try await client.send("GET /events HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                        return try await client.response().text
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let expected = ":\n\n" + (0..<20).map { "data: \($0)\n\n" }.joined()
            #expect(texts.count == count)
            #expect(texts.allSatisfy { $0 == expected })
            #expect(try await server.get("/").text == "hello")
        }
        let over = ended.load(ordering: .relaxed)
        #expect(over == count)
    }
}
