/// The producer's end of a streamed body.
public struct BodyWriter: Sendable {
    let pipe: StreamPipe

    /// Hands bytes to the client; waits while the client is behind by more than the buffer.
    ///
    /// - Throws: ``StreamError`` when the client has gone or the server stops, `CancellationError` when the task was
    ///   cancelled.
    public func write(_ bytes: [UInt8]) async throws {
        try await pipe.write([bytes])
    }

    /// Hands text to the client as UTF-8; see ``write(_:)-([UInt8])``.
    public func write(_ text: String) async throws {
        try await write(Array(text.utf8))
    }
}
