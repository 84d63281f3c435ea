import Catalog
import Foundation
import HTTPServer
import HTTPTypes
import Segmind
import SegmindService
import Synchronization
import Testing

@testable import Sandbox

let slug = "sdxl1.0-dreamshaper"

/// A clock that stands still until a test or a sleeping request moves it.
final class ManualClock: Sendable {
    private let moment = Mutex(Date(timeIntervalSince1970: 1_800_000_000))

    var clock: SandboxClock {
        SandboxClock(now: { self.moment.withLock { $0 } }, sleep: { self.advance(by: $0) })
    }

    func advance(by seconds: Double) {
        moment.withLock { $0 += seconds }
    }
}

/// A sandbox whose pictures are the text of their order, painted in no time.
func sandbox(
    _ options: SandboxOptions = SandboxOptions(),
    ledger: Ledger = Ledger(),
    at clock: ManualClock = ManualClock(),
    paint: @escaping @Sendable (PaintOrder) -> [UInt8] = { Array("\($0)".utf8) }
) throws -> SandboxBackend {
    SandboxBackend(
        catalog: try .standard(),
        options: options,
        ledger: ledger,
        clock: clock.clock,
        easel: Easel(paint: paint)
    )
}

func order(_ prompt: String = "a cat", key: String = "key", _ inputs: [String: JSONValue] = [:]) -> Order {
    Order(slug: slug, key: key, inputs: ["prompt": .string(prompt), "seed": 7].merging(inputs) { $1 })
}

extension SandboxBackend {
    /// Takes a request and paints it.
    func finished(_ order: Order) async throws(ServiceFault) -> String {
        let id = try await submit(order)
        await settle()
        return id
    }
}

/// The fault that a call ends with, or `nil`.
func fault(of call: () async throws -> some Any) async -> ServiceFault? {
    do {
        _ = try await call()
        return nil
    } catch {
        return error as? ServiceFault
    }
}

extension ServiceFault {
    /// The status of the answer.
    var status: Int {
        switch self {
        case .refused(let status, _, _), .page(let status, _): status
        case .failed: 422
        case .dropped, .garbled: 200
        }
    }
}

extension Request {
    /// A request as it comes over the wire, with a key.
    static func asked(
        _ method: HTTPRequest.Method,
        _ target: String,
        _ body: String,
        key: String? = "key"
    ) throws -> Request {
        var headers: HTTPFields = [:]
        headers[try #require(HTTPField.Name("host"))] = "example:81"
        headers[try #require(HTTPField.Name("x-api-key"))] = key
        return try Request(method: method, target: target, headers: headers, body: Array(body.utf8))
    }
}
