import HTTPTypes

extension Router {
    /// Answers a method at an address.
    ///
    /// - Parameters:
    ///   - pattern: A path whose segments are literals or `{name}`; the last may be `{name...}`, which takes all that
    ///     is left. A wrong pattern stops the program.
    ///   - answering: Where the handler runs.
    ///   - handler: Takes the request and one argument for each `{}`, in order. Where one does not read as its type,
    ///     the route does not match.
    public mutating func on<each Parameter: PathParameter>(
        _ method: HTTPRequest.Method,
        _ pattern: String,
        answering: Answering = .onExecutor,
        _ handler: @escaping @Sendable (Request, repeat each Parameter) async throws -> Response
    ) {
        var parameters = 0
        for _ in repeat (each Parameter).self { parameters += 1 }
        let route = Route(method: method, answering: answering) { texts in
            var rest = texts.makeIterator()
            guard let values: (repeat each Parameter) = try? (repeat (each Parameter).read(&rest)) else { return nil }
            return { request in try await handler(request, repeat each values) }
        }
        insert(route, pattern: pattern, parameters: parameters)
    }

    /// Answers GET, and HEAD, at an address; see ``on(_:_:answering:_:)``.
    public mutating func get<each Parameter: PathParameter>(
        _ pattern: String,
        answering: Answering = .onExecutor,
        _ handler: @escaping @Sendable (Request, repeat each Parameter) async throws -> Response
    ) {
        on(.get, pattern, answering: answering, handler)
    }

    /// Answers POST at an address; see ``on(_:_:answering:_:)``.
    public mutating func post<each Parameter: PathParameter>(
        _ pattern: String,
        answering: Answering = .onExecutor,
        _ handler: @escaping @Sendable (Request, repeat each Parameter) async throws -> Response
    ) {
        on(.post, pattern, answering: answering, handler)
    }

    /// Answers PUT at an address; see ``on(_:_:answering:_:)``.
    public mutating func put<each Parameter: PathParameter>(
        _ pattern: String,
        answering: Answering = .onExecutor,
        _ handler: @escaping @Sendable (Request, repeat each Parameter) async throws -> Response
    ) {
        on(.put, pattern, answering: answering, handler)
    }

    /// Answers DELETE at an address; see ``on(_:_:answering:_:)``.
    public mutating func delete<each Parameter: PathParameter>(
        _ pattern: String,
        answering: Answering = .onExecutor,
        _ handler: @escaping @Sendable (Request, repeat each Parameter) async throws -> Response
    ) {
        on(.delete, pattern, answering: answering, handler)
    }
}
