import CMicrohttpd
import HTTPTypes
import Synchronization

/// One request and its response on the way through the server.
///
/// libmicrohttpd calls on its own thread, again and again; the handler's task ends on any thread. The phase says whose
/// turn it is, and its lock is the only meeting place.
final class Exchange: Sendable {
    enum Phase: Sendable {
        /// The request line has come.
        case header
        /// The header has been accepted; the body comes.
        case body(RequestHead)
        /// The body is too large; what is left of it is thrown away.
        case overflow(RequestHead)
        /// The handler works, and the connection is parked.
        case parked(ConnectionHandle)
        /// The handler is done; the server's thread has to send this.
        case ready(Outgoing, RequestHead)
        /// The response is on its way.
        case sent(status: Int, StreamPipe?)
        /// The server could wait no longer.
        case abandoned
    }

    struct State: Sendable {
        var phase = Phase.header
        var body: [UInt8] = []
        /// How many bytes of a body have been thrown away.
        var discarded = 0
        var task: Task<Void, Never>?
        var method: HTTPRequest.Method?
        /// Whether the server counts this as under way.
        var counted = false
    }

    let daemon: Daemon
    let connection: Connection
    /// The request target as received.
    let target: String
    let state = Mutex(State())
    private let began = Monotonic.now()

    init(daemon: Daemon, connection: Connection, target: String) {
        self.daemon = daemon
        self.connection = connection
        self.target = target
    }

    /// The stream that is being sent, if it is one.
    var stream: StreamPipe? {
        state.withLock { state in
            if case .sent(_, let pipe) = state.phase { pipe } else { nil }
        }
    }

    /// The target for the log: what is no printable ASCII, and so will be refused, is escaped.
    private var printableTarget: String {
        target.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? target : target.debugDescription
    }

    /// The library's callback: a step forward, whatever the phase.
    func step(
        _ handle: ConnectionHandle,
        _ line: RequestLine,
        _ data: UnsafePointer<CChar>?,
        _ size: inout Int
    ) -> MHD_Result {
        switch state.withLock({ $0.phase }) {
        case .header:
            return readHead(handle, line)
        case .body(let head), .overflow(let head):
            guard size > 0 else { return dispatch(head, handle) }
            defer { size = 0 }
            return append(UnsafeRawBufferPointer(start: data, count: size), head)
        case .ready(let outgoing, let head):
            return send(outgoing, head, handle)
        case .abandoned:
            return send(refusing: .stopping, handle)
        case .parked, .sent:
            return .YES
        }
    }

    /// The library is done with this request, well or badly.
    func completed(_ code: MHD_RequestTerminationCode) {
        let (phase, method, counted) = state.withLock { ($0.phase, $0.method, $0.counted) }
        connection.exchange = nil
        var status = 0
        if case .sent(let sent, let pipe) = phase {
            status = sent
            if let pipe {
                pipe.close()
                daemon.figures.streaming(-1)
            }
        }
        daemon.figures.answered(status)
        connection.deadline.store(daemon.deadline(.idle), ordering: .relaxed)
        if counted { daemon.activity.end() }
        daemon.logger.debug(
            "request",
            metadata: [
                "method": "\(method?.rawValue ?? "-")", "target": "\(printableTarget)", "status": "\(status)",
                "client": "\(connection.remoteAddress)",
                "milliseconds": "\((Monotonic.now() - began) / 1_000_000)",
                "whole": "\(code == .REQUEST_TERMINATED_COMPLETED_OK)",
            ]
        )
    }
}
