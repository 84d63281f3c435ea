import Foundation
import HTTPServer
import HTTPTypes
import Segmind
import SegmindService
import Testing

@testable import Sandbox

@Suite struct ControlTests {
    private let shift = ClockShift()
    private let clock: SandboxClock
    private let backend: SandboxBackend
    private let router: Router

    init() throws {
        clock = shift.applied(to: ManualClock().clock)
        backend = SandboxBackend(
            catalog: try .standard(),
            options: SandboxOptions(),
            clock: clock,
            easel: Easel { Array("\($0)".utf8) }
        )
        router = SandboxServer.router(backend, clock: clock, controlling: shift)
    }

    private func ask(
        _ method: HTTPRequest.Method,
        _ target: String,
        _ body: String = "{}"
    ) async throws -> (status: Int, json: JSONValue) {
        let response = await router.answer(try .asked(method, target, body))
        guard case .bytes(let bytes) = response.body else { return (response.status.code, .null) }
        return (response.status.code, (try? JSONValue(bytes: bytes)) ?? .null)
    }

    @Test("The clock is set forward: results expire, the history and its pictures stay")
    func movesTheClock() async throws {
        let id = try await backend.finished(order())
        #expect(try await ask(.post, "/sandbox/clock", #"{"advance_seconds": 100}"#).status == 200)
        #expect(try await ask(.get, "/v2/requests/\(id)").status == 200)
        let answer = try await ask(.post, "/sandbox/clock", #"{"advance_seconds": 3600}"#)
        #expect(answer.json["now"]?.string == "2027-01-15T09:01:40Z")
        #expect(try await ask(.get, "/v2/requests/\(id)").status == 404)
        let row = try await ask(.get, "/inference-request/request-history/\(id)").json
        #expect(row["generation_url"]?.string == "http://example:81/media/\(id)-0.jpg")
        #expect(try await ask(.get, "/media/\(id)-0.jpg").status == 200)
    }

    @Test("Everything is forgotten but what was charged")
    func forgets() async throws {
        let id = try await backend.finished(order())
        #expect(try await ask(.post, "/sandbox/forget").status == 200)
        #expect(try await ask(.get, "/v2/requests/\(id)/status").status == 404)
        #expect(try await ask(.get, "/inference-request/request-history").json["total"] == 0)
        #expect(try await ask(.get, "/sandbox/ledger").json["charges"] == 1)
    }

    @Test("The chances are changed while it runs, the controls meet none")
    func changesTheChances() async throws {
        let changed = try await ask(.post, "/sandbox/faults", #"{"refuse": 1, "drop_answers": 0.25}"#)
        #expect(changed.json["refuse"] == 1 && changed.json["drop_answers"]?.number == 0.25)
        #expect(changed.json["garble"] == 0)
        #expect(try await ask(.get, "/inference-request/request-history").status != 200)
        #expect(try await ask(.get, "/sandbox/ledger").status == 200)
        #expect(try await ask(.post, "/sandbox/faults", #"{"refuse": 0}"#).status == 200)
        #expect(try await ask(.get, "/inference-request/request-history").status == 200)
    }

    @Test("A burst ends when its chance is taken away")
    func endsABurst() async throws {
        _ = try await ask(.post, "/sandbox/faults", #"{"bursts": 1}"#)
        #expect(try await ask(.post, "/v2/\(slug)", #"{"prompt":"a cat"}"#).status == 429)
        _ = try await ask(.post, "/sandbox/faults", #"{"bursts": 0}"#)
        #expect(try await ask(.post, "/v2/\(slug)", #"{"prompt":"a cat"}"#).status == 200)
    }

    @Test(
        "What makes no sense is refused, and changes nothing",
        arguments: [
            ("clock", "{}"), ("clock", #"{"advance_seconds": -1}"#), ("clock", "x"), ("faults", #"{"luck": 1}"#),
            ("faults", #"{"refuse": 1, "fail": 2}"#), ("faults", #"{"refuse": true}"#),
        ]
    )
    func refusesNonsense(_ control: String, _ body: String) async throws {
        let answer = try await ask(.post, "/sandbox/" + control, body)
        #expect(answer.status == 400 && answer.json["error"]?.string?.isEmpty == false)
        #expect(try await ask(.post, "/sandbox/faults").json["refuse"] == 0)
    }

    @Test("Nobody can turn the controls of a sandbox without them", .timeLimit(.minutes(1)))
    func isOffByItself() async throws {
        let plain = SandboxServer.router(backend, clock: clock, controlling: nil)
        for (method, target) in router.routes where target.hasPrefix("/sandbox/") {
            #expect(await plain.answer(try .asked(method, target, "{}")).status == .notFound)
        }
        #expect(!SandboxOptions().hasControls)
    }
}
