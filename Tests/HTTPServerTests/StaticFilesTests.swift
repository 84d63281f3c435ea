import Glibc
import HTTPServer
import HTTPTypes
import Testing

@Suite(.timeLimit(.minutes(1))) struct StaticFilesTests {
    /// A folder with a secret beside it, served under `/public`.
    private func withFiles(_ test: (HTTPServer, StaticFiles) async throws -> Void) async throws {
        try await withFolder { folder in
            mkdir(folder + "/public", 0o755)
            mkdir(folder + "/public/icons", 0o755)
            try write(Array("secret".utf8), to: folder + "/secret")
            try write(Array("dot".utf8), to: folder + "/public/.hidden")
            try write(Array(String(repeating: "a { color: red }\n", count: 100).utf8), to: folder + "/public/app.css")
            try write(Array("<svg/>".utf8), to: folder + "/public/icons/a.svg")
            let files = try StaticFiles(folder: folder + "/public")
            var router = Router()
            files.register(on: &router)
            try await withServer(router) { server in try await test(server, files) }
        }
    }

    @Test func servesWithTypesAndTags() async throws {
        try await withFiles { server, files in
            #expect(files.names == ["app.css", "icons/a.svg"])
            let style = try await server.get("/public/app.css")
            #expect(style.body.count == 1700)
            #expect(style["content-type"] == "text/css; charset=utf-8")
            #expect(style["cache-control"] == "no-cache")
            #expect(style["etag"]?.hasPrefix("\"") == true)
            #expect(try await server.get("/public/icons/a.svg")["content-type"] == "image/svg+xml")
        }
    }

    @Test func letsHashedAddressesBeCachedForEver() async throws {
        try await withFiles { server, files in
            let address = files.address(of: "app.css")
            #expect(address.hasPrefix("/public/app.css?v="))
            let response = try await server.get(address)
            #expect(response["cache-control"] == "public, max-age=31536000, immutable")
            #expect(try await server.get("/public/app.css?v=old")["cache-control"] == "no-cache")
            #expect(files.address(of: "none.css") == "/public/none.css")
        }
    }

    @Test func answersNotModifiedForEitherEncoding() async throws {
        try await withFiles { server, _ in
            for encoding in ["", "Accept-Encoding: gzip\r\n"] {
                let first = try await server.get("/public/app.css", headers: encoding)
                #expect((first["content-encoding"] == "gzip") == !encoding.isEmpty)
                let tag = try #require(first["etag"])
                let again = try await server.get("/public/app.css", headers: encoding + "If-None-Match: \(tag)\r\n")
                #expect(again.status == 304)
            }
        }
    }

    @Test func sendsPartsOfTheFileItself() async throws {
        try await withFiles { server, _ in
            let part = try await server.get("/public/app.css", headers: "Range: bytes=0-2\r\nAccept-Encoding: gzip\r\n")
            #expect(part.status == 206)
            #expect(part.text == "a {")
        }
    }

    @Test(arguments: [
        "/public/../secret", "/public/%2e%2e/secret", "/public/..%2fsecret", "/public/%2e%2e%2fsecret",
        "/public//secret", "/public/icons/../../secret", "/public/.hidden", "/public/", "/public/icons",
        "/public/icons%2fa.svg%00", "/public/..\\secret",
    ])
    func leadsNowhereElse(target: String) async throws {
        try await withFiles { server, _ in
            let response = try await server.get(target)
            #expect([400, 404].contains(response.status))
            #expect(!response.text.contains("secret"))
        }
    }

    @Test func saysWhichFolderIsMissing() {
        #expect(throws: StaticFiles.Fault.self) { try StaticFiles(folder: "/nowhere/at/all") }
    }
}
