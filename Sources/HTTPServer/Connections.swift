import CMicrohttpd
import Glibc
import Synchronization

/// Every open connection, and what libmicrohttpd does not see of them: clients that drip bytes past their deadline,
/// clients that leave a silent stream, clients that still send when they have been refused.
final class Connections: Sendable {
    private struct State {
        var open: [Int32: Connection] = [:]
        var lingering: [Lingering] = []
    }

    /// A second descriptor of a refused connection. Closing while bytes arrive would reset the connection, and the
    /// client would lose the answer; so they are read and thrown away for a moment.
    fileprivate struct Lingering {
        var socket: Int32
        var until: Int64
    }

    private static let lingerNanoseconds: Int64 = 2_000_000_000

    private let state = Mutex(State())

    var all: [Connection] { state.withLock { Array($0.open.values) } }

    func add(_ connection: Connection) {
        state.withLock { $0.open[connection.socket] = connection }
    }

    /// Forgets a connection; before its descriptor is closed, which is why sweeping holds the same lock.
    func remove(_ connection: Connection) {
        state.withLock { state in
            state.open[connection.socket] = nil
            guard connection.lingers.load(ordering: .relaxed) else { return }
            let copy = fcntl(connection.socket, F_DUPFD_CLOEXEC, 0)
            if copy >= 0 {
                state.lingering.append(Lingering(socket: copy, until: Monotonic.now() + Self.lingerNanoseconds))
            }
        }
    }

    /// Ends what is past its deadline, and the streams whose clients have gone.
    func sweep() {
        let now = Monotonic.now()
        let left = state.withLock { state in
            for connection in state.open.values {
                let deadline = connection.deadline.load(ordering: .relaxed)
                // The library sees the end of the input and closes.
                if deadline != 0, deadline < now { shutdown(connection.socket, Int32(SHUT_RDWR)) }
            }
            state.lingering.removeAll { $0.isOver(now) }
            return streamsLeft(state.open.values)
        }
        for stream in left { stream.close() }
    }

    /// Closes what lingers; once nothing is served any more.
    func close() {
        state.withLock { state in
            for lingering in state.lingering { Glibc.close(lingering.socket) }
            state.lingering = []
        }
    }

    private func streamsLeft(_ connections: some Collection<Connection>) -> [StreamPipe] {
        let streams = connections.compactMap { connection in
            connection.exchange?.stream.map { (connection.socket, $0) }
        }
        var polled = streams.map { pollfd(fd: $0.0, events: CMHD_POLLRDHUP, revents: 0) }
        guard !polled.isEmpty, poll(&polled, nfds_t(polled.count), 0) > 0 else { return [] }
        return zip(polled, streams).filter { $0.0.revents != 0 }.map { $0.1.1 }
    }
}

extension Connections.Lingering {
    /// Reads what has come; once the client has closed or the time is over, closes and answers true.
    fileprivate func isOver(_ now: Int64) -> Bool {
        var over = now >= until
        withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 1) { buffer in
            // At most 4 MiB in a sweep, so that no client can hold it up.
            for _ in 0..<64 {
                let count = recv(socket, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
                if count > 0 { continue }
                if count == 0 || (errno != EAGAIN && errno != EINTR) { over = true }
                return
            }
        }
        if over { Glibc.close(socket) }
        return over
    }
}
