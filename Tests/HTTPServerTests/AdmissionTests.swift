import Foundation
import HTTPServer
import HTTPTypes
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct AdmissionTests {
    private final class Guest: Sendable {
        let name: String
        init(_ name: String) { self.name = name }
    }

    private struct Stranger: Error {}

    /// A house that knows guests by a cookie, and greets them.
    private func house() -> Router {
        var router = Router()
        router.get("/open") { _ in .text("open") }
        router.get("/memory", fromMemory: { request in .text((request.context as? Guest)?.name ?? "nobody") })
        router.post("/closed") { request in
            .text("\((request.context as? Guest)?.name ?? "nobody") \(request.body.count)")
        }
        router.failed = { error, _ in .text("no", status: error is Stranger ? .unauthorized : .internalServerError) }
        let patterns = router.routes.map(\.pattern)
        router.admit { request, number in
            if let name = request.cookie("guest") { request.context = Guest(name) }
            let isOpen = number.map { patterns[$0] == "/open" } ?? false
            guard isOpen || request.context != nil else { throw Stranger() }
        }
        return router
    }

    private func ask(_ method: HTTPRequest.Method = .get, _ target: String, cookie: String? = nil) async throws
        -> Response
    {
        var headers: HTTPFields = [:]
        headers[.cookie] = cookie
        return await house().answer(try Request(method: method, target: target, headers: headers))
    }

    @Test func whoIsNotAdmittedIsAnsweredByTheFailurePage() async throws {
        #expect(try await ask(.post, "/closed").status == .unauthorized)
        #expect(try await ask(.get, "/memory").status == .unauthorized)
        #expect(try await ask(.get, "/open").status == .ok)
    }

    @Test func whatWasFoundOutReachesTheHandler() async throws {
        let answer = try await ask(.get, "/memory", cookie: "theme=dark; guest=mina")
        #expect(answer.text == "mina")
    }

    @Test func anAddressThatDoesNotExistIsAdmittedAsSuch() async throws {
        #expect(try await ask(.get, "/nowhere").status == .unauthorized)
        #expect(try await ask(.get, "/nowhere", cookie: "guest=mina").status == .notFound)
    }

    @Test(arguments: ["Content-Length: 20000000", "Transfer-Encoding: chunked"])
    func aLargeBodyOfAStrangerIsRefusedBeforeItIsRead(framing: String) async throws {
        try await withServer(house()) { server in
            // No byte of the body is ever sent.
            let answer = try await server.answer(to: "POST /closed HTTP/1.1\r\nHost: a\r\n\(framing)\r\n\r\n")
            #expect(answer.status == 401)
        }
    }

    @Test func aGuestsLargeBodyIsRead() async throws {
        try await withServer(house()) { server in
            let body = String(repeating: "x", count: 200_000)
            let head = "POST /closed HTTP/1.1\r\nHost: a\r\nCookie: guest=mina\r\nContent-Length: 200000\r\n\r\n"
            let answer = try await server.answer(to: head + body)
            #expect(answer.text == "mina 200000")
        }
    }

    @Test func everyAnswerButThoseFromMemoryIsTold() async throws {
        let told = Mutex<[String]>([])
        var router = house()
        let patterns = router.routes.map(\.pattern)
        router.answered = { _, number, status in told.withLock { $0.append("\(patterns[number]) \(status.code)") } }
        let guest: HTTPFields = [.cookie: "guest=mina"]
        _ = await router.answer(try Request(method: .post, target: "/closed", headers: guest))
        _ = await router.answer(try Request(method: .post, target: "/closed"))
        _ = await router.answer(try Request(method: .get, target: "/nowhere", headers: guest))
        #expect(told.withLock { $0 } == ["/closed 200", "/closed 401"])
    }

    @Test(arguments: [
        ("guest=mina", "mina"), ("a=b;guest=mina", "mina"), ("a=b; \tguest = \"mina\" ;c=d", "mina"),
        ("guest=one; guest=two", "one"), ("guests=tom; guest=mina", "mina"), ("guest", nil), ("", nil),
        ("a=guest=tom", nil),
    ])
    func oneCookieIsReadAsAllAre(field: String, value: String?) throws {
        let request = try Request(method: .get, target: "/", headers: [.cookie: field])
        #expect(request.cookie("guest") == value)
        #expect(request.cookies["guest"] == value)
    }

    @Test func anEventStreamEndsSoThatWhoListensIsAskedAgain() async throws {
        var router = Router()
        router.get("/events") { _ in
            .events(lifetime: .milliseconds(50)) { writer in
                try await writer.send(event: "one", data: "")
                try await Task.sleep(for: .seconds(3600))
            }
        }
        try await withServer(router) { server in
            let answer = try await server.get("/events")
            #expect(answer.status == 200 && answer.text.contains("event: one"))
        }
    }
}

extension Response {
    fileprivate var text: String? {
        if case .bytes(let bytes) = body { String(decoding: bytes, as: UTF8.self) } else { nil }
    }
}
