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
        try await send(encoded: [Self.encode(event: event, data: data, id: id)])
    }

    /// Sends what ``encode(event:data:id:)`` wrote, in pieces that follow each other: what many streams tell is written
    /// once, and lies in memory once.
    public func send(encoded pieces: [[UInt8]]) async throws {
        try await pipe.write(pieces)
    }

    /// One event as it goes over the wire: a field cannot break out of its line.
    public static func encode(event: String? = nil, data: String, id: String? = nil) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(data.utf8.count + data.utf8.count / 8 + 64)
        if let event { append("event: ", oneLine(event), to: &bytes) }
        if let id { append("id: ", oneLine(id), to: &bytes) }
        let carriageReturn = UInt8(ascii: "\r")
        let lineFeed = UInt8(ascii: "\n")
        var rest = Array(data.utf8)[...]
        while let end = rest.firstIndex(where: { $0 == lineFeed || $0 == carriageReturn }) {
            append("data: ", rest[..<end], to: &bytes)
            let isPair = rest[end] == carriageReturn && rest.dropFirst(end + 1 - rest.startIndex).first == lineFeed
            rest = rest[(end + (isPair ? 2 : 1))...]
        }
        append("data: ", rest, to: &bytes)
        bytes.append(lineFeed)
        return bytes
    }

    private static func append(_ name: StaticString, _ value: some Sequence<UInt8>, to bytes: inout [UInt8]) {
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: value)
        bytes.append(UInt8(ascii: "\n"))
    }

    private static func oneLine(_ text: String) -> [UInt8] {
        let lines = text.utf8.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        return Array(lines.joined(separator: [UInt8(ascii: " ")])).filter { $0 != 0 }
    }
}
