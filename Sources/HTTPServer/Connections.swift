import CMicrohttpd
import Glibc
import Synchronization

/// Every open connection, and what libmicrohttpd does not see of them: clients that drip bytes past their deadline,
/// clients that leave a silent stream, clients that still send when they have been refused.
final class Connections: Sendable {
    private struct State {
        var open: [Int32: Connection] = [:]
        /// How many connections each household has open; proxies, which speak for many, are left out.
        var households: [NetworkAddress: Int] = [:]
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
    /// How many connections one household may have.
    private let share: Int
    /// With how many connections it begins to be crowded.
    private let crowd: Int

    /// - Parameters:
    ///   - limit: How many connections there can be.
    ///   - share: How many of them one household may have.
    init(limit: Int, share: Int) {
        self.share = share
        crowd = limit - limit / 8
    }

    var all: [Connection] { state.withLock { Array($0.open.values) } }

    /// Whether a household may open one more.
    func hasRoom(for address: NetworkAddress) -> Bool {
        state.withLock { $0.households[address.household, default: 0] < share }
    }

    func add(_ connection: Connection) {
        state.withLock { state in
            state.open[connection.socket] = connection
            if let household = connection.household { state.households[household, default: 0] += 1 }
            if state.open.count > crowd { makeRoom(&state) }
        }
    }

    /// Ends connections of the household that has the most: so one that takes all it can get does not shut the others
    /// out. Several at a time, as finding them takes a look at all.
    private func makeRoom(_ state: inout State) {
        var counts: [NetworkAddress: Int] = [:]
        for connection in state.open.values where !connection.leaves.load(ordering: .relaxed) {
            if let household = connection.household { counts[household, default: 0] += 1 }
        }
        // Those who have been ended already make room in a moment.
        let left = counts.values.reduce(0, +)
        guard left > crowd, let (greediest, most) = counts.max(by: { $0.value < $1.value }) else { return }
        let others = counts.values.filter { $0 < most }.max() ?? 0
        // The oldest of those that wait for their client go first; streams, which browsers open again, go last.
        let candidates = state.open.values
            .filter { $0.household == greediest && !$0.leaves.load(ordering: .relaxed) }
            .compactMap { connection -> (Connection, Int64)? in
                if connection.deadline.load(ordering: .relaxed) != 0 { return (connection, connection.began) }
                return connection.exchange?.stream == nil ? nil : (connection, .max)
            }
            .sorted { $0.1 < $1.1 }
        for (connection, _) in candidates.prefix(max(1, min(crowd / 32, most - others))) {
            connection.leaves.store(true, ordering: .relaxed)
            shutdown(connection.socket, Int32(SHUT_RDWR))
        }
    }

    /// Forgets a connection; before its descriptor is closed, which is why sweeping holds the same lock.
    func remove(_ connection: Connection) {
        state.withLock { state in
            state.open[connection.socket] = nil
            if let household = connection.household, let count = state.households[household] {
                state.households[household] = count > 1 ? count - 1 : nil
            }
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

extension Connection {
    /// Whom it counts for; nil for a proxy, and where the address is not known.
    fileprivate var household: NetworkAddress? { isProxy ? nil : peer?.household }
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
