import Synchronization

/// What a server has answered and holds open, for who watches it. The server counts, anybody reads.
public final class ServerFigures: Sendable {
    /// The figures at one moment.
    public struct Reading: Sendable, Hashable {
        /// Requests that are over, by the first digit of their status, 1 to 5; under 0 those that the client broke off
        /// before there was an answer.
        public var requests = [Int](repeating: 0, count: 6)
        /// How long those took to which a handler or the memory gave an answer.
        public var latencies = Latencies()
        /// Connections open now.
        public var connections = 0
        /// Streamed bodies that are being sent now, event streams among them.
        public var streams = 0
    }

    private let state = Mutex(Reading())

    /// Creates figures that are all zero.
    public init() {}

    /// The figures now.
    public var now: Reading { state.withLock { $0 } }

    func answered(_ status: Int, after nanoseconds: Int64?) {
        state.withLock { state in
            state.requests[min(max(status / 100, 0), 5)] += 1
            if let nanoseconds { state.latencies.add(nanoseconds) }
        }
    }

    func connected(_ change: Int) {
        state.withLock { $0.connections += change }
    }

    func streaming(_ change: Int) {
        state.withLock { $0.streams += change }
    }
}
