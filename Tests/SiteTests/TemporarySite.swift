import Curation
import Foundation
import HTTPServer
import HTTPTypes
import Library
import Logging
import Pictures
import Studio
import TestSupport

@testable import Site

/// A site over a data folder and a sandbox of its own, asked without a socket.
struct TemporarySite {
    let site: Site
    let router: Router
    let house: TemporaryStudio
    var studio: Studio { house.studio }

    static func run(
        doors: Doors = .open,
        now: @escaping @Sendable () -> Date = { Date() },
        _ test: (TemporarySite) async throws -> Void
    ) async throws {
        try await TemporaryStudio.run { house in
            let home = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let curation = Curation(
                library: house.studio.library,
                pictures: PictureFolder(path: house.folder.path),
                logger: logger
            )
            let site = try await Site(
                studio: house.studio,
                curation: curation,
                home: home,
                service: .sandbox,
                doors: doors,
                logger: logger,
                now: now
            )
            try await test(TemporarySite(site: site, router: site.router(), house: house))
            await curation.close()
        }
    }

    func get(_ target: String) async throws -> Response {
        await router.answer(try Request(method: .get, target: target))
    }

    func post(_ target: String, json: String, headers: HTTPFields = [:]) async throws -> Response {
        await router.answer(try Request(method: .post, target: target, headers: headers, body: Array(json.utf8)))
    }

    func put(_ target: String, json: String) async throws -> Response {
        await router.answer(try Request(method: .put, target: target, body: Array(json.utf8)))
    }

    func post(_ target: String, form: [(String, String)], headers: HTTPFields = [:]) async throws -> Response {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        let body = Array(Query(form).encoded.utf8)
        return await router.answer(try Request(method: .post, target: target, headers: headers, body: body))
    }

    /// The first image that a request brings.
    func makePicture(_ prompt: String) async throws -> Image {
        let done = try await house.wait(for: try await house.ask(prompt).id)
        guard let image = done.images.first else { throw LibraryError.notFound }
        return image
    }
}

extension Response {
    /// The body as text.
    var text: String {
        guard case .bytes(let bytes) = body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }
}
