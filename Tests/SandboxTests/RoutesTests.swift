import Foundation
import HTTPServer
import HTTPTypes
import Segmind
import SegmindService
import Testing

@testable import Sandbox

@Suite struct RoutesTests {
    private let clock = ManualClock()
    private let backend: SandboxBackend
    private var router = Router()

    init() throws {
        backend = try sandbox(at: clock)
        SegmindRoutes(backend: backend, now: clock.clock.now).add(to: &router)
    }

    private func ask(
        _ method: HTTPRequest.Method = .get,
        _ target: String,
        body: String = "",
        key: String? = "key",
        of router: Router? = nil
    ) async throws -> (status: Int, json: JSONValue) {
        let request = try Request.asked(method, target, body, key: key)
        let response = await (router ?? self.router).answer(request)
        guard case .bytes(let bytes) = response.body else { return (response.status.code, .null) }
        return (response.status.code, (try? JSONValue(bytes: bytes)) ?? .null)
    }

    private let wanted = #"{"prompt":"a cat","seed":7}"#

    @Test func addressesBeginAsTheHostHeaderSays() async throws {
        let answer = try await ask(.post, "/v2/\(slug)", body: wanted)
        let id = try #require(answer.json["request_id"]?.string)
        #expect(answer.status == 200)
        #expect(answer.json["status_url"]?.string == "http://example:81/v2/requests/\(id)/status")
        #expect(answer.json["response_url"]?.string == "http://example:81/v2/requests/\(id)")
        await backend.settle()
        clock.advance(by: 100)
        let result = try await ask(.get, "/v2/requests/\(id)").json
        #expect(result["output"]?.string == "http://example:81/media/\(id)-0.jpg")
        #expect(try await ask(.get, "/media/\(id)-0.jpg", key: nil).status == 200)
    }

    @Test func addressesBeginAsConfigured() async throws {
        var router = Router()
        SegmindRoutes(backend: backend, publicBase: "https://house.example").add(to: &router)
        let answer = try await ask(.post, "/v2/\(slug)", body: wanted, of: router)
        #expect(answer.json["status_url"]?.string?.hasPrefix("https://house.example/v2/requests/") == true)
    }

    @Test func everyCallNeedsAKeyButThePictures() async throws {
        for route in router.routes where !route.pattern.hasPrefix("/media") {
            let target = route.pattern.replacing("{slug}", with: slug).replacing("{id}", with: "x")
            for key in [nil, ""] {
                let answer = try await ask(route.method, target, body: wanted, key: key)
                #expect(answer.status == 401, "\(route)")
                #expect(answer.json["error"]?.string?.isEmpty == false)
            }
        }
    }

    @Test(arguments: ["", "x", "[]", "null", "\"prompt\""])
    func takesNothingButAnObject(_ body: String) async throws {
        for version in ["v1", "v2"] {
            let answer = try await ask(.post, "/\(version)/\(slug)", body: body)
            #expect(answer.status == 400 && answer.json["error"]?.string?.isEmpty == false)
        }
    }

    @Test func aFailureIsToldInTheBodyToo() async throws {
        let id = try #require(
            try await ask(.post, "/v2/\(slug)", body: #"{"prompt":"sandbox:fail"}"#).json["request_id"]?.string
        )
        clock.advance(by: 100)
        for target in ["/v2/requests/\(id)", "/v2/requests/\(id)/status"] {
            let answer = try await ask(.get, target)
            #expect(answer.status == 422)
            #expect(answer.json["status"] == "FAILED" && answer.json["error"]?.string != nil)
        }
    }

    @Test(arguments: [
        "page=0", "page=x", "per_page=0", "per_page=101", "from_date=yesterday", "to_date=2026-13-01",
        "from_date=2026-01-01&to_date=2026-03-01", "from_date=2026-02-02&to_date=2026-02-01", "status=DONE",
    ])
    func refusesABadWindowOfTheHistory(_ query: String) async throws {
        let answer = try await ask(.get, "/inference-request/request-history?\(query)")
        #expect(answer.status == 400 && answer.json["error"]?.string?.isEmpty == false)
    }

    @Test(arguments: ["", "?page=&status=", "?from_date=2027-01-10&to_date=2027-01-20&per_page=100&model_name=sdxl"])
    func answersTheHistory(_ query: String) async throws {
        _ = try await ask(.post, "/v2/\(slug)", body: wanted)
        let answer = try await ask(.get, "/inference-request/request-history\(query)")
        #expect(answer.status == 200 && answer.json["total"] == 1)
        let row = try #require(answer.json["data"]?.array?.first)
        #expect(row["model_status"] == "PENDING" && row["request_body"]?["seed"] == 7)
        #expect(row["generation_url"] == .null && row["error"] == .null)
    }

    @Test func answersTheAccount() async throws {
        _ = try await ask(.post, "/v2/\(slug)", body: wanted)
        #expect(try await ask(.get, "/api/auth/authenticate").json["credits_spent"]?.number == 0.011)
    }
}
