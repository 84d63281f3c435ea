/// The producer's end of an event stream, as `EventSource` reads it in a browser.
public struct EventWriter: Sendable {
    let pipe: StreamPipe

    /// Sends one event; waits while the client is behind by more than the buffer.
    ///
    /// - Parameters:
    ///   - event: The event's type, which the page listens for; nil is `message`.
    ///   - data: The payload; it may have lines.
    ///   - id: What the browser sends back as `Last-Event-ID` when it comes again.
    /// - Throws: ``StreamError`` when the client has gone or the server stops, `CancellationError` when the task was
    ///   cancelled.
    public func send(event: String? = nil, data: String, id: String? = nil) async throws {
        try await pipe.write(Self.encode(event: event, data: data, id: id))
    }

    /// The event as it goes over the wire: a field cannot break out of its line.
    static func encode(event: String?, data: String, id: String?) -> [UInt8] {
        var text = ""
        if let event { text += "event: \(oneLine(event))\n" }
        if let id { text += "id: \(oneLine(id))\n" }
        // A CR LF pair is one character to Swift, and one line break here.
        for line in data.split(omittingEmptySubsequences: false, whereSeparator: isLineBreak) {
            text += "data: \(line)\n"
        }
        return Array((text + "\n").utf8)
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: isLineBreak).joined(separator: " ").replacing("\0", with: "")
    }

    private static func isLineBreak(_ character: Character) -> Bool {
        character == "\n" || character == "\r" || character == "\r\n"
    }
}
