import Dispatch
import Glibc
import Synchronization

/// Writes a line for each request that is over; whoever hands it one never waits for the writing.
public final class RequestLog: Sendable {
    /// How a line is written.
    public enum Format: String, Sendable, CaseIterable {
        /// `name=value` with blanks between.
        case text
        /// A JSON object.
        case json
    }

    private struct State {
        var waiting: [LoggedRequest] = []
        /// How many requests found no room since the last line.
        var lost = 0
        var isWriting = false
    }

    private let format: Format
    private let hasQueries: Bool
    private let descriptor: Int32
    private let room: Int
    private let queue = DispatchQueue(label: "contactsheet.requests", qos: .utility)
    private let state = Mutex(State())

    /// Opens a log.
    ///
    /// - Parameters:
    ///   - queries: Whether queries are written down; people's prompts and searches are in them.
    ///   - descriptor: Where it is written to; the standard error stream if not given. It stays open.
    ///   - room: How many requests wait at most for a slow reader of the log; further ones are only counted.
    public init(format: Format, queries: Bool = false, descriptor: Int32 = STDERR_FILENO, room: Int = 8192) {
        self.format = format
        hasQueries = queries
        self.descriptor = descriptor
        self.room = room
    }

    func add(_ request: LoggedRequest) {
        let starts = state.withLock { state in
            guard state.waiting.count < room else {
                state.lost += 1
                return false
            }
            state.waiting.append(request)
            defer { state.isWriting = true }
            return !state.isWriting
        }
        if starts { queue.async { self.write() } }
    }

    /// Waits until what has been handed over is written, at most for a while.
    func flush(within limit: Duration) async {
        let (ends, end) = AsyncStream<Void>.makeStream()
        queue.async { end.finish() }
        queue.asyncAfterElsewhere(limit) { end.finish() }
        for await _ in ends {}
    }

    /// Writes until nothing waits; on the queue.
    private func write() {
        while true {
            let (requests, lost) = state.withLock { state in
                defer { (state.waiting, state.lost) = ([], 0) }
                state.isWriting = !state.waiting.isEmpty
                return (state.waiting, state.lost)
            }
            guard !requests.isEmpty else { return }
            var text = requests.map { $0.line(format, queries: hasQueries) }.joined()
            if lost > 0 {
                var line = LogLine(format)
                line.add("time", Timestamp.text(Timestamp.now()))
                line.add("lost", number: String(lost))
                text += line.finished
            }
            put(Array(text.utf8)[...])
        }
    }

    /// Writes all of it, however long that takes; what cannot be written at all is given up.
    private func put(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&polled, 1, -1)
            } else if errno != EINTR {
                return
            }
        }
    }
}

extension DispatchQueue {
    /// Does something after a while, on another queue than this, which may be stuck.
    fileprivate func asyncAfterElsewhere(_ delay: Duration, _ work: @escaping @Sendable () -> Void) {
        DispatchQueue.global().asyncAfter(deadline: .now() + .nanoseconds(Int(delay.nanoseconds)), execute: work)
    }
}
