import Foundation
import Segmind
import Testing

@Suite struct ResultTests {
    static let url = "https://media.example/a.jpg"

    /// The shapes of `output` that a result may have, each with the pictures in it.
    static let shapes: [(String, [MediaSource])] = [
        (#""\#(url)""#, [.url(url)]),
        (#"["\#(url)","\#(url)?2"]"#, [.url(url), .url(url + "?2")]),
        (#"{"url":"\#(url)"}"#, [.url(url)]),
        (#"{"image":"\#(url)"}"#, [.url(url)]),
        (#"[{"url":"\#(url)"},{"url":"\#(url)"}]"#, [.url(url), .url(url)]),
        (#"{"images":[{"url":"\#(url)"}],"seed":5}"#, [.url(url)]),
        (#""data:image/jpeg;base64,\#(base64)""#, [.bytes(jpeg)]),
        (#""\#(base64)""#, [.bytes(jpeg)]),
        (#"["\#(base64)"]"#, [.bytes(jpeg)]),
    ]

    @Test(arguments: shapes)
    func findsThePicturesInEveryShape(_ output: String, _ pictures: [MediaSource]) async throws {
        let body = #"{"status":"COMPLETED","output":\#(output),"metrics":{"inference_time":2.5}}"#
        try await withAnswer(answer(200, body)) { client, server in
            let result = try await client.result(of: Ticket(requestID: "abc"))
            #expect(result == RequestResult(outputs: pictures, inferenceSeconds: 2.5))
            #expect(server.received.first?.path == "/v2/requests/abc")
        }
    }

    @Test(arguments: shapes)
    func findsThemInASynchronousAnswerToo(_ output: String, _ pictures: [MediaSource]) async throws {
        for body in [#"{"image":\#(output)}"#, #"{"output":\#(output)}"#, output] {
            try await withAnswer(answer(200, body)) { client, _ in
                let result = try await client.generate(slug: slug, body: "{}")
                #expect(result == RequestResult(outputs: pictures))
            }
        }
    }

    @Test(arguments: ["image/jpeg", "application/octet-stream", "text/plain"])
    func takesThePictureItself(_ type: String) async throws {
        try await withAnswer(answer(200, type, bytes: jpeg)) { client, server in
            let result = try await client.generate(slug: slug, body: "{}")
            #expect(result.outputs == [.bytes(jpeg)])
            #expect(server.received.first?.line == "POST /v1/\(slug) HTTP/1.1")
        }
    }

    @Test func readsAnAddressOnTheServiceItself() async throws {
        try await withAnswer(answer(200, #"{"status":"COMPLETED","output":"/media/a.jpg"}"#)) { client, server in
            let result = try await client.result(of: Ticket(requestID: "abc"))
            #expect(result.outputs == [.url(server.address + "/media/a.jpg")])
        }
    }

    @Test(arguments: [#"{"status":"COMPLETED"}"#, #"{"output":[]}"#, #"{"output":"soon"}"#, "<html>", ""])
    func refusesAResultWithoutAPicture(_ body: String) async throws {
        try await withAnswer(answer(200, body)) { client, _ in
            let error = await fault { try await client.result(of: Ticket(requestID: "abc")) }
            guard case .malformedAnswer? = error else { throw Unexpected(error) }
            #expect(error?.mayPass == true)
        }
    }

    @Test func readsTheBodyOfAFailureBeforeItsStatus() async throws {
        let body = #"{"status":"FAILED","error":"content blocked"}"#
        for status in [200, 422] {
            try await withAnswer(answer(status, body)) { client, _ in
                let ticket = Ticket(requestID: "abc")
                let status = try await client.status(of: ticket)
                #expect(status == .failed("content blocked"))
                let error = await fault { try await client.result(of: ticket) }
                #expect(error == .requestFailed("content blocked"))
            }
        }
    }

    @Test(arguments: [
        ("QUEUED", RequestStatus.queued), ("PROCESSING", .processing), ("COMPLETED", .completed),
        ("completed", .completed), ("WARMING_UP", .processing),
    ])
    func readsEveryStatus(_ word: String, _ status: RequestStatus) async throws {
        try await withAnswer(answer(200, #"{"status":"\#(word)"}"#)) { client, server in
            let said = try await client.status(of: Ticket(requestID: "a/b"))
            #expect(said == status)
            #expect(server.received.first?.path == "/v2/requests/a%2Fb/status")
        }
    }

    @Test func aStatusThatIsGoneIsUnknown() async throws {
        try await withAnswer(answer(404, #"{"error":"expired","status":"QUEUED"}"#)) { client, _ in
            let error = await fault { try await client.status(of: Ticket(requestID: "abc")) }
            #expect(error == .unknown("expired"))
        }
    }

    @Test func aResultAskedForTooEarlyIsUnfinished() async throws {
        try await withAnswer(answer(200, #"{"status":"PROCESSING"}"#)) { client, _ in
            let error = await fault { try await client.result(of: Ticket(requestID: "abc")) }
            #expect(error == .unfinished)
        }
    }

    @Test func followsTheGivenAddressesOnTheServiceOnly() async throws {
        let stranger = try ScriptedServer { _ in answer(200, #"{"status":"QUEUED"}"#) }
        defer { stranger.stop() }
        try await withAnswer(answer(200, #"{"status":"QUEUED"}"#)) { client, server in
            let own = Ticket(requestID: "abc", statusURL: server.address + "/elsewhere/1")
            _ = try await client.status(of: own)
            let foreign = [stranger.address, "http://localhost:\(server.port)", "http://127.0.0.1:\(server.port)@x"]
            for origin in foreign {
                _ = try await client.status(of: Ticket(requestID: "abc", statusURL: origin + "/elsewhere/1"))
            }
            #expect(server.received.map(\.path) == ["/elsewhere/1"] + foreign.map { _ in "/v2/requests/abc/status" })
            #expect(stranger.received.isEmpty)
        }
    }
}
