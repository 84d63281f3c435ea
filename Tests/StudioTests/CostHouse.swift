import Catalog
import Foundation
import HTTPServer
import Library
import Logging
import Pictures
import Sandbox
import Segmind
import SegmindService
import Studio
import Synchronization

/// A studio whose queue does not run, at a sandbox over loopback that counts what its history is asked, with a clock
/// that the test sets.
struct CostHouse: Sendable {
    let model: Model
    let studio: Studio
    let client: SegmindClient
    let backend: SandboxBackend
    let time: SetTime
    let asked: Asked
    var library: Library { studio.library }

    static func run(_ test: (CostHouse) async throws -> Void) async throws {
        let catalog = try Catalog.standard()
        let folder = FileManager.default.temporaryDirectory.appending(path: "costs-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (time, asked) = (SetTime(), Asked())
        var options = SandboxOptions()
        options.latency = 0
        options.isPlain = true
        let backend = SandboxBackend(catalog: catalog, options: options, clock: time.clock)
        var router = Router()
        SegmindRoutes(backend: backend, now: time.clock.now).add(to: &router)
        router.wrap { request, next in
            asked.note(request.path)
            return try await next(request)
        }
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = HTTPServer(configuration: ServerConfiguration(), router: router, logger: logger)
        try server.start()
        let configuration = try SegmindClient.Configuration(key: "test", baseURL: "http://127.0.0.1:\(server.port)")
        let http = SegmindClient.http(for: configuration)
        let client = SegmindClient(http: http, configuration: configuration)
        let library = try Library(folder: folder)
        var surroundings = Surroundings.real
        surroundings.now = { time.now }
        let studio = Studio(
            catalog: catalog,
            library: library,
            pictures: try PictureStore(folder: folder.path),
            client: client,
            service: "test",
            logger: logger,
            surroundings: surroundings
        )
        guard let model = catalog["sdxl1.0-dreamshaper"] else { throw CatalogError.missing }
        let house = CostHouse(
            model: model,
            studio: studio,
            client: client,
            backend: backend,
            time: time,
            asked: asked
        )
        let result: Result<Void, any Error>
        do { result = .success(try await test(house)) } catch { result = .failure(error) }
        try await http.shutdown()
        await server.stop()
        await backend.settle()
        try library.close()
        try result.get()
    }

    /// Sends a request, a minute after the last; nobody has written its answer down yet.
    func send(_ prompt: String) async throws -> (generation: Generation, requestID: String) {
        let generation = try await mark(prompt)
        let requestID = try await client.submit(slug: model.slug, body: generation.request).requestID
        await backend.settle()
        return (generation, requestID)
    }

    /// Marks a generation as being sent, a minute after the last; nothing goes out.
    func mark(_ prompt: String) async throws -> Generation {
        time.advance(by: 60)
        let parameters = try model.validate(["prompt": .string(prompt), "seed": .integer(1)])
        let new = NewGeneration(model: model, parameters: parameters, service: "test", price: 1)
        _ = try await library.enqueue(new, at: time.now)
        guard case .taken(let generation) = try await library.takeNext(Turn(service: "test"), at: time.now) else {
            throw LibraryError.notFound
        }
        return generation
    }

    /// Sends requests and ends them here, with their request ids; their pictures do not matter.
    @discardableResult
    func finish(_ prompts: String...) async throws -> [Generation.ID] {
        var ids: [Generation.ID] = []
        for prompt in prompts {
            let (generation, requestID) = try await send(prompt)
            for state in [GenerationState.running(requestID: requestID), .failed("The picture was lost.")] {
                _ = try await library.move(generation.id, to: state, at: time.now)
            }
            ids.append(generation.id)
        }
        return ids
    }

    /// Sends a request whose answer gets lost.
    func lose(_ prompt: String) async throws -> (generation: Generation, requestID: String) {
        let (generation, requestID) = try await send(prompt)
        return (try await library.move(generation.id, to: .unresolved("Lost."), at: time.now), requestID)
    }

    /// Makes things elsewhere with the same account, all at this moment.
    func makeElsewhere(_ count: Int) async throws {
        time.advance(by: 60)
        for number in 1...count {
            let parameters = try model.validate(["prompt": .string("elsewhere \(number)"), "seed": .integer(2)])
            _ = try await client.submit(slug: model.slug, body: parameters.json)
        }
        await backend.settle()
    }

    func generation(_ id: Generation.ID) async throws -> Generation {
        guard let detail = try await library.answer(GenerationQuery(id: id)) else { throw LibraryError.notFound }
        return detail.generation
    }
}

/// A time that stands until a test moves it.
final class SetTime: Sendable {
    private let moment = Mutex(Date(timeIntervalSince1970: 1_790_000_000))

    var now: Date { moment.withLock { $0 } }

    var clock: SandboxClock { SandboxClock(now: { self.now }, sleep: { self.advance(by: $0) }) }

    func advance(by seconds: Double) { moment.withLock { $0 += seconds } }
}

/// What a history was asked: for pages, or for single requests.
final class Asked: Sendable {
    private let counts = Mutex((pages: 0, requests: 0))

    var pages: Int { counts.withLock { $0.pages } }
    var requests: Int { counts.withLock { $0.requests } }

    func note(_ path: String) {
        counts.withLock { counts in
            if path.hasSuffix("/request-history") { counts.pages += 1 }
            if path.contains("/request-history/") { counts.requests += 1 }
        }
    }
}
