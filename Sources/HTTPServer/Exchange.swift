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
        case sent(status: Int, bytes: UInt64, StreamPipe?)
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
        /// When the request was whole, on ``Monotonic``'s clock; 0 before.
        var received: Int64 = 0
        /// How long its answer took from then on.
        var latency: Int64?
        /// The client's address, where a proxy told it.
        var client: String?
        /// Whose request it is.
        var person: String?
    }

    let daemon: Daemon
    let connection: Connection
    /// The request target as received.
    let target: String
    let state = Mutex(State())
    private let began = Monotonic.exact()
    private let number: UInt64

    init(daemon: Daemon, connection: Connection, target: String) {
        self.daemon = daemon
        self.connection = connection
        self.target = target
        number = daemon.number()
    }

    /// A short name of this one request.
    var id: String { RequestID.text(number) }

    /// Keeps whose request it is, if there is a log to tell it.
    func note(person: String) {
        if daemon.log != nil { state.withLock { $0.person = person } }
    }

    /// The stream that is being sent, if it is one.
    var stream: StreamPipe? {
        state.withLock { state in
            if case .sent(_, _, let pipe) = state.phase { pipe } else { nil }
        }
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
        let state = state.withLock { $0 }
        connection.exchange = nil
        var status = 0
        var bytes: UInt64 = 0
        if case .sent(let sent, let size, let pipe) = state.phase {
            status = sent
            bytes = pipe?.bytesRead ?? size
            if let pipe {
                pipe.close()
                daemon.figures.streaming(-1)
            }
        }
        daemon.figures.answered(status, after: state.latency)
        connection.deadline.store(daemon.deadline(.idle), ordering: .relaxed)
        daemon.log?.add(
            LoggedRequest(
                time: Timestamp.now(),
                id: id,
                client: state.client ?? connection.peerAddress,
                person: state.person,
                method: state.method?.rawValue,
                target: target,
                mask: daemon.mask,
                status: status == 0 ? nil : status,
                bytes: bytes,
                nanoseconds: Monotonic.exact() - began,
                isWhole: code == .REQUEST_TERMINATED_COMPLETED_OK
            )
        )
        if state.counted { daemon.activity.end() }
    }
}
