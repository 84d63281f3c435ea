import Catalog
import Foundation
import Sandbox
import Segmind
import Testing

/// The client and the sandbox, both real, over loopback.
@Suite struct SandboxSessionTests {
    static let jpegStart: [UInt8] = [0xFF, 0xD8, 0xFF]

    /// A request that is quick to paint.
    private func body(_ prompt: String, _ more: String = "") -> String {
        #"{"prompt":"\#(prompt)","seed":7,"img_width":512,"img_height":512\#(more)}"#
    }

    private func withSandbox<Value>(
        key: String = key,
        _ adjust: (inout SandboxOptions) -> Void = { _ in },
        _ body: (SegmindClient) async throws -> Value
    ) async throws -> Value {
        var options = SandboxOptions()
        options.latency = 0
        options.slowness = 0.3
        options.isPlain = true
        adjust(&options)
        let server = SandboxServer(catalog: try .standard(), options: options)
        let address = try server.start()
        let result: Result<Value, any Error>
        do {
            result = .success(try await withClient(at: address, key: key, body))
        } catch {
            result = .failure(error)
        }
        await server.stop()
        return try result.get()
    }

    /// Asks until the request has ended.
    private func end(of ticket: Ticket, _ client: SegmindClient) async throws -> RequestStatus {
        for _ in 0..<600 {
            let status = try await client.status(of: ticket)
            switch status {
            case .queued, .processing: try await Task.sleep(for: .milliseconds(50))
            case .completed, .failed: return status
            }
        }
        throw CancellationError()
    }

    @Test func aRequestGoesItsWay() async throws {
        try await withSandbox { client in
            let ticket = try await client.submit(slug: slug, body: body("a cat"))
            #expect(ticket.statusURL == "\(client.configuration.baseURL)/v2/requests/\(ticket.requestID)/status")
            let status = try await end(of: ticket, client)
            #expect(status == .completed)
            let result = try await client.result(of: Ticket(requestID: ticket.requestID))
            guard case .url(let url)? = result.outputs.first else { throw Unexpected(nil) }
            let bytes = try await client.download(url)
            #expect(bytes.starts(with: Self.jpegStart))
            let synchronous = try await client.generate(slug: slug, body: body("a cat"))
            #expect(synchronous.outputs == [.bytes(bytes)])
        }
    }

