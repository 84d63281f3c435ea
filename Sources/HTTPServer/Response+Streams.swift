import HTTPTypes

extension Response {
    /// A body of unknown length that is written while it is sent, chunk by chunk.
    public static func stream(
        type: String,
        _ produce: @escaping @Sendable (BodyWriter) async throws -> Void
    ) -> Response {
        Response(headers: [.contentType: type], body: .stream(BodyStream(produce)))
    }

    /// A stream of server-sent events.
    ///
    /// - Parameters:
    ///   - heartbeat: How long the line may be silent before a comment is sent, which keeps proxies from closing it.
    ///   - lifetime: How long the stream goes on at most. The browser comes again then, and is asked again whether it may.
    ///   - produce: Sends the events; its task is cancelled when the client goes away. When it returns, the stream
    ///     ends, and the browser comes again after a few seconds.
    public static func events(
        heartbeat: Duration = .seconds(15),
        lifetime: Duration = .seconds(600),
        _ produce: @escaping @Sendable (EventWriter) async throws -> Void
    ) -> Response {
        let headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
        let stream = BodyStream { body in
            // At once, so that the header is not held back for want of a body.
            try await body.pipe.write([comment])
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await produce(EventWriter(pipe: body.pipe)) }
                tasks.addTask {
                    while true {
                        try await Task.sleep(for: heartbeat)
                        try body.pipe.writeIfSilent(comment, for: heartbeat)
                    }
                }
                tasks.addTask { try await Task.sleep(for: lifetime) }
                defer { tasks.cancelAll() }
                try await tasks.next()
            }
        }
        return Response(headers: headers, body: .stream(stream))
    }

    private static let comment = Array(":\n\n".utf8)
}
