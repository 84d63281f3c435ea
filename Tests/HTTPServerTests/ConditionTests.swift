import HTTPServer
import HTTPTypes
import Testing

@Suite(.timeLimit(.minutes(1))) struct ConditionTests {
    private var router: Router {
        var router = Router()
        let picture = (0..<2000).map { UInt8(truncatingIfNeeded: $0) }
        let page = Array(String(repeating: "<p>a page</p>\n", count: 200).utf8)
        router.get("/picture", fromMemory: { _ in .bytes(picture, type: "image/webp").etag("abc") })
        router.get("/page") { _ in .html(page).etag("def") }
        router.get("/small") { _ in .html("<p>small</p>") }
        router.get("/held") { _ in .notModified }
        return router
    }

    @Test func answersNotModified() async throws {
        try await withServer(router) { server in
            for field in ["\"abc\"", "W/\"abc\"", "\"x\", \"abc\"", "*"] {
                let response = try await server.get("/picture", headers: "If-None-Match: \(field)\r\n")
                #expect(response.status == 304)
                #expect(response["etag"] == "\"abc\"")
            }
            let other = try await server.get("/picture", headers: "If-None-Match: \"x\"\r\n")
            #expect(other.status == 200)
            #expect(other.body.count == 2000)
        }
    }

    @Test func keepsTheConnectionAfterNotModified() async throws {
        try await withServer(router) { server in
            let client = try RawClient(port: server.port)
            for target in ["/picture", "/page", "/held"] {
                try await client.send("GET \(target) HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\n\r\n")
                #expect(try await client.response().status == 304)
            }
            try await client.send("GET /small HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().text == "<p>small</p>")
        }
    }

    @Test func sendsParts() async throws {
        try await withServer(router) { server in
            let part = try await server.get("/picture", headers: "Range: bytes=10-19\r\n")
            #expect(part.status == 206)
            #expect(part.body == Array(10..<20))
            #expect(part["content-range"] == "bytes 10-19/2000")
            #expect(part["content-length"] == "10")
            let beyond = try await server.get("/picture", headers: "Range: bytes=2000-\r\n")
            #expect(beyond.status == 416)
            #expect(beyond["content-range"] == "bytes */2000")
        }
    }

    @Test func sendsTheWholeWhenTheEntityChanged() async throws {
        try await withServer(router) { server in
            let same = try await server.get("/picture", headers: "Range: bytes=0-0\r\nIf-Range: \"abc\"\r\n")
            #expect(same.status == 206)
            let changed = try await server.get("/picture", headers: "Range: bytes=0-0\r\nIf-Range: \"old\"\r\n")
            #expect(changed.status == 200)
        }
    }

    @Test func compressesPages() async throws {
        try await withServer(router) { server in
            let packed = try await server.get("/page", headers: "Accept-Encoding: br, gzip\r\n")
            #expect(packed["content-encoding"] == "gzip")
            #expect(packed["vary"] == "Accept-Encoding")
            #expect(packed["etag"] == "W/\"def\"")
            #expect(packed.body.starts(with: [0x1f, 0x8b]))
            #expect(packed.body.count < 500)
            let plain = try await server.get("/page")
            #expect(plain["content-encoding"] == nil)
            #expect(plain["vary"] == "Accept-Encoding")
            #expect(plain.body.count == 2800)
            let head = try await server.get("/page", method: "HEAD", headers: "Accept-Encoding: gzip\r\n")
            #expect(head["content-length"] == "\(packed.body.count)")
        }
    }

    @Test func compressesNeitherLittleNorPictures() async throws {
        try await withServer(router) { server in
            for target in ["/small", "/picture"] {
                let response = try await server.get(target, headers: "Accept-Encoding: gzip\r\n")
                #expect(response["content-encoding"] == nil)
                #expect(response["vary"] == nil)
            }
        }
    }
}
