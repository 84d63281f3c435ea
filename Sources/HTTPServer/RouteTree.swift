import HTTPTypes

/// One registered handler.
struct Route: Sendable {
    /// A handler with its path's parameters.
    struct Bound: Sendable {
        /// What is tried first, on the server's own thread.
        var fromMemory: (@Sendable (Request) throws -> Response?)?
        var handler: Router.Next
    }

    var method: HTTPRequest.Method
    /// Its place among the routes in the order of registration.
    var number = 0
    /// Reads the path's parameters; nil where one does not read.
    var bind: @Sendable ([String]) -> Bound?
}

/// The routes by their segments: literals first, then a parameter, then the rest.
struct RouteTree: Sendable {
    private var literals: [String: RouteTree] = [:]
    // An array of none or one, which lets the value hold one of its own kind.
    private var parameter: [RouteTree] = []
    private var rest: [Route] = []
    private var here: [Route] = []

    /// Adds a route; answers false when its method has one with the same shape.
    mutating func insert(_ route: Route, at segments: ArraySlice<RoutePattern.Segment>) -> Bool {
        switch segments.first {
        case nil:
            guard !here.contains(where: { $0.method == route.method }) else { return false }
            here.append(route)
            return true
        case .rest:
            guard !rest.contains(where: { $0.method == route.method }) else { return false }
            rest.append(route)
            return true
        case .literal(let text):
            return literals[text, default: RouteTree()].insert(route, at: segments.dropFirst())
        case .parameter:
            if parameter.isEmpty { parameter = [RouteTree()] }
            return parameter[0].insert(route, at: segments.dropFirst())
        }
    }

    /// Calls `visit` with each set of routes that a path reaches, and with its parameters, the most literal first,
    /// until it answers true.
    func visit(
        _ path: ArraySlice<String>,
        _ parameters: [String] = [],
        _ visit: ([Route], [String]) -> Bool
    ) -> Bool {
        guard let segment = path.first else {
            return !here.isEmpty && visit(here, parameters)
        }
        let left = path.dropFirst()
        if let tree = literals[segment], tree.visit(left, parameters, visit) { return true }
        if let tree = parameter.first, !segment.isEmpty, tree.visit(left, parameters + [segment], visit) { return true }
        return !rest.isEmpty && visit(rest, parameters + [path.joined(separator: "/")])
    }
}
