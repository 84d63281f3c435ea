import AsyncHTTPClient
import Catalog
import Foundation
import Library
import Pictures
import Sandbox
import Segmind
import Synchronization
import TestSupport

@testable import Upkeep

/// A data folder and an account with a past, at a sandbox over loopback whose clock the test sets.
struct ImportHouse: Sendable {
    let catalog: Catalog
    let folder: URL
    let library: Library
    let client: SegmindClient
    let sandbox: SandboxServer
    let clock: SandboxTime
    /// The name under which the library remembers the sandbox.
    var service: String { client.configuration.baseURL }

    /// Runs a test, and ends everything it started.
    static func run(_ test: (ImportHouse) async throws -> Void) async throws {
        let catalog = try Catalog.standard()
        let folder = FileManager.default.temporaryDirectory.appending(path: "import-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var options = TemporaryStudio.quick
        options.latency = 0
        let clock = SandboxTime()
        let sandbox = SandboxServer(catalog: catalog, options: options, clock: clock.clock)
        let configuration = try SegmindClient.Configuration(key: "test", baseURL: try sandbox.start())
        let http = SegmindClient.http(for: configuration)
        let library = try Library(folder: folder)
        let house = ImportHouse(
            catalog: catalog,
            folder: folder,
            library: library,
            client: SegmindClient(http: http, configuration: configuration),
            sandbox: sandbox,
            clock: clock
        )
        let result: Result<Void, any Error>
        do { result = .success(try await test(house)) } catch { result = .failure(error) }
        try await http.shutdown()
        await sandbox.stop()
        try library.close()
        try result.get()
    }

    /// The JSON of a request as this house would send it.
    func body(_ prompt: String, of slug: String = "sdxl1.0-dreamshaper", samples: Int64 = 1) throws -> String {
        let model = try self.model(slug)
        return try model.validate(["prompt": .string(prompt), "seed": .integer(7), "samples": .integer(samples)]).json
    }

    func model(_ slug: String = "sdxl1.0-dreamshaper") throws -> Model {
        guard let model = catalog[slug] else { throw CatalogError.missing }
        return model
    }

    /// Makes something elsewhere with the same account, a minute after the last; returns its request id.
    @discardableResult
    func makeElsewhere(
        _ prompt: String,
        of slug: String = "sdxl1.0-dreamshaper",
        samples: Int64 = 1
    ) async throws -> String {
        clock.advance(by: 60)
        let ticket = try await client.submit(slug: slug, body: try body(prompt, of: slug, samples: samples))
        await sandbox.backend.settle()
        return ticket.requestID
    }

    /// Writes a generation of this house that is being sent now.
    func send(_ prompt: String, of slug: String = "sdxl1.0-dreamshaper") async throws -> Generation {
        let model = try self.model(slug)
        let parameters = try model.parameterSet(json: try body(prompt, of: slug))
        let new = NewGeneration(model: model, parameters: parameters, service: service)
        _ = try await library.enqueue(new, at: clock.now)
        guard case .taken(let sent) = try await library.takeNext(Turn(service: service), at: clock.now) else {
            throw LibraryError.notFound
        }
        return sent
    }

    /// Imports everything there is, or what was made within some time.
    @discardableResult
    func bring(
        _ time: Range<Date>? = nil,
        of client: SegmindClient? = nil,
        catalog: Catalog? = nil,
        patience: Patience = Patience(tries: 3, sleep: { _ in }),
        rowsAPage: Int = 100,
        told: @Sendable (ImportReport) -> Void = { _ in }
    ) async throws -> ImportReport {
        let work = HistoryImport(
            catalog: catalog ?? self.catalog,
            library: library,
            pictures: try PictureStore(folder: folder.path),
            client: client ?? self.client,
            patience: patience,
            rowsAPage: rowsAPage,
            now: { clock.now }
        )
        return await work.run(time ?? SandboxTime.start..<SandboxTime.start + 90 * 86_400, told: told)
    }

    /// All generations with their pictures, in the order of the gallery.
    func generations() async throws -> [GenerationQuery.Detail] {
        var all: [GenerationQuery.Detail] = []
        while let next = try await library.answer(GenerationQuery(id: Int64(all.count + 1))) { all.append(next) }
        return all
    }
}

/// The sandbox's time, which stands until a test moves it.
final class SandboxTime: Sendable {
    static let start = Date(timeIntervalSince1970: 1_790_000_000)

    private let moment = Mutex(start)

    var now: Date { moment.withLock { $0 } }

    var clock: SandboxClock { SandboxClock(now: { self.now }, sleep: { self.advance(by: $0) }) }

    func advance(by seconds: Double) { moment.withLock { $0 += seconds } }
}