    @Test func severalSamplesComeInOrder() async throws {
        try await withSandbox { client in
            let wanted = body("a cat", #","samples":2"#)
            let ticket = try await client.submit(slug: slug, body: wanted)
            _ = try await end(of: ticket, client)
            var pictures: [MediaSource] = []
            for output in try await client.result(of: ticket).outputs {
                guard case .url(let url) = output else { throw Unexpected(nil) }
                pictures.append(.bytes(try await client.download(url)))
            }
            #expect(pictures.count == 2 && pictures[0] != pictures[1])
            let synchronous = try await client.generate(slug: slug, body: wanted)
            #expect(synchronous.outputs == pictures)
        }
    }

    @Test func picturesComeAsBase64() async throws {
        try await withSandbox { client in
            let wanted = body("a cat", #","base64":true"#)
            let ticket = try await client.submit(slug: slug, body: wanted)
            _ = try await end(of: ticket, client)
            let result = try await client.result(of: ticket)
            let synchronous = try await client.generate(slug: slug, body: wanted)
            #expect(result.outputs == synchronous.outputs)
            guard case .bytes(let bytes)? = result.outputs.first else { throw Unexpected(nil) }
            #expect(bytes.starts(with: Self.jpegStart))
        }
    }

    @Test(arguments: [
        ("400", "badParameters"), ("401", "keyRefused"), ("403", "forbidden"), ("406", "noCredits"),
        ("429", "tooManyRequests"), ("500", "serverFault"), ("502", "badGateway"), ("503", "unavailable"),
        ("504", "gatewayTimeout"), ("drop", "answerLost"), ("json", "malformedAnswer"),
    ])
    func everyWordArrivesAsItsError(_ word: String, _ name: String) async throws {
        try await withSandbox { client in
            let body = body("a cat, sandbox:\(word)")
            for error in [
                await fault { try await client.submit(slug: slug, body: body) },
                await fault { try await client.generate(slug: slug, body: body) },
            ] {
                let error = try #require(error)
                #expect(Mirror(reflecting: error).children.first?.label == name)
            }
        }
    }

    @Test func aFailureSaysWhy() async throws {
        try await withSandbox { client in
            let ticket = try await client.submit(slug: slug, body: body("sandbox:fail"))
            let status = try await end(of: ticket, client)
            guard case .failed(let reason) = status else { throw Unexpected(nil) }
            #expect(reason.contains("blocked"))
            let error = await fault { try await client.result(of: ticket) }
            #expect(error == .requestFailed(reason))
            let synchronous = await fault { try await client.generate(slug: slug, body: body("sandbox:fail")) }
            #expect(synchronous == .requestFailed(reason))
        }
    }

    @Test func aLostSubmitIsFoundInTheHistory() async throws {
        try await withSandbox { client in
            let lost = body("sandbox:drop")
            let error = await fault { try await client.submit(slug: slug, body: lost) }
            #expect(error?.mayHaveBeenCharged == true)
            let rows = try await client.history(model: slug)
            let row = try #require(rows.first { $0.isRequest(for: slug, body: lost) })
            #expect(row.cost == 0.011)
            let status = try await end(of: Ticket(requestID: row.requestID), client)
            #expect(status == .completed)
            let again = try await client.history(requestID: row.requestID)
            #expect(again?.status == .completed && again?.outputURL != nil)
            let stranger = try await client.history(requestID: "another")
            #expect(stranger == nil)
        }
    }

    @Test func aSpoiltPictureArrivesAsItIs() async throws {
        try await withSandbox { client in
            let whole = try await client.generate(slug: slug, body: body("a cat"))
            for word in ["badimage", "truncated"] {
                let spoilt = try await client.generate(slug: slug, body: body("sandbox:\(word)"))
                guard case .bytes(let bytes)? = spoilt.outputs.first else { throw Unexpected(nil) }
                #expect(!bytes.isEmpty && spoilt != whole)
            }
        }
    }

    @Test func aPictureMayTrickleIn() async throws {
        try await withSandbox { client in
            let ticket = try await client.submit(slug: slug, body: body("sandbox:drip"))
            _ = try await end(of: ticket, client)
            guard case .url(let url)? = try await client.result(of: ticket).outputs.first else {
                throw Unexpected(nil)
            }
            let start = ContinuousClock.now
            let bytes = try await client.download(url)
            #expect(bytes.starts(with: Self.jpegStart))
            #expect(ContinuousClock.now - start >= .milliseconds(250))
        }
    }

    @Test func anotherKeyKnowsNothingOfIt() async throws {
        try await withSandbox { client in
            let ticket = try await client.submit(slug: slug, body: body("a cat"))
            let address = client.configuration.baseURL
            let error = try await withClient(at: address, key: "another") { stranger in
                await fault { try await stranger.status(of: ticket) }
            }
            guard case .unknown? = error else { throw Unexpected(error) }
        }
    }

    @Test func anUnknownModelIsUnknown() async throws {
        try await withSandbox { client in
            let error = await fault { try await client.submit(slug: "sdxl 9/x", body: body("a cat")) }
            #expect(error == .unknown("Model sdxl 9/x not found."))
        }
    }

    @Test(arguments: ["", "nonsense", "[]", #"{"prompt":"a cat","img_width":513}"#])
    func badBodiesAreBadParameters(_ body: String) async throws {
        try await withSandbox { client in
            let error = await fault { try await client.submit(slug: slug, body: body) }
            guard case .badParameters? = error else { throw Unexpected(error) }
        }
    }

    @Test func theRateLimitSaysWhenToComeAgain() async throws {
        try await withSandbox({ $0.rateLimit = 0 }) { client in
            let error = await fault { try await client.submit(slug: slug, body: body("a cat")) }
            #expect(error?.retryAfter == 60)
        }
    }
}
