import Dispatch
import Foundation
import Synchronization

/// Threads for work that keeps a core or a disk busy, so that it never blocks Swift's own few.
///
/// At most `width` pieces run at once, in the order in which they came; the others wait without holding a thread.
public final class Workbench: Sendable {
    private struct State {
        var running = 0
        var waiting: [@Sendable () -> Void] = []
        var next = 0
    }

    private let width: Int
    private let threads: DispatchQueue
    private let state = Mutex(State())

    /// Opens a workbench.
    ///
    /// - Parameters:
    ///   - label: the threads' name in a debugger.
    ///   - width: how many pieces run at once; as a rule, one a core.
    public init(label: String, width: Int = ProcessInfo.processInfo.activeProcessorCount) {
        self.width = max(1, width)
        threads = DispatchQueue(label: label, attributes: .concurrent)
    }

    /// Runs the work when its turn comes, and returns what it returns or throws.
    public func run<Value: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result = await withCheckedContinuation { continuation in
            enqueue {
                continuation.resume(returning: Result<Value, Failure>(catching: work))
            }
        }
        return try result.get()
    }

    private func enqueue(_ piece: @escaping @Sendable () -> Void) {
        let startsThread = state.withLock { state in
            state.waiting.append(piece)
            guard state.running < width else { return false }
            state.running += 1
            return true
        }
        if startsThread {
            threads.async { self.drain() }
        }
    }

    private func drain() {
        while let piece = takeNext() { piece() }
    }

    /// The oldest piece, or nil with the thread signed off.
    private func takeNext() -> (@Sendable () -> Void)? {
        state.withLock { state in
            guard state.next < state.waiting.count else {
                state.waiting.removeAll(keepingCapacity: true)
                state.next = 0
                state.running -= 1
                return nil
            }
            let piece = state.waiting[state.next]
            // Lets go of what the piece captured (a picture's bytes) as soon as it has run.
            state.waiting[state.next] = {}
            state.next += 1
            if state.next >= 256, 2 * state.next >= state.waiting.count {
                state.waiting.removeFirst(state.next)
                state.next = 0
            }
            return piece
        }
    }
}
