import Foundation
import HTTPServer
import HTTPTypes
import SegmindService

/// Stands before the routes and has calls meet what the chances say.
struct Misfortune: Sendable {
    let backend: SandboxBackend

    func add(to router: inout Router) {
        router.wrap { request, next in
            guard !ControlRoutes.isControl(request) else { return try await next(request) }
            let isSubmit = request.method == .post
            if let refusal = await backend.refusal(isSubmit: isSubmit) { return .fault(refusal) }
            let response = try await next(request)
            guard response.status.kind == .successful, case .bytes(let bytes) = response.body else { return response }
            return switch await backend.fate(isSubmit: isSubmit) {
            case .whole: response
            case .garbled: response.isJSON ? response.with(.bytes(Array(bytes.prefix(bytes.count / 2)))) : response
            case .cut: response.with(.stream(.broken(bytes)))
            }
        }
    }
}

extension Response {
    fileprivate var isJSON: Bool { headers[.contentType]?.hasPrefix("application/json") == true }

    fileprivate func with(_ body: Body) -> Response {
        var response = self
        response.body = body
        return response
    }
}

extension BodyStream {
    /// The first half of some bytes, over a second, and then the end of the connection.
    fileprivate static func broken(_ bytes: [UInt8]) -> BodyStream {
        BodyStream { writer in
            let half = bytes.count / 2
            let parts = 5
            for part in 0..<parts {
                try await writer.write(Array(bytes[half * part / parts..<half * (part + 1) / parts]))
                try await Task.sleep(for: .seconds(1) / parts)
            }
            throw ServiceFault.dropped
        }
    }
}
