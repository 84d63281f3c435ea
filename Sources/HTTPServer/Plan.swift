import HTTPTypes

/// How a request will be answered, decided before anything runs.
struct Plan: Sendable {
    /// What came of the first, quick step.
    enum First: Sendable {
        /// The answer.
        case answer(Response)
        /// A refusal, whose page is still to be made.
        case failure(any Error)
        /// Nothing: the handler's turn.
        case nothing
    }

    var checks: [@Sendable (Request) throws -> Void]
    var admission: (@Sendable (inout Request, Int?) throws -> Void)?
    /// The route's place in the router's list; nil where there is none.
    var number: Int?
    var fromMemory: (@Sendable (Request) throws -> Response?)?
    var handler: Router.Next
    var notFound: Router.Next
    var failed: @Sendable (any Error, Request) async -> Response
    var answered: (@Sendable (Request, Int, HTTPResponse.Status) async -> Void)?

    /// Whether the request may go on to its handler.
    func admits(_ request: inout Request) -> Bool {
        do {
            for check in checks { try check(request) }
            try admission?(&request, number)
            return true
        } catch {
            return false
        }
    }

    /// Judges the request, lets it in and looks into memory; on the server's own thread.
    func fromMemory(_ request: inout Request) -> First {
        do {
            for check in checks { try check(request) }
            try admission?(&request, number)
            return try fromMemory?(request).map(First.answer) ?? .nothing
        } catch {
            return .failure(error)
        }
    }

    /// Answers, by the handler where the first step brought nothing.
    func answer(_ request: Request, after first: First) async -> Response {
        let response = await answerUntold(request, after: first)
        if let answered, let number { await answered(request, number, response.status) }
        return response
    }

    private func answerUntold(_ request: Request, after first: First) async -> Response {
        do {
            do {
                switch first {
                case .answer(let response): return response
                case .failure(let error): throw error
                case .nothing: return try await handler(request)
                }
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
