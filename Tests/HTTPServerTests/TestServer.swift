import Foundation
import HTTPServer
import HTTPTypes
import Logging

/// Runs a server on a free port for the length of a test.
func withServer(
    _ router: Router,
    _ configure: (inout ServerConfiguration) -> Void = { _ in },
    _ test: (HTTPServer) async throws -> Void
) async throws {
    var configuration = ServerConfiguration()
    configuration.grace = .seconds(2)
    configure(&configuration)
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let server = HTTPServer(configuration: configuration, router: router, logger: logger)
    try server.start()
    do {
        try await test(server)
        await server.stop()
    } catch {
        await server.stop()
        throw error
    }
}

extension HTTPServer {
    /// One request on a connection of its own.
    func get(_ target: String, method: String = "GET", headers: String = "") async throws -> RawResponse {
        let client = try RawClient(port: port)
        try await client.send("\(method) \(target) HTTP/1.1\r\nHost: test\r\n\(headers)Connection: close\r\n\r\n")
        return try await client.response(bodyless: method == "HEAD")
    }

    /// Sends bytes as they are, and reads one response.
    func answer(to bytes: String) async throws -> RawResponse {
        let client = try RawClient(port: port)
        try await client.send(bytes)
        return try await client.response()
    }
}

extension Router {
    /// A router with one page.
    static var hello: Router {
        var router = Router()
        router.get("/") { _ in .text("hello") }
        return router
    }

    /// A router that answers a POST with its body.
    static var echo: Router {
        var router = Router()
        router.post("/echo") { request in .bytes(request.body, type: "application/octet-stream") }
        router.get("/") { _ in .text("hello") }
        return router
    }
}

/// Runs a test with a temporary folder that is removed afterwards.
func withFolder(_ test: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "httpserver-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await test(folder)
}

func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(filePath: path))
}
