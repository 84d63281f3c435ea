import AsyncHTTPClient
import Catalog
import Foundation
import HTTPServer
import HTTPTypes
import Library
import Logging
import Pictures
import Sandbox
import Segmind
import Studio

@testable import Site

/// A site over a data folder and a sandbox of its own, asked without a socket.
struct TemporarySite {
    let router: Router
    let studio: Studio

    static func run(_ test: (TemporarySite) async throws -> Void) async throws {
        let catalog = try Catalog.standard()
        let folder = FileManager.default.temporaryDirectory.appending(path: "site-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var options = SandboxOptions()
        options.latency = 0.05
        let sandbox = SandboxServer(catalog: catalog, options: options)
        let configuration = try SegmindClient.Configuration(key: "test", baseURL: try sandbox.start())
        let http = SegmindClient.http(for: configuration)
        let library = try Library(folder: folder)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let studio = Studio(
            catalog: catalog,
            library: library,
            pictures: try PictureStore(folder: folder.path),
            client: SegmindClient(http: http, configuration: configuration),
            logger: logger
        )
        let home = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
        let site = try await Site(studio: studio, home: home, service: .sandbox, logger: logger)
        let queue = Task { await studio.run() }
        let result: Result<Void, any Error>
        do {
            try await test(TemporarySite(router: site.router(), studio: studio))
            result = .success(())
        } catch {
            result = .failure(error)
        }
        queue.cancel()
        await queue.value
        try await http.shutdown()
        await sandbox.stop()
        try library.close()
        try result.get()
    }

    func get(_ target: String) async throws -> Response {
        await router.answer(try Request(method: .get, target: target))
    }

    func post(_ target: String, json: String, headers: HTTPFields = [:]) async throws -> Response {
        await router.answer(try Request(method: .post, target: target, headers: headers, body: Array(json.utf8)))
    }

    func post(_ target: String, form: [(String, String)], headers: HTTPFields = [:]) async throws -> Response {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        let body = Array(Query(form).encoded.utf8)
        return await router.answer(try Request(method: .post, target: target, headers: headers, body: body))
    }

    /// The first image that a request brings.
    func makePicture(_ prompt: String, of slug: String = "sdxl1.0-dreamshaper") async throws -> Image {
        let model = catalogModel(slug)
        let changes = studio.changes.listen()
        let parameters = try model.validate(["prompt": .string(prompt), "seed": .integer(5)])
        let id = try await studio.enqueue(parameters, for: model).id
        for await changed in changes where changed == id {
            guard let detail = try await studio.library.answer(GenerationQuery(id: id)) else { break }
            if let image = detail.images.first { return image }
            if detail.generation.state.isSettled { break }
        }
        throw LibraryError.notFound
    }

    private func catalogModel(_ slug: String) -> Model {
        studio.catalog[slug] ?? studio.catalog.models[0]
    }
}

extension Response {
    /// The body as text.
    var text: String {
        guard case .bytes(let bytes) = body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }
}
