import Foundation
import Segmind
import Testing

@Suite struct SubmitTests {
    @Test func sendsTheBodyExactlyAsGiven() async throws {
        let said = #"{"request_id":"r 1","status_url":"https://x/s","response_url":"https://x/r","extra":1}"#
        try await withAnswer(answer(200, said)) { client, server in
            let body = #"{"prompt":"ünï \u0022","guidance_scale":7}"#
            let ticket = try await client.submit(slug: slug, body: body)
            #expect(ticket == Ticket(requestID: "r 1", statusURL: "https://x/s", responseURL: "https://x/r"))
            let request = try #require(server.received.first)
            #expect(request.line == "POST /v2/\(slug) HTTP/1.1")
            #expect(request.body == body)
            #expect(request.headers["x-api-key"] == key)
            #expect(request.headers["content-type"] == "application/json")
            #expect(request.headers["content-length"] == String(body.utf8.count))
        }
    }

    @Test func takesATicketWithoutAddresses() async throws {
        try await withAnswer(answer(202, #"{"request_id":"abc"}"#)) { client, _ in
            let ticket = try await client.submit(slug: slug, body: "{}")
            #expect(ticket == Ticket(requestID: "abc"))
        }
    }

    @Test(arguments: ["{}", "[]", "oh", #"{"request_id":""}"#, ""])
    func refusesASubmitWithoutARequestID(_ body: String) async throws {
        try await withAnswer(answer(200, body)) { client, _ in
            let error = await fault { try await client.submit(slug: slug, body: "{}") }
            guard case .malformedAnswer? = error else { throw Unexpected(error) }
            #expect(error?.mayHaveBeenCharged == true)
            #expect(error?.canBeRetried == false)
        }
    }

    @Test(arguments: [
        (400, SegmindError.badParameters("no")), (401, .keyRefused("no")), (402, .noCredits("no")),
        (403, .forbidden("no")), (404, .unknown("no")), (406, .noCredits("no")), (422, .requestFailed("no")),
        (429, .tooManyRequests("no", retryAfter: 7)), (500, .serverFault("no")), (502, .badGateway("no")),
        (503, .unavailable("no", retryAfter: 7)), (504, .gatewayTimeout("no")), (418, .otherStatus(418, "no")),
    ])
    func hasACaseForEveryStatus(_ status: Int, _ expected: SegmindError) async throws {
        try await withAnswer(answer(status, "application/json", #"{"error":"no"}"#, "Retry-After: 7")) { client, _ in
            let error = await fault { try await client.submit(slug: slug, body: "{}") }
            #expect(error == expected)
            #expect(error?.sentence.contains("no") == true)
        }
    }

    @Test func showsTheStartOfAPageThatIsNoJSON() async throws {
        let page = "<html>" + String(repeating: "x", count: 5_000_000)
        try await withAnswer(answer(502, "text/html", page)) { client, _ in
            let error = await fault { try await client.submit(slug: slug, body: "{}") }
            guard case .badGateway(let said)? = error else { throw Unexpected(error) }
            #expect(said.count == 501 && said.hasPrefix("<html>xxx") && said.hasSuffix("…"))
        }
    }

    @Test(arguments: [#"{"error":"bad key KEY"}"#, "bad key KEY", #"{"detail":{"message":"KEY"}}"#, #"{"x":"KEY"}"#])
    func neverShowsTheKey(_ body: String) async throws {
        // A long beginning that ends inside the key must not show its first half either.
        for body in [body, String(repeating: "k", count: 490) + body] {
            let said = body.replacing("KEY", with: key)
            try await withAnswer(answer(401, "text/plain", said)) { client, _ in
                let error = await fault { try await client.submit(slug: slug, body: "{}") }
                guard case .keyRefused(let said)? = error else { throw Unexpected(error) }
                #expect(!said.contains(key.prefix(6)))
            }
        }
    }

    @Test func tellsAConnectionThatWasNeverMade() async throws {
        // No port that the system gives out: a test beside this one could be given it.
        try await withClient(at: "http://127.0.0.1:1") { client in
            let error = await fault { try await client.submit(slug: slug, body: "{}") }
            guard case .notSent? = error else { throw Unexpected(error) }
            #expect(error?.canBeRetried == true)
            #expect(error?.mayHaveBeenCharged == false)
        }
    }

    @Test func tellsAServerThatDoesNotSpeakTLS() async throws {
        let server = try ScriptedServer { _ in answer(200, "{}") }
        defer { server.stop() }
        try await withClient(at: "https://127.0.0.1:\(server.port)", adjust: { $0.connectTimeout = .seconds(1) }) {
            let client = $0
            let error = await fault { try await client.submit(slug: slug, body: "{}") }
            guard case .notSent? = error else { throw Unexpected(error) }
        }
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"request_id\":"])
    func tellsAnAnswerThatBrokeOff(_ bytes: String) async throws {
        try await withAnswer(Array(bytes.utf8)) { client, server in
            let error = await fault { try await client.submit(slug: slug, body: "{}") }
            guard case .answerLost? = error else { throw Unexpected(error) }
            #expect(error?.mayHaveBeenCharged == true)
            #expect(error?.canBeRetried == false)
            #expect(server.received.count == 1)
        }
    }

    @Test func tellsAnAnswerThatDidNotCome() async throws {
        let gate = DispatchSemaphore(value: 0)
        let server = try ScriptedServer { _ in
            _ = gate.wait(timeout: .now() + 10)
            return []
        }
        defer { server.stop() }
        try await withClient(at: server.address, adjust: { $0.callTimeout = .milliseconds(300) }) { client in
            let error = await fault { try await client.submit(slug: slug, body: "{}") }
            guard case .answerLost? = error else { throw Unexpected(error) }
        }
        gate.signal()
    }

    @Test func aCancelledSubmitMayHaveBeenCharged() async throws {
        let arrived = AsyncStream.makeStream(of: Void.self)
        let gate = DispatchSemaphore(value: 0)
        let server = try ScriptedServer { _ in
            arrived.continuation.finish()
            _ = gate.wait(timeout: .now() + 10)
            return []
        }
        defer { server.stop() }
        try await withClient(at: server.address) { client in
            let task = Task { await fault { try await client.submit(slug: slug, body: "{}") } }
            for await _ in arrived.stream {}
            task.cancel()
            let error = await task.value
            guard case .answerLost? = error else { throw Unexpected(error) }
        }
        gate.signal()
    }

    @Test func followsNoRedirectOfASubmit() async throws {
        try await withAnswer(answer(307, "text/plain", "", "Location: /v2/elsewhere")) { client, server in
            let error = await fault { try await client.submit(slug: slug, body: "{}") }
            guard case .badRedirect? = error else { throw Unexpected(error) }
            #expect(server.received.count == 1)
        }
    }

    @Test func readsNoEndlessAnswer() async throws {
        let long = #"{"request_id":""# + String(repeating: "x", count: 100_000) + "\"}"
        try await withAnswer(answer(200, long), adjust: { $0.maximumJSONBytes = 10_000 }) { client, _ in
            let error = await fault { try await client.submit(slug: slug, body: "{}") }
            #expect(error == .tooLarge(limit: 10_000))
        }
    }

    @Test func aSlugCannotLeaveItsPlace() async throws {
        try await withAnswer(answer(404, #"{"error":"no"}"#)) { client, server in
            _ = await fault { try await client.submit(slug: "../v1/a?b", body: "{}") }
            #expect(server.received.first?.path == "/v2/..%2Fv1%2Fa%3Fb")
        }
    }

    @Test func readsARetryAfterThatIsADate() async throws {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        // Whole seconds, as the header has them.
        let due = Date(timeIntervalSince1970: (Date().timeIntervalSince1970 + 90).rounded(.down))
        let date = format.string(from: due)
        let before = Date()
        try await withAnswer(answer(429, "text/plain", "no", "Retry-After: \(date)")) { client, _ in
            let error = await fault { try await client.submit(slug: slug, body: "{}") }
            let seconds = try #require(error?.retryAfter)
            // Read between then and now, however long a busy machine took.
            #expect((due.timeIntervalSinceNow...due.timeIntervalSince(before)).contains(seconds))
        }
    }
}

/// Another error than the test is about.
struct Unexpected: Error {
    var error: SegmindError?
    init(_ error: SegmindError?) { self.error = error }
}
