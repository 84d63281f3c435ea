import HTTPServer
import HTTPTypes
import Testing

@Suite struct RouterTests {
    private struct Broken: Error {}

    private func ask(_ router: Router, _ target: String, _ method: HTTPRequest.Method = .get) async throws -> Response {
        await router.answer(try Request(method: method, target: target))
    }

    private func text(_ response: Response) -> String {
        if case .bytes(let bytes) = response.body { String(decoding: bytes, as: UTF8.self) } else { "" }
    }

    @Test func readsTypedParameters() async throws {
        var router = Router()
        router.get("/images/{id}") { (_, id: Int64) in .text("image \(id + 1)") }
        router.get("/models/{slug}/samples/{number}") { (_, slug: String, number: Int) in .text("\(slug) \(number)") }
        #expect(text(try await ask(router, "/images/41")) == "image 42")
        #expect(text(try await ask(router, "/models/a%2Fb/samples/3")) == "a/b 3")
    }

    @Test(arguments: [
        "/images/x", "/images/1.5", "/images/+1", "/images/007", "/images/", "/images/1/2", "/Images/1",
        "/images/99999999999999999999",
    ])
    func hasNothingWhereAParameterDoesNotRead(target: String) async throws {
        var router = Router()
        router.get("/images/{id}") { (_, id: Int64) in .text("\(id)") }
        #expect(try await ask(router, target).status == .notFound)
    }

    @Test func prefersLiterals() async throws {
        var router = Router()
        router.get("/prompts/{id}") { (_, id: String) in .text("prompt \(id)") }
        router.get("/prompts/new") { _ in .text("new") }
        router.get("/prompts/new/{id}") { (_, id: Int) in .text("new \(id)") }
        #expect(text(try await ask(router, "/prompts/new")) == "new")
        #expect(text(try await ask(router, "/prompts/other")) == "prompt other")
        #expect(text(try await ask(router, "/prompts/new/1")) == "new 1")
    }

    @Test func goesBackFromALiteralThatLeadsNowhere() async throws {
        var router = Router()
        router.get("/a/b") { _ in .text("literal") }
        router.get("/{x}/c") { (_, x: String) in .text("parameter \(x)") }
        #expect(text(try await ask(router, "/a/c")) == "parameter a")
    }

    @Test func takesTheRestOfAPath() async throws {
        var router = Router()
        router.get("/public/{path...}") { (_, path: String) in .text(path) }
        #expect(text(try await ask(router, "/public/a/b.css")) == "a/b.css")
        #expect(try await ask(router, "/public").status == .notFound)
    }

    @Test func saysWhichMethodsAnAddressTakes() async throws {
        var router = Router()
        router.get("/images/{id}") { (_, id: Int64) in .text("\(id)") }
        router.delete("/images/{id}") { (_, id: Int64) in .noContent }
        let response = try await ask(router, "/images/1", .post)
        #expect(response.status == .methodNotAllowed)
        #expect(response.headers[.allow] == "GET, DELETE, HEAD")
        #expect(try await ask(router, "/images/x", .post).status == .notFound)
    }

    @Test func answersHeadByTheGetRoute() async throws {
        #expect(try await ask(.hello, "/", .head).status == .ok)
    }

    @Test func wrapsEveryAnswer() async throws {
        var router = Router.hello
        router.get("/broken") { _ in throw Broken() }
        router.wrap { request, next in
            let response = try await next(request)
            return response.header(.server, "outer " + (response.headers[.server] ?? ""))
        }
        router.wrap { request, next in try await next(request).header(.server, "inner") }
        for (target, status) in [("/", 200), ("/none", 404), ("/broken", 500)] {
            let response = try await ask(router, target)
            #expect(response.headers[.server] == "outer inner")
            #expect(response.status.code == status)
        }
    }

    @Test func letsAWrapperAnswerOrChangeTheRequest() async throws {
        var router = Router()
        router.get("/") { request in .text(request.headers[.userAgent] ?? "") }
        router.wrap { request, next in
            if request.query["stop"] != nil { return .seeOther("/login") }
            var request = request
            request.headers[.userAgent] = "changed"
            return try await next(request)
        }
        #expect(text(try await ask(router, "/")) == "changed")
        #expect(try await ask(router, "/?stop=1").headers[.location] == "/login")
    }

    @Test func translatesErrorsOnce() async throws {
        var router = Router()
        router.get("/broken") { _ in throw Broken() }
        router.get("/gone") { _ in throw NotFound() }
        router.failed = { error, _ in .text("\(type(of: error))", status: .init(code: 599)) }
        router.notFound = { _ in .text("my page", status: .notFound) }
        #expect(try await ask(router, "/broken").status.code == 599)
        #expect(text(try await ask(router, "/gone")) == "my page")
        #expect(text(try await ask(router, "/none")) == "my page")
        router.wrap { _, _ in throw Broken() }
        #expect(text(try await ask(router, "/none")) == "Broken")
    }

    @Test func listsItsRoutes() {
        var router = Router.hello
        router.post("/images/{id}/rating") { (_, id: Int64) in .noContent }
        #expect(router.routes.map(\.pattern) == ["/", "/images/{id}/rating"])
        #expect(router.routes.map(\.method) == [.get, .post])
    }

    @Test func stopsAtWrongPatterns() async {
        await #expect(processExitsWith: .failure) {
            var router = Router()
            router.get("/images/{id}") { _ in .text("") }
        }
        await #expect(processExitsWith: .failure) {
            var router = Router()
            router.get("/a/{x}") { (_, x: String) in .text(x) }
            router.get("/a/{y}") { (_, y: String) in .text(y) }
        }
        await #expect(processExitsWith: .failure) {
            var router = Router()
            router.get("images") { _ in .text("") }
        }
    }
}
