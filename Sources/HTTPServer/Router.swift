import HTTPTypes

/// The application's addresses: which handler answers which request, and what all of them have in common.
///
/// ```swift
/// var router = Router()
/// router.fields[.xContentTypeOptions] = "nosniff"
/// router.get("/images/{id}") { (request, id: Int64) in
///     .html(try await page(id))
/// }
/// ```
/// Literal segments win over parameters. A HEAD request is answered by the GET route, without its body. An address
/// that exists for another method is refused with 405 and `Allow`.
public struct Router: Sendable {
    /// What answers a request: a handler, or the rest of the chain behind a wrapper.
    public typealias Next = @Sendable (Request) async throws -> Response

    /// Every route in the order of registration, for a test that walks them.
    public private(set) var routes: [(method: HTTPRequest.Method, pattern: String)] = []

    /// The fields that every answer carries, the server's own refusals too, unless it has one of that name itself.
    public var fields: HTTPFields = [:]

    /// The first segments of paths whose second segment is a secret, as in `/shared/{token}`: it stands in no log.
    public var secretSegments: Set<String> = []

    /// Answers an address that does not exist, or whose handler threw ``NotFound``.
    public var notFound: Next = { _ in .text("There is nothing at this address.\n", status: .notFound) }

    /// Turns what a handler throws, and the server's own ``Refusal``s of routed requests, into a response.
    public var failed: @Sendable (any Error, Request) async -> Response = { error, _ in
        switch error {
        case let refusal as Refusal: .refusal(refusal)
        case let error as FormError: .text(error.sentence + "\n", status: .badRequest)
        default: .text("Something went wrong here.\n", status: .internalServerError)
        }
    }

    /// What is told of every answer but those from memory: the request, the number of its route in ``routes``, and the
    /// answer's status. It may wait, and the answer waits with it: what must be written down is written first.
    public var answered: (@Sendable (Request, Int, HTTPResponse.Status) async -> Void)?

    private var tree = RouteTree()
    private var checks: [@Sendable (Request) throws -> Void] = []
    private var admission: (@Sendable (inout Request, Int?) throws -> Void)?
    private var wrappers: [@Sendable (Request, Next) async throws -> Response] = []

    /// Creates a router without routes.
    public init() {}

    /// Has every request judged before anything answers it; what the check throws is the answer, by ``failed``.
    ///
    /// Checks run on the server's own thread, in the order in which they were added: they compare and compute, and
    /// never wait.
    public mutating func check(_ check: @escaping @Sendable (Request) throws -> Void) {
        checks.append(check)
    }

    /// Has every request that passed the checks admitted to its route, or refused by what is thrown.
    ///
    /// It is asked on the server's own thread, with the number of the route in ``routes``, or nil where the request
    /// reaches none. It may leave in ``Request/context`` what it found out.
    public mutating func admit(_ admission: @escaping @Sendable (inout Request, Int?) throws -> Void) {
        self.admission = admission
    }

    /// Puts a wrapper around every answer, errors and missing addresses included; the first is the outermost. Behind
    /// wrappers nothing is answered at once, as they may wait.
    public mutating func wrap(_ wrapper: @escaping @Sendable (Request, Next) async throws -> Response) {
        wrappers.append(wrapper)
    }

    mutating func insert(_ route: Route, pattern: String, parameters: Int) {
        let parsed = RoutePattern(pattern)
        precondition(
            parsed.parameters == parameters,
            "The route \(pattern) has \(parsed.parameters) parameters, its handler takes \(parameters)."
        )
        var route = route
        route.number = routes.count
        precondition(tree.insert(route, at: parsed.segments[...]), "\(route.method) \(pattern) is registered twice.")
        routes.append((route.method, pattern))
    }
}

extension Router {
    /// Answers a request as the server would, without a server: for tests of handlers.
    public func answer(_ request: Request) async -> Response {
        let plan = plan(request)
        var request = request
        let first = plan.fromMemory(&request)
        var response = await plan.answer(request, after: first)
        for field in fields where !response.headers.contains(field.name) { response.headers.append(field) }
        return response
    }

    /// Finds the handler, and puts everything around it that it has in common with the others.
    func plan(_ request: Request) -> Plan {
        let wanted = request.method == .head ? HTTPRequest.Method.get : request.method
        var found: Route.Bound?
        var number: Int?
        var allowed: [HTTPRequest.Method] = []
        _ = tree.visit(request.segments[...]) { routes, parameters in
            for route in routes {
                guard let bound = route.bind(parameters) else { continue }
                if route.method == wanted {
                    found = bound
                    number = route.number
                    return true
                }
                allowed.append(route.method)
            }
            return false
        }
        let methods = allowed.contains(.get) ? allowed + [.head] : allowed
        return Plan(
            checks: checks,
            admission: admission,
            number: number,
            fromMemory: wrappers.isEmpty ? found?.fromMemory : nil,
            handler: chain(found, methods),
            notFound: notFound,
            failed: failed,
            answered: answered
        )
    }

    /// The handler, or what stands for it, inside the wrappers.
    private func chain(_ found: Route.Bound?, _ methods: [HTTPRequest.Method]) -> Next {
        guard let found else {
            return wrapped { _ in
                if methods.isEmpty { throw NotFound() }
                throw Refusal.methodNotAllowed(methods)
            }
        }
        guard !wrappers.isEmpty else { return found.handler }
        return wrapped { request in
            if let response = try found.fromMemory?(request) { return response }
            return try await found.handler(request)
        }
    }

    private func wrapped(_ handler: @escaping Next) -> Next {
        guard !wrappers.isEmpty else { return handler }
        let guarded = Plan(checks: [], fromMemory: nil, handler: handler, notFound: notFound, failed: failed)
        var chain: Next = { request in await guarded.answer(request, after: .nothing) }
        for wrapper in wrappers.reversed() {
            let next = chain
            chain = { request in try await wrapper(request, next) }
        }
        return chain
    }
}
