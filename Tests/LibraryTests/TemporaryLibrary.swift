import Catalog
import Foundation

@testable import Library

/// A library in a folder of its own that goes when the value goes.
final class TemporaryLibrary: Sendable {
    let folder: URL
    let library: Library
    let model: Model

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "library-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        library = try Library(folder: folder)
        model = try Catalog.standard().models[2]
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    let now = Date(timeIntervalSince1970: 1_790_000_000)

    func enqueue(_ prompt: String, model: Model? = nil, parent: Generation.Parent? = nil) async throws -> Generation {
        let model = model ?? self.model
        let parameters = try model.validate(["prompt": .string(prompt), "seed": .integer(7)])
        return try await library.enqueue(
            .init(model: model, parameters: parameters, service: "test", parent: parent),
            at: now
        )
    }

    /// A generation brought to its end with one image a sample.
    @discardableResult
    func complete(_ prompt: String, model: Model? = nil, samples: Int = 1) async throws -> Generation {
        let queued = try await enqueue(prompt, model: model)
        _ = try await library.move(queued.id, to: .submitting, at: now)
        _ = try await library.move(queued.id, to: .storing(requestID: nil), at: now)
        let files = (0..<samples).map { ($0, file("\(queued.id)-\($0)")) }
        return try await library.complete(
            queued.id,
            with: .init(files: files, inferenceSeconds: 1.5, verdict: nil),
            at: now
        )
    }

    /// What the queue is given next.
    func takeNext(at now: Date? = nil) async throws -> Generation? {
        guard case .taken(let generation) = try await library.takeNext(Turn(service: "test"), at: now ?? self.now)
        else {
            return nil
        }
        return generation
    }

    func file(_ name: String) -> ImageFile {
        ImageFile(
            sha256: name,
            path: "images/\(name).jpg",
            format: "jpeg",
            width: 1024,
            height: 1024,
            byteCount: 1,
            perceptualHash: .max,
            colour: "#808080"
        )
    }
}
