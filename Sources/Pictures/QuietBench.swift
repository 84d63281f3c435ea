import Foundation
import Synchronization

/// Threads for work that nobody waits for: the system lets everything else go first.
///
/// A thread that has made itself unimportant stays so, therefore they are the bench's own, begun with the first work
/// and kept.
final class QuietBench: Sendable {
    /// As far behind as the system knows, short of not at all.
    private static let niceness: Int32 = 15

    private struct State {
        var threads = 0
        var waiting: [@Sendable () -> Void] = []
    }

    private let width: Int
    private let state = Mutex(State())
    private let work = DispatchSemaphore(value: 0)

    /// - Parameter width: how many pieces run at once.
    init(width: Int = max(1, ProcessInfo.processInfo.activeProcessorCount - 1)) {
        self.width = width
    }

    /// Runs the work when its turn comes, and returns what it returns or throws.
    func run<Value: Sendable, Failure: Error>(
        _ body: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result = await withCheckedContinuation { continuation in
            add { continuation.resume(returning: Result<Value, Failure>(catching: body)) }
        }
        return try result.get()
    }

    private func add(_ piece: @escaping @Sendable () -> Void) {
        let needsThread = state.withLock { state in
            state.waiting.append(piece)
            guard state.threads < width else { return false }
            state.threads += 1
            return true
        }
        if needsThread { begin() }
        work.signal()
    }

    private func begin() {
        let thread = Thread { [self] in
            // Linux counts a thread as a process here; a refusal changes nothing but the order.
            _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness)
            while true {
                work.wait()
                state.withLock { $0.waiting.removeFirst() }()
            }
        }
        thread.name = "contactsheet.quiet"
        thread.start()
    }
}
