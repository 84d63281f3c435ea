import Foundation
import HTTPServer
import HTTPTypes
import Segmind

/// Segmind's HTTP API from the other side: routes that answer over any backend.
///
/// Also the history and the account, which Segmind has on hosts of their own, and `/media/{name}` for the
/// pictures of results. Errors are JSON with an `error`.
public struct SegmindRoutes: Sendable {
    private let backend: any SegmindBackend
    private let publicBase: String?
    private let now: @Sendable () -> Date

    /// Creates the routes.
    ///
    /// - Parameters:
    ///   - publicBase: How the addresses in answers begin, without a slash at the end; with nothing given, as the
    ///     request's own Host header says.
    ///   - now: The time, for the history's usual window.
    public init(
        backend: any SegmindBackend,
        publicBase: String? = nil,
        now: @escaping @Sendable () -> Date = Date.init
    ) {
        self.backend = backend
        self.publicBase = publicBase
        self.now = now
    }

    /// Adds the routes to a router.
    public func add(to router: inout Router) {
        router.post("/v1/{slug}") { (request, slug: String) in
            await answer { () throws(ServiceFault) in
                let order = try order(request, slug)
                return .pictures(try await backend.generate(order), isBase64: order.wantsBase64)
            }
        }
        router.post("/v2/{slug}") { (request, slug: String) in
            await answer { () throws(ServiceFault) in
                let id = try await backend.submit(try order(request, slug))
                let address = "\(base(request))/v2/requests/\(id)"
                return .json([
                    "request_id": .string(id), "status": "QUEUED", "status_url": .string(address + "/status"),
                    "response_url": .string(address),
                ])
            }
        }
        router.get("/v2/requests/{id}/status") { (request, id: String) in
            await answer { () throws(ServiceFault) in
                switch try await backend.status(of: id, key: try key(request)) {
                case .queued: .status("QUEUED", of: id)
                case .processing: .status("PROCESSING", of: id)
                case .completed: .status("COMPLETED", of: id)
                case .failed(let error): throw .failed(error)
                }
            }
        }
        router.get("/v2/requests/{id}") { (request, id: String) in
            await answer { () throws(ServiceFault) in
                .result(try await backend.result(of: id, key: try key(request)), of: id, media: media(request))
            }
        }
        router.get("/media/{name}") { (_, name: String) in
            await answer { () throws(ServiceFault) in .picture(try await backend.picture(named: name)) }
        }
        addHistory(to: &router)
    }

    private func addHistory(to router: inout Router) {
        router.get("/inference-request/request-history") { request in
            await answer { () throws(ServiceFault) in
                let key = try key(request)
                let query = try HistoryQuery(request.query, now: now())
                let page = try await backend.history(query, key: key)
                return .json([
                    "data": .array(page.rows.map { $0.json(media: media(request)) }),
                    "page": .integer(Int64(query.page)), "per_page": .integer(Int64(query.perPage)),
                    "total": .integer(Int64(page.total)),
                ])
            }
        }
        router.get("/inference-request/request-history/{id}") { (request, id: String) in
            await answer { () throws(ServiceFault) in
                let entry = try await backend.history(of: id, key: try key(request))
                return .json(entry.json(media: media(request)))
            }
        }
        router.get("/api/auth/authenticate") { request in
            await answer { () throws(ServiceFault) in .json(try await backend.account(key: try key(request))) }
        }
    }

    private func answer(_ body: () async throws(ServiceFault) -> Response) async -> Response {
        do throws(ServiceFault) { return try await body() } catch { return .fault(error) }
    }

    private func order(_ request: Request, _ slug: String) throws(ServiceFault) -> Order {
        let key = try key(request)
        guard let inputs = (try? JSONValue(bytes: request.body))?.object else {
            throw .refused(status: 400, error: "The body is no JSON object.")
        }
        return Order(slug: slug, key: key, inputs: inputs)
    }

    private func key(_ request: Request) throws(ServiceFault) -> String {
        guard let key = request.headers.value("x-api-key"), !key.isEmpty else {
            throw .refused(status: 401, error: "The x-api-key header is missing.")
        }
        return key
    }

    private func base(_ request: Request) -> String {
        publicBase ?? "http://" + (request.headers.value("host") ?? "localhost")
    }

    private func media(_ request: Request) -> (String) -> String {
        let base = base(request)
        return { "\(base)/media/\($0)" }
    }
}

extension HTTPFields {
    /// The value of a header by its name.
    fileprivate func value(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { self[$0] }
    }
}
