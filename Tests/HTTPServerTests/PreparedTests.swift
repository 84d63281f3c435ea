import Foundation
import Glibc
import HTTPServer
import HTTPTypes
import Testing

@Suite(.timeLimit(.minutes(1))) struct PreparedTests {
    private let picture = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }

    /// The same picture from memory and as a file, each kept ready, and a page.
    private func withPrepared(_ test: (HTTPServer) async throws -> Void) async throws {
        try await withFolder { folder in
            try write(picture, to: folder + "/picture")
            let bytes = try Response.bytes(picture, type: "image/webp").immutable().etag("abc").prepared()
            let file = try Response.file(path: folder + "/picture", type: "image/webp").etag("abc").prepared()
            let text = String(repeating: "<p>a page</p>\n", count: 200)
            let page = try Response.html(text).etag("def").prepared()
            var router = Router()
            router.get("/bytes", fromMemory: { _ in bytes })
            router.get("/file", fromMemory: { _ in file })
            router.get("/late") { _ in bytes }
            router.get("/page", fromMemory: { _ in page })
            router.get("/changed", fromMemory: { _ in bytes.header(.server, "other").status(.created) })
            try await withServer(router) { server in try await test(server) }
        }
    }

    @Test("It is sent again and again, whole", arguments: ["/bytes", "/file", "/late"])
    func isSentAgain(target: String) async throws {
        try await withPrepared { server in
            let client = try RawClient(port: server.port)
            for _ in 0..<20 {
                try await client.send("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
                let answer = try await client.response()
                #expect(answer.status == 200)
                #expect(answer.body == picture)
                #expect(answer["content-type"] == "image/webp")
                #expect(answer["etag"] == "\"abc\"")
                #expect(answer["accept-ranges"] == "bytes")
            }
        }
    }

    @Test("HEAD has its length and no body", arguments: ["/bytes", "/file", "/late"])
    func answersHead(target: String) async throws {
        try await withPrepared { server in
            let client = try RawClient(port: server.port)
            for _ in 0..<2 {
                try await client.send("HEAD \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try await client.response(bodyless: true)["content-length"] == "50000")
            }
            try await client.send("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().body == picture)
        }
    }

    @Test("Who has it already is told so, on a connection that stays", arguments: ["/bytes", "/file", "/late"])
    func answersNotModified(target: String) async throws {
        try await withPrepared { server in
            let client = try RawClient(port: server.port)
            for field in ["\"abc\"", "W/\"abc\"", "\"x\", \"abc\"", "*"] {
                try await client.send("GET \(target) HTTP/1.1\r\nHost: a\r\nIf-None-Match: \(field)\r\n\r\n")
                let held = try await client.response()
                #expect(held.status == 304)
                #expect(held["etag"] == "\"abc\"")
            }
            try await client.send("GET \(target) HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"ab\"\r\n\r\n")
            #expect(try await client.response().body == picture)
        }
    }

    @Test("Parts are cut from it", arguments: ["/bytes", "/file", "/late"])
    func sendsParts(target: String) async throws {
        try await withPrepared { server in
            let part = try await server.get(target, headers: "Range: bytes=10-19\r\n")
            #expect(part.status == 206)
            #expect(part.body == Array(picture[10..<20]))
            #expect(part["content-range"] == "bytes 10-19/50000")
            let changed = try await server.get(target, headers: "Range: bytes=0-0\r\nIf-Range: \"old\"\r\n")
            #expect(changed.body == picture)
            #expect(try await server.get(target, headers: "Range: bytes=50000-\r\n").status == 416)
        }
    }

    @Test("A page is compressed for those who take that, and says so to the others")
    func compressesPages() async throws {
        try await withPrepared { server in
            let packed = try await server.get("/page", headers: "Accept-Encoding: gzip\r\n")
            #expect(packed["content-encoding"] == "gzip")
            #expect(packed["etag"] == "W/\"def\"")
            let plain = try await server.get("/page")
            #expect(plain.body.count == 2800)
            #expect(plain["vary"] == "Accept-Encoding")
            #expect(plain["accept-ranges"] == nil)
            for encoding in ["", "Accept-Encoding: gzip\r\n"] {
                let held = try await server.get("/page", headers: encoding + "If-None-Match: W/\"def\"\r\n")
                #expect(held.status == 304)
                #expect(held["vary"] == "Accept-Encoding")
                #expect(held["content-length"] == "0")
            }
        }
    }

    @Test("What is changed afterwards is sent as changed")
    func forgetsWhenItIsChanged() async throws {
        try await withPrepared { server in
            for _ in 0..<2 {
                let answer = try await server.get("/changed")
                #expect(answer.status == 201)
                #expect(answer["server"] == "other")
                #expect(answer.body == picture)
            }
            #expect(try await server.get("/bytes")["server"] == nil)
        }
    }

    @Test("The file that was opened is sent, also when its name is gone or another's")
    func keepsTheOpenedFile() async throws {
        try await withFolder { folder in
            let path = folder + "/a"
            try write([1, 2, 3, 4], to: path)
            let file = try Response.file(path: path, type: "image/webp").prepared()
            var router = Router()
            router.get("/", fromMemory: { _ in file })
            try await withServer(router) { server in
                let first = try await server.get("/")
                #expect(first.body == [1, 2, 3, 4])
                unlink(path)
                #expect(try await server.get("/").body == [1, 2, 3, 4])
                try write([9, 9], to: path)
                #expect(try await server.get("/").body == [1, 2, 3, 4])
                #expect(try await server.get("/", headers: "Range: bytes=1-2\r\n").body == [2, 3])
            }
        }
    }

    @Test("A file that is cut short while it is sent ends the connection, not the program")
    func survivesACutFile() async throws {
        try await withFolder { folder in
            let path = folder + "/a"
            let bytes = [UInt8](repeating: 7, count: 3_000_000)
            try write(bytes, to: path)
            let file = try Response.file(path: path, type: "image/webp").prepared()
            var router = Router.hello
            router.get("/file", fromMemory: { _ in file })
            try await withServer(router, { $0.idleTimeout = .seconds(1) }) { server in
                #expect(try await server.get("/file").body == bytes)
                truncate(path, 1000)
                let client = try RawClient(port: server.port)
                try await client.send("GET /file HTTP/1.1\r\nHost: a\r\n\r\n")
                let answer = try await client.readToEnd()
                #expect(answer.count < 3_000_000)
                #expect(try await server.get("/").text == "hello")
            }
        }
    }

    @Test("What is let go while a slow client takes it still arrives")
    func outlivesItsOwner() async throws {
        let large = (0..<8_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        try await withFolder { folder in
            try write(large, to: folder + "/a")
            let cache = ResponseCache<String>(maximumEntries: 1)
            var router = Router()
            router.get("/{name}", fromMemory: { (_, name: String) in cache[name] }) { (_, name: String) in
                await cache.response(for: name) {
                    name == "file"
                        ? .file(path: folder + "/a", type: "image/webp") : .bytes(large, type: "image/webp")
                }
            }
            try await withServer(router) { server in
                for name in ["file", "bytes"] {
                    _ = try await server.get("/\(name)", method: "HEAD")
                    let client = try RawClient(port: server.port, receiveBuffer: 4096)
                    try await client.send("GET /\(name) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    let head = try await client.head()
                    #expect(head["content-length"] == "8000000")
                    cache.forget(name)
                    _ = try await server.get("/another")
                    #expect(try await client.readToEnd() == large)
                }
            }
        }
    }

    @Test("Two servers with other common fields send it each with its own")
    func servesTwoServers() async throws {
        let page = try Response.text("page").prepared()
        for name in ["one", "two", "one"] {
            var router = Router()
            router.fields[.server] = name
            router.get("/", fromMemory: { _ in page })
            try await withServer(router) { server in
                for _ in 0..<2 {
                    let answer = try await server.get("/")
                    #expect(answer["server"] == name)
                }
            }
        }
    }
}
