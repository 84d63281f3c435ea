import Foundation
import Library
import Synchronization

/// An action that is being made, or undone, in steps.
final class Job: Sendable {
    private struct State {
        var progress: JobProgress
        var stops = false
        var listeners: [UUID: AsyncStream<Void>.Continuation] = [:]
    }

    private let state: Mutex<State>

    init(_ progress: JobProgress) { state = Mutex(State(progress: progress)) }

    var progress: JobProgress { state.withLock { $0.progress } }

    /// Asks it to end after the step that it is at.
    func stop() { state.withLock { $0.stops = true } }

    /// - Throws: `CancellationError` when it was asked to end, or the program is.
    func checkStop() throws {
        if state.withLock({ $0.stops }) || Task.isCancelled { throw CancellationError() }
    }

    func update(_ change: (inout JobProgress) -> Void) {
        let listeners = state.withLock { state in
            change(&state.progress)
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.yield() }
    }

    /// Something each time that it has come further, until it ends.
    func listen() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = UUID()
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { _ = $0.listeners.removeValue(forKey: id) }
        }
        state.withLock { $0.listeners[id] = continuation }
        return stream
    }

    /// Tells who listens that it is over.
    func end() {
        let listeners = state.withLock { Array($0.listeners.values) }
        for listener in listeners { listener.finish() }
    }
}

/// How far a running action has come.
public struct JobProgress: Sendable, Hashable {
    /// What it is at.
    public enum Phase: Sendable, Hashable {
        /// Looking for the pictures; so many found.
        case finding(Int)
        /// Changing them.
        case changing
        /// Putting them back.
        case undoing
    }

    /// What it is at.
    public var phase: Phase
    /// Pictures that it is through with.
    public var done = 0
    /// Pictures that there are; `nil` until they are found.
    public var total: Int?
    /// When its present phase began.
    public var since: Date

    /// Pictures a second since the phase began; `nil` before the first second is over.
    public func rate(at now: Date) -> Double? {
        let seconds = now.timeIntervalSince(since)
        return seconds >= 1 && done > 0 ? Double(done) / seconds : nil
    }

    /// Seconds that are left at this rate.
    public func secondsLeft(at now: Date) -> Double? {
        guard let total, let rate = rate(at: now) else { return nil }
        return Double(max(0, total - done)) / rate
    }
}
