import HTTPTypes

extension Router {
    /// Answers a method at an address, on the concurrent executor: every core takes part.
    ///
    /// - Parameters:
    ///   - pattern: A path whose segments are literals or `{name}`; the last may be `{name...}`, which takes all that
    ///     is left. A wrong pattern stops the program.
    ///   - handler: Takes the request and one argument for each `{}`, in order. Where one does not read as its type,
    ///     the route does not match.
    public mutating func on<each Parameter: PathParameter>(
        _ method: HTTPRequest.Method,
        _ pattern: String,
        _ handler: @escaping @Sendable (Request, repeat each Parameter) async throws -> Response
    ) {
        var parameters = 0
        for _ in repeat (each Parameter).self { parameters += 1 }
        let route = Route(method: method) { texts in
            guard let values: (repeat each Parameter) = Self.values(texts) else { return nil }
            return Route.Bound { request in try await handler(request, repeat each values) }
        }
        insert(route, pattern: pattern, parameters: parameters)
    }

    /// Answers GET, and HEAD, at an address from memory where it can, and by a handler where it cannot.
    ///
    /// ```swift
    /// router.get("/thumbnails/{sha256}", fromMemory: { _, digest in cache[digest] }) { (_, digest: SHA256Digest) in
    ///     try await thumbnail(digest)
    /// }
    /// ```
    /// - Parameters:
    ///   - fromMemory: Is tried first, on the server's own thread, where a hop to another would cost more than the
    ///     work: it looks up and compares. Whatever takes longer (the database, a file, rendering) holds up every
    ///     connection and belongs into the handler; nil leaves the request to it.
    ///   - handler: As in ``on(_:_:_:)``.
    public mutating func get<each Parameter: PathParameter>(
        _ pattern: String,
        fromMemory: @escaping @Sendable (Request, repeat each Parameter) throws -> Response?,
        _ handler: @escaping @Sendable (Request, repeat each Parameter) async throws -> Response
    ) {
        var parameters = 0
        for _ in repeat (each Parameter).self { parameters += 1 }
        let route = Route(method: .get) { texts in
            guard let values: (repeat each Parameter) = Self.values(texts) else { return nil }
            return Route.Bound { request in
                try fromMemory(request, repeat each values)
            } handler: { request in
                try await handler(request, repeat each values)
            }
        }
        insert(route, pattern: pattern, parameters: parameters)
    }

    /// Answers GET, and HEAD, at an address whose answers are all in memory; nil is the page for missing addresses.
    public mutating func get<each Parameter: PathParameter>(
        _ pattern: String,
        fromMemory: @escaping @Sendable (Request, repeat each Parameter) throws -> Response?
    ) {
        get(pattern, fromMemory: fromMemory) { (_: Request, _: repeat each Parameter) in throw NotFound() }
    }

    /// Answers GET, and HEAD, at an address; see ``on(_:_:_:)``.
    public mutating func get<each Parameter: PathParameter>(
        _ pattern: String,
        _ handler: @escaping @Sendable (Request, repeat each Parameter) async throws -> Response
    ) {
        on(.get, pattern, handler)
    }

    /// Answers POST at an address; see ``on(_:_:_:)``.
    public mutating func post<each Parameter: PathParameter>(
        _ pattern: String,
        _ handler: @escaping @Sendable (Request, repeat each Parameter) async throws -> Response
    ) {
        on(.post, pattern, handler)
    }

    /// Answers PUT at an address; see ``on(_:_:_:)``.
    public mutating func put<each Parameter: PathParameter>(
        _ pattern: String,
        _ handler: @escaping @Sendable (Request, repeat each Parameter) async throws -> Response
    ) {
        on(.put, pattern, handler)
    }

    /// Answers DELETE at an address; see ``on(_:_:_:)``.
    public mutating func delete<each Parameter: PathParameter>(
        _ pattern: String,
        _ handler: @escaping @Sendable (Request, repeat each Parameter) async throws -> Response
    ) {
        on(.delete, pattern, handler)
    }

    /// The parameters as their types; nil where one does not read.
    private static func values<each Parameter: PathParameter>(_ texts: [String]) -> (repeat each Parameter)? {
        var rest = texts.makeIterator()
        return try? (repeat (each Parameter).read(&rest))
    }
}
