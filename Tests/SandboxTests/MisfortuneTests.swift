import Foundation
import HTTPServer
import HTTPTypes
import Segmind
import SegmindService
import Testing

@testable import Sandbox

@Suite struct MisfortuneTests {
    private let clock = ManualClock()

    @Test("Refusals hit every question, and charge nothing")
    func refusesQuestions() async throws {
        let sandbox = try sandbox(at: clock)
        let id = try await sandbox.finished(order())
        clock.advance(by: 100)
        _ = try await sandbox.change(["refuse": 1])
        let passing: Set = [429, 500, 502, 503, 504]
        for target in questions(id) {
            let answer = try await ask(sandbox, target)
            #expect(passing.contains(answer.status.code), "\(target)")
        }
        #expect(try await passing.contains(ask(sandbox, .post, "/v2/\(slug)").status.code))
        #expect(sandbox.ledger.totals.charges == 1)
    }

    @Test("Garbled answers are no JSON, and the charge stands; pictures stay whole")
    func garbles() async throws {
        var options = SandboxOptions()
        options.garble = 1
        let sandbox = try sandbox(options, at: clock)
        let submit = try await ask(sandbox, .post, "/v2/\(slug)")
        #expect(submit.status == .ok && submit.isBroken)
        #expect(sandbox.ledger.totals.charges == 1)
        let id = try await sandbox.finished(order())
        clock.advance(by: 100)
        for target in questions(id) where !target.hasPrefix("/media") {
            let answer = try await ask(sandbox, target)
            #expect(answer.status == .ok && answer.isBroken, "\(target)")
        }
        let picture = try await ask(sandbox, "/media/\(id)-0.jpg")
        guard case .bytes(let bytes) = picture.body else { throw Unexpected(nil) }
        #expect(try await sandbox.picture(named: "\(id)-0.jpg").bytes == bytes)
    }

    @Test("Cut answers break off on the wire, pictures too", .timeLimit(.minutes(1)))
    func cuts() async throws {
        var options = SandboxOptions()
        (options.cut, options.latency, options.isPlain) = (1, 0, true)
        let server = SandboxServer(catalog: try .standard(), options: options)
        let configuration = try SegmindClient.Configuration(key: "key", baseURL: try server.start())
        let http = SegmindClient.http(for: configuration)
        let client = SegmindClient(http: http, configuration: configuration)
        let id = try await server.backend.finished(order())
        let ticket = Ticket(requestID: id)
        let broken = [
            await lost { () throws(SegmindError) in _ = try await client.status(of: ticket) },
            await lost { () throws(SegmindError) in _ = try await client.result(of: ticket) },
            await lost { () throws(SegmindError) in _ = try await client.history() },
            await lost { () throws(SegmindError) in
                _ = try await client.download("\(configuration.baseURL)/media/\(id)-0.jpg")
            },
        ]
        #expect(broken == [true, true, true, true])
        try await http.shutdown()
        await server.stop()
    }

    /// Whether a call ends with its answer lost.
    private func lost(_ call: () async throws(SegmindError) -> Void) async -> Bool {
        do throws(SegmindError) { try await call() } catch .answerLost { return true } catch { return false }
        return false
    }

    @Test("A burst answers everything with 429 until it is over")
    func bursts() async throws {
        var options = SandboxOptions()
        options.bursts = 1
        let sandbox = try sandbox(options, at: clock)
        let id = try await sandbox.finished(order())
        #expect(try await ask(sandbox, "/v2/requests/\(id)/status").status == .ok)
        let submit = try await ask(sandbox, .post, "/v2/\(slug)")
        #expect(submit.status == .tooManyRequests && submit.headers[.retryAfter] == "3")
        clock.advance(by: 2)
        for target in questions(id) {
            let answer = try await ask(sandbox, target)
            #expect(answer.status == .tooManyRequests && answer.headers[.retryAfter] == "1", "\(target)")
        }
        clock.advance(by: 1)
        #expect(try await ask(sandbox, "/v2/requests/\(id)/status").status == .ok)
        #expect(sandbox.ledger.totals.charges == 1)
    }

    @Test("Damage is drawn anew for every delivery")
    func damagesADelivery() async throws {
        var options = SandboxOptions()
        options.damage = 0.5
        let sandbox = try sandbox(options, at: clock)
        let id = try await sandbox.finished(order())
        clock.advance(by: 100)
        var sizes: Set<Int> = []
        for _ in 0..<40 { sizes.insert(try await sandbox.picture(named: "\(id)-0.jpg").bytes.count) }
        #expect(sizes.count == 2)
    }

    @Test("How often a client asks does not shift the faults of its submits")
    func questionsDrawForThemselves() async throws {
        func outcomes(questions: Int) async throws -> [Int] {
            var options = SandboxOptions()
            (options.refuse, options.garble, options.cut) = (0.4, 0.3, 0.3)
            let sandbox = try sandbox(options)
            var outcomes: [Int] = []
            for _ in 0..<30 {
                outcomes.append(try await ask(sandbox, .post, "/v2/\(slug)").status.code)
                for _ in 0..<questions { _ = try await ask(sandbox, "/v2/requests/x/status") }
            }
            return outcomes
        }
        let first = try await outcomes(questions: 0)
        #expect(try await outcomes(questions: 3) == first)
        #expect(Set(first).count > 2)
    }

    private func questions(_ id: String) -> [String] {
        [
            "/v2/requests/\(id)/status", "/v2/requests/\(id)", "/media/\(id)-0.jpg",
            "/inference-request/request-history", "/inference-request/request-history/\(id)",
        ]
    }

    private func ask(_ sandbox: SandboxBackend, _ target: String) async throws -> Response {
        try await ask(sandbox, .get, target)
    }

    private func ask(
        _ sandbox: SandboxBackend,
        _ method: HTTPRequest.Method,
        _ target: String
    ) async throws -> Response {
        let router = SandboxServer.router(sandbox, clock: clock.clock, controlling: nil)
        return await router.answer(try .asked(method, target, #"{"prompt":"a cat","seed":7}"#))
    }
}

extension Response {
    fileprivate var isBroken: Bool {
        guard case .bytes(let bytes) = body else { return false }
        return !bytes.isEmpty && (try? JSONValue(bytes: bytes)) == nil
    }
}
