import HTTPTypes

/// The application's addresses: which handler answers which request, and what all of them have in common.
///
/// ```swift
/// var router = Router()
/// router.get("/images/{id}") { (request, id: Int64) in
///     .html(try await page(id))
/// }
/// router.wrap { request, next in
///     try await next(request).header(.referer, "no-referrer")
/// }
/// ```
/// Literal segments win over parameters. A HEAD request is answered by the GET route, without its body. An address
/// that exists for another method is refused with 405 and `Allow`.
public struct Router: Sendable {
    /// What answers a request: a handler, or the rest of the chain behind a wrapper.
    public typealias Next = @Sendable (Request) async throws -> Response

    /// Every route in the order of registration, for a test that walks them.
    public private(set) var routes: [(method: HTTPRequest.Method, pattern: String)] = []

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

    private var tree = RouteTree()
    private var wrappers: [@Sendable (Request, Next) async throws -> Response] = []

    /// Creates a router without routes.
    public init() {}

    /// Puts a wrapper around every answer, errors and missing addresses included; the first is the outermost.
    public mutating func wrap(_ wrapper: @escaping @Sendable (Request, Next) async throws -> Response) {
        wrappers.append(wrapper)
    }

    mutating func insert(_ route: Route, pattern: String, parameters: Int) {
        let parsed = RoutePattern(pattern)
        precondition(
            parsed.parameters == parameters,
            "The route \(pattern) has \(parsed.parameters) parameters, its handler takes \(parameters)."
        )
        precondition(tree.insert(route, at: parsed.segments[...]), "\(route.method) \(pattern) is registered twice.")
        routes.append((route.method, pattern))
    }
}

extension Router {
    /// How a request will be answered, decided before anything runs.
    struct Plan: Sendable {
        var answering: Answering
        var answer: @Sendable (Request) async -> Response
    }

    /// Finds the handler and puts the wrappers around it.
    func plan(_ request: Request) -> Plan {
        let wanted = request.method == .head ? HTTPRequest.Method.get : request.method
        var found: (answering: Answering, handler: Next)?
        var allowed: [HTTPRequest.Method] = []
        _ = tree.visit(request.segments[...]) { routes, parameters in
            for route in routes {
                guard let handler = route.bind(parameters) else { continue }
                if route.method == wanted {
                    found = (route.answering, handler)
                    return true
                }
                allowed.append(route.method)
            }
            return false
        }
        if let found { return Plan(answering: found.answering, answer: wrapped(found.handler)) }
        guard !allowed.isEmpty else { return Plan(answering: .onExecutor, answer: wrapped { _ in throw NotFound() }) }
        if allowed.contains(.get) { allowed.append(.head) }
        let methods = allowed
        return Plan(answering: .onExecutor, answer: wrapped { _ in throw Refusal.methodNotAllowed(methods) })
    }

    /// Answers a request as the server would, without a server: for tests of handlers.
    public func answer(_ request: Request) async -> Response {
        await plan(request).answer(request)
    }

    private func wrapped(_ handler: @escaping Next) -> @Sendable (Request) async -> Response {
        let guarded = guarded(handler)
        guard !wrappers.isEmpty else { return guarded }
        var chain: Next = guarded
        for wrapper in wrappers.reversed() {
            let next = chain
            chain = { request in try await wrapper(request, next) }
        }
        return self.guarded(chain)
    }

    private func guarded(_ handler: @escaping Next) -> @Sendable (Request) async -> Response {
        { [notFound, failed] request in
            do {
                do {
                    return try await handler(request)
                } catch is NotFound {
                    return try await notFound(request)
                }
            } catch {
                var response = await failed(error, request)
                if case .methodNotAllowed(let methods)? = error as? Refusal {
                    response.headers[.allow] = methods.map(\.rawValue).joined(separator: ", ")
                }
                return response
            }
        }
    }
}
