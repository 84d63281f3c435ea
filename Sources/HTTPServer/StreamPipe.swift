import Logging
import Synchronization

/// A bounded buffer between the task that produces a body and the server's thread that sends it.
///
/// When it is empty the connection is parked, and the next write puts it back; when it is full the writers wait.
final class StreamPipe: Sendable {
    /// What a read brings.
    enum Reading: Equatable {
        /// So many bytes were copied.
        case bytes(Int)
        /// Nothing yet; the connection has been parked.
        case parked
        /// The body ends here.
        case end
        /// The body is broken off.
        case failure
    }

    private enum Phase {
        case open
        /// The producer is done; what is buffered is still to be sent.
        case ended
        /// The producer failed.
        case broken
        /// The server stops; what is buffered is still to be sent.
        case stopping
        /// Nobody reads any more.
        case gone
    }

    private struct State {
        var phase = Phase.open
        var waiting = PipeBuffer()
        var parked: ConnectionHandle?
        var task: Task<Void, Never>?
        var writers: [UInt64: CheckedContinuation<Void, Never>] = [:]
        var nextWriter: UInt64 = 0
        var lastWrite = ContinuousClock.now
        var read: UInt64 = 0

        mutating func takeWriters() -> [CheckedContinuation<Void, Never>] {
            defer { writers = [:] }
            return Array(writers.values)
        }
    }

    private let capacity: Int
    private let state = Mutex(State())

    /// - Parameter capacity: How many bytes wait for the client before writers wait; one write may overshoot it.
    init(capacity: Int = 64 << 10) {
        self.capacity = capacity
    }

    /// How many bytes have been handed to the connection.
    var bytesRead: UInt64 { state.withLock { $0.read } }

    /// Starts the producer; `activity` counts it until it ends.
    func start(_ stream: BodyStream, activity: Activity, logger: Logger) {
        activity.begin()
        let task = Task {
            defer { activity.end() }
            do {
                try await stream.produce(BodyWriter(pipe: self))
                self.finish(.ended)
            } catch {
                if !(error is CancellationError || error is StreamError) {
                    logger.warning("A streamed body broke off.", metadata: ["error": "\(error)"])
                }
                self.finish(.broken)
            }
        }
        let over = state.withLock { state in
            state.task = task
            return state.phase == .gone || state.phase == .stopping
        }
        if over { task.cancel() }
    }

    /// Copies what is buffered, up to `size` bytes; on the server's thread, inside the connection's callback.
    func read(into target: UnsafeMutableRawPointer, _ size: Int, of connection: ConnectionHandle) -> Reading {
        var writers: [CheckedContinuation<Void, Never>] = []
        let reading = state.withLock { state -> Reading in
            if state.phase != .gone {
                let count = state.waiting.take(into: UnsafeMutableRawBufferPointer(start: target, count: size))
                if count > 0 {
                    state.read += UInt64(count)
                    if state.waiting.count < capacity { writers = state.takeWriters() }
                    return .bytes(count)
                }
            }
            switch state.phase {
            case .open:
                // Inside the lock, so that no write can ask for the connection before it is parked.
                state.parked = connection
                connection.park()
                return .parked
            case .ended, .stopping: return .end
            case .broken, .gone: return .failure
            }
        }
        for writer in writers { writer.resume() }
        return reading
    }

    /// Appends bytes in pieces, which are not copied, after waiting until there is room.
    func write(_ pieces: [[UInt8]]) async throws {
        while true {
            try Task.checkCancellation()
            if try append(pieces) { return }
            await room()
        }
    }

    /// Appends bytes if nothing has been written for a while and nothing waits to be sent.
    func writeIfSilent(_ bytes: [UInt8], for silence: Duration) throws {
        let silent = state.withLock { $0.waiting.count == 0 && $0.lastWrite.duration(to: .now) >= silence }
        if silent { _ = try append([bytes]) }
    }

    /// The client went away, or the whole body has been sent: nobody reads any more.
    func close() {
        finish(.gone)
    }

    /// The server stops: the body ends after what is buffered.
    func stop() {
        finish(.stopping)
    }

    private func append(_ pieces: [[UInt8]]) throws(StreamError) -> Bool {
        var written = false
        let parked: ConnectionHandle? = try state.withLock { state throws(StreamError) in
            switch state.phase {
            case .open: break
            case .stopping: throw .stopping
            case .ended, .broken, .gone: throw .clientGone
            }
            guard state.waiting.count < capacity else { return nil }
            state.waiting.append(pieces)
            state.lastWrite = .now
            written = true
            return state.parked.take()
        }
        parked?.resume()
        return written
    }

    private func room() async {
        let id = state.withLock { state in
            state.nextWriter += 1
            return state.nextWriter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let proceeds = state.withLock { state in
                    if state.phase != .open || state.waiting.count < capacity || Task.isCancelled { return true }
                    state.writers[id] = continuation
                    return false
                }
                if proceeds { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.writers.removeValue(forKey: id) }?.resume()
        }
    }

    private func finish(_ phase: Phase) {
        let (parked, task, writers) = state.withLock { state in
            // Only "gone" may follow another end: it forgets what is buffered.
            guard state.phase == .open || phase == .gone else {
                return (ConnectionHandle?.none, Task<Void, Never>?.none, [CheckedContinuation<Void, Never>]())
            }
            state.phase = phase
            if phase == .gone { state.waiting = PipeBuffer() }
            return (state.parked.take(), state.task, state.takeWriters())
        }
        for writer in writers { writer.resume() }
        if phase == .gone || phase == .stopping { task?.cancel() }
        parked?.resume()
    }
}
