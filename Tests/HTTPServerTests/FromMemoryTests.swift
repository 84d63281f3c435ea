import HTTPServer
import HTTPTypes
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct FromMemoryTests {
    private struct Broken: Error {}

    @Test("What is not in memory is left to the handler, away from the server's thread")
    func handsOnWhatItDoesNotHave() async throws {
        let go = Event()
        var router = Router.hello
        router.get("/{n}", fromMemory: { (_, n: Int) in n == 1 ? .text("memory") : nil }) { (_, n: Int) in
            await go.wait()
            return .text("handler \(n)")
        }
        try await withServer(router) { server in
            let client = try RawClient(port: server.port)
            try await client.send("GET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
            // The first is being answered, and holds up nobody.
            #expect(try await server.get("/1").text == "memory")
            #expect(try await server.get("/").text == "hello")
            go.happen()
            #expect(try await client.response().text == "handler 2")
        }
    }

    @Test("An address with nothing but memory behind it ends there")
    func missesWithoutAHandler() async throws {
        var router = Router()
        router.get("/{n}", fromMemory: { (_, n: Int) in n == 1 ? .text("memory") : nil })
        try await withServer(router) { server in
            let held = try await server.get("/1")
            #expect(held.text == "memory")
            #expect(try await server.get("/2").status == 404)
            #expect(try await server.get("/1", method: "POST").status == 405)
        }
    }

    @Test("What goes wrong in memory becomes the page for errors")
    func failsAsAHandlerDoes() async throws {
        var router = Router()
        router.get("/broken", fromMemory: { _ in throw Broken() })
        router.get("/gone", fromMemory: { _ in throw NotFound() })
        router.failed = { error, _ in .text("\(type(of: error))", status: .init(code: 599)) }
        try await withServer(router) { server in
            let broken = try await server.get("/broken")
            #expect(broken.text == "Broken")
            #expect(try await server.get("/gone").status == 404)
        }
    }

    @Test("A page from memory is compressed, and its parts are cut, as any other")
    func settlesWhatTheRequestAsks() async throws {
        let page = Array(String(repeating: "<p>a page</p>\n", count: 200).utf8)
        var router = Router()
        router.get("/page", fromMemory: { _ in .html(page).etag("x") })
        try await withServer(router) { server in
            #expect(try await server.get("/page").body == page)
            let packed = try await server.get("/page", headers: "Accept-Encoding: gzip\r\n")
            #expect(packed["content-encoding"] == "gzip")
            #expect(try await server.get("/page", headers: "Range: bytes=0-2\r\n").text == "<p>")
            #expect(try await server.get("/page", headers: "If-None-Match: \"x\"\r\n").status == 304)
        }
    }

    @Test("A file from memory's answer is opened by another thread, and may be missing")
    func opensFiles() async throws {
        try await withFolder { folder in
            try write([1, 2, 3], to: folder + "/a")
            var router = Router()
            router.get("/{name}", fromMemory: { (_, name: String) in .file(path: folder + "/" + name, type: "x/y") })
            try await withServer(router) { server in
                let found = try await server.get("/a")
                #expect(found.body == [1, 2, 3])
                #expect(try await server.get("/b").status == 404)
            }
        }
    }

    @Test("A wrapper stands before memory, too")
    func isWrapped() async throws {
        var router = Router()
        router.get("/", fromMemory: { _ in .text("memory") })
        router.wrap { request, next in
            await Task.yield()
            guard request.query["key"] == "right" else { return .text("no", status: .forbidden) }
            return try await next(request)
        }
        try await withServer(router) { server in
            let refused = try await server.get("/")
            #expect(refused.status == 403)
            #expect(try await server.get("/?key=right").text == "memory")
        }
    }

    @Test("A check stands before memory, handlers and missing addresses, and its error is told as any other")
    func isChecked() async throws {
        let ran = Atomic(0)
        var router = Router()
        router.get(
            "/memory",
            fromMemory: { _ in
                ran.add(1, ordering: .relaxed)
                return .text("memory")
            }
        )
        router.post("/handler") { _ in
            ran.add(1, ordering: .relaxed)
            return .text("handler")
        }
        router.check { request in if request.host != "right" { throw Broken() } }
        router.failed = { error, _ in .text("\(type(of: error))", status: .forbidden) }
        try await withServer(router) { server in
            for line in ["GET /memory", "POST /handler", "GET /none", "GET /%2e%2e"] {
                let answer = try await server.answer(
                    to: "\(line) HTTP/1.1\r\nHost: wrong\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                )
                #expect(answer.status == 403)
                #expect(answer.text == "Broken")
            }
            let none = ran.load(ordering: .relaxed)
            #expect(none == 0)
            let right = try await server.answer(to: "GET /memory HTTP/1.1\r\nHost: right\r\n\r\n")
            #expect(right.text == "memory")
        }
    }

    @Test("Every answer carries the common fields, refusals and 304 too, and keeps its own of the same name")
    func carriesCommonFields() async throws {
        var router = Router.hello
        router.fields[.referer] = "common"
        router.get("/own") { _ in .text("x").header(.referer, "own") }
        router.get("/memory", fromMemory: { _ in try Response.text("memory").etag("t").prepared() })
        try await withServer(router) { server in
            for target in ["/", "/memory", "/none", "/%zz"] {
                #expect(try await server.get(target).headers.filter { $0.name == "referer" }.map(\.value) == ["common"])
            }
            #expect(try await server.get("/own").headers.filter { $0.name == "referer" }.map(\.value) == ["own"])
            let held = try await server.get("/memory", headers: "If-None-Match: \"t\"\r\n")
            #expect(held.status == 304)
            #expect(held["referer"] == "common")
            let refused = try await server.answer(to: "FOO / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(refused.status == 501)
            #expect(refused["referer"] == "common")
        }
    }
}
