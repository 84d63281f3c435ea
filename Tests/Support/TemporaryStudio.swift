import AsyncHTTPClient
import Catalog
import Foundation
import Library
import Logging
import Pictures
import Sandbox
import Segmind
import Studio

/// A studio with a data folder and a sandbox of its own, over loopback, for tests.
public struct TemporaryStudio: Sendable {
    /// The five models.
    public let catalog: Catalog
    /// The data folder.
    public let folder: URL
    /// The studio; its queue runs.
    public let studio: Studio
    /// The queue; cancelled as a program that is stopped does.
    public let queue: Task<Void, Never>
    /// The sandbox, asked beside the studio.
    public let client: SegmindClient
    /// The sandbox itself, to be stopped and looked into.
    public let sandbox: SandboxServer

    /// Runs a test with a running studio, and ends everything it started.
    public static func run(
        options: SandboxOptions = quick,
        limits: Studio.Limits = brisk,
        now: @escaping @Sendable () -> Date = Surroundings.real.now,
        drawSeed: @escaping @Sendable () -> Int64 = Surroundings.real.drawSeed,
        prepare: (Library, SegmindClient) async throws -> Void = { _, _ in },
        _ test: (TemporaryStudio) async throws -> Void
    ) async throws {
        let catalog = try Catalog.standard()
        let folder = FileManager.default.temporaryDirectory.appending(path: "studio-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let sandbox = SandboxServer(catalog: catalog, options: options)
        let configuration = try SegmindClient.Configuration(key: "test", baseURL: try sandbox.start())
        let http = SegmindClient.http(for: configuration)
        let library = try Library(folder: folder)
        let client = SegmindClient(http: http, configuration: configuration)
        try await prepare(library, client)
        var surroundings = Surroundings.real
        surroundings.now = now
        surroundings.drawSeed = drawSeed
        let studio = Studio(
            catalog: catalog,
            library: library,
            pictures: try PictureStore(folder: folder.path),
            client: client,
            service: "test",
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            limits: limits,
            surroundings: surroundings
        )
        let queue = Task { await studio.run() }
        let result: Result<Void, any Error>
        do {
            try await test(
                TemporaryStudio(
                    catalog: catalog,
                    folder: folder,
                    studio: studio,
                    queue: queue,
                    client: client,
                    sandbox: sandbox
                )
            )
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

    /// A sandbox that answers within a tenth of a second.
    public static var quick: SandboxOptions {
        var options = SandboxOptions()
        options.latency = 0.1
        options.isPlain = true
        return options
    }

    /// Limits that lose no time over broken pictures.
    public static var brisk: Studio.Limits {
        var limits = Studio.Limits()
        limits.fetchesOfABrokenPicture = 2
        return limits
    }

    /// Asks for a picture of a small prompt.
    public func ask(
        _ prompt: String,
        of slug: String = "sdxl1.0-dreamshaper",
        _ more: [String: ParameterValue] = [:],
        by person: String? = nil
    ) async throws -> Generation {
        guard let model = catalog[slug] else { throw CatalogError.missing }
        var given: [String: ParameterValue] = ["prompt": .string(prompt), "seed": .integer(1)]
        given.merge(more) { _, new in new }
        return try await studio.enqueue(try model.validate(given), for: model, by: person)
    }

    /// The generation once it satisfies a condition, by listening, never by sleeping.
    public func wait(
        for id: Generation.ID,
        until condition: @escaping (Generation) -> Bool = { $0.state.isSettled }
    ) async throws -> GenerationQuery.Detail {
        let changes = studio.changes.listen()
        if let detail = try await studio.library.answer(GenerationQuery(id: id)), condition(detail.generation) {
            return detail
        }
        for await changed in changes where changed == id {
            if let detail = try await studio.library.answer(GenerationQuery(id: id)), condition(detail.generation) {
                return detail
            }
        }
        throw LibraryError.notFound
    }
}
