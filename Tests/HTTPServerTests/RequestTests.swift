import HTTPServer
import HTTPTypes
import Testing

@Suite struct RequestTests {
    private func request(_ target: String, headers: HTTPFields = [:]) throws -> Request {
        try Request(method: .get, target: target, headers: headers)
    }

    @Test func decodesEachSegmentByItself() throws {
        let request = try request("/a%20b/c%2Fd/%C3%A9?q=1")
        #expect(request.segments == ["a b", "c/d", "é"])
        #expect(request.path == "/a b/c/d/é")
        #expect(request.query["q"] == "1")
        #expect(request.target == "/a%20b/c%2Fd/%C3%A9?q=1")
    }

    @Test func hasNoSegmentsAtTheRoot() throws {
        #expect(try request("/").segments.isEmpty)
        #expect(try request("/?a=1").segments.isEmpty)
        #expect(try request("/a/").segments == ["a", ""])
    }

    @Test func decodesOnce() throws {
        #expect(try request("/%2541").segments == ["%41"])
    }

    @Test(arguments: [
        "/%", "/%4", "/%zz", "/%00", "/a%00b", "/%ff", "/%c3", "/%c0%af", "/%ed%a0%80", "a", "*", "", "/é", "/a b",
    ])
    func refusesBadPaths(target: String) {
        #expect(throws: Refusal.badTarget) { try request(target) }
    }

    @Test func takesThePathOfAnAbsoluteTarget() throws {
        #expect(try request("http://example.org/a?b=c").path == "/a")
        #expect(try request("http://example.org").path == "/")
        #expect(try request("http://example.org?b=c").query["b"] == "c")
    }

    @Test func readsCookies() throws {
        let request = try request("/", headers: [.cookie: "a=1; b=\"two\"; a=3; =4; odd; c=x=y"])
        #expect(request.cookies == ["a": "1", "b": "two", "c": "x=y"])
        // An accent behind a semicolon hides it from none of the two ways to ask.
        let accented = try self.request("/", headers: [.cookie: "a=1;\u{301}b=2; c=3"])
        #expect(accented.cookies["a"] == "1" && accented.cookie("a") == "1" && accented.cookie("c") == "3")
    }

    @Test func knowsWhichEntityTheClientHolds() throws {
        let request = try request("/", headers: [.ifNoneMatch: "\"x\", W/\"a,b\""])
        #expect(request.holds(etag: "x"))
        #expect(request.holds(etag: "a,b"))
        #expect(!request.holds(etag: "y"))
    }

    @Test("A field is found in any writing of its name, received or given; the first of its name wins")
    func findsFields() async throws {
        let given = try request("/", headers: [.ifNoneMatch: "\"x\"", .range: "bytes=0-1"])
        #expect(given.field("if-none-match") == "\"x\"")
        #expect(given.field("if-range") == nil)
        var router = Router()
        router.get("/") { request in
            let names: [StaticString] = ["x-one", "x-two", "x-three", "x_one"]
            let found = names.map { request.field($0) ?? "-" }
            let all = request.headers.map { "\($0.name.rawName)=\($0.value)" }
            return .text((found + all + [request.host ?? "", request.cookies["b"] ?? ""]).joined(separator: "\n"))
        }
        try await withServer(router) { server in
            let fields = "X-One: a\r\nx-oNE: b\r\nX-TWO:\r\nCookie: a=1\r\nCookie: b=2\r\nX-Three: \u{E9}\r\n"
            let answer = try await server.get("/", headers: fields)
            #expect(
                answer.text == """
                    a\n\n\u{E9}\n-\nHost=test\nX-One=a\nx-oNE=b\nX-TWO=\nCookie=a=1\nCookie=b=2\nX-Three=\u{E9}\n\
                    Connection=close\ntest\n2
                    """
            )
        }
    }
}
