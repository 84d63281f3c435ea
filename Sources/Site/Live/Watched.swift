import Foundation
import Library
import Synchronization

/// What many streams show, drawn once for all of them: when the first begins to watch, and again after a change.
///
/// Nothing is drawn while nobody watches.
final class Watched<Drawing: Sendable>: Sendable {
    private typealias Watcher = AsyncThrowingStream<Drawing, any Error>.Continuation

    private struct State {
        var watchers: [UUID: Watcher] = [:]
        /// Asks for another drawing; asked a hundred times before it is made, it is one.
        var poke: AsyncStream<Void>.Continuation?
        /// Which drawing task is the present one; an earlier one may not have ended yet.
        var round = 0
        var task: Task<Void, Never>?

        func watchers(in round: Int) -> [Watcher] {
            self.round == round && task != nil ? Array(watchers.values) : []
        }
    }

    private let pause: Duration
    private let changes: @Sendable () -> AsyncStream<Generation.ID>
    private let draw: @Sendable () async throws -> Drawing
    private let state = Mutex(State())

    /// - Parameters:
    ///   - pause: how long after a drawing the next is made, however much changes.
    ///   - changes: begins to listen; a change that comes while one is drawn must not be lost.
    ///   - draw: draws what is so at the moment.
    init(
        pause: Duration = .milliseconds(250),
        changes: @escaping @Sendable () -> AsyncStream<Generation.ID>,
        draw: @escaping @Sendable () async throws -> Drawing
    ) {
        self.pause = pause
        self.changes = changes
        self.draw = draw
    }

    /// The drawing as it is, made after this was asked for, and then each that follows; who is slow misses those
    /// between. Ends with what goes wrong while drawing.
    func watch() -> AsyncThrowingStream<Drawing, any Error> {
        let id = UUID()
        let (stream, continuation) = AsyncThrowingStream.makeStream(
            of: Drawing.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        continuation.onTermination = { [weak self] _ in self?.leave(id) }
        state.withLock { state in
            state.watchers[id] = continuation
            // What was drawn for the others may be older than what this one has seen on its page.
            guard state.task == nil else { return _ = state.poke?.yield() }
            let (asked, poke) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            state.poke = poke
            state.round += 1
            state.task = Task { [round = state.round] in await self.keepDrawing(round, asked, poke) }
        }
        return stream
    }

    private func leave(_ id: UUID) {
        let idle = state.withLock { state -> Task<Void, Never>? in
            state.watchers[id] = nil
            guard state.watchers.isEmpty else { return nil }
            state.poke = nil
            defer { state.task = nil }
            return state.task
        }
        idle?.cancel()
    }

    private func keepDrawing(
        _ round: Int,
        _ asked: AsyncStream<Void>,
        _ poke: AsyncStream<Void>.Continuation
    ) async {
        // Listening begins before the first look, so that nothing falls between.
        let changes = changes()
        let listening = Task {
            for await _ in changes { poke.yield() }
            poke.finish()
        }
        defer { listening.cancel() }
        do {
            try await show(try await draw(), round)
            for await _ in asked {
                // A hundred changes at once are one drawing.
                try await show(try await draw(), round)
                try await Task.sleep(for: pause)
            }
            end(round, nil)
        } catch {
            end(round, error)
        }
    }

    private func show(_ drawing: Drawing, _ round: Int) async throws {
        let watchers = state.withLock { $0.watchers(in: round) }
        // Outside the lock: a watcher that leaves meanwhile takes it.
        for (index, watcher) in watchers.enumerated() {
            // A few at a time: a thousand streams that are sent to at once hold up every page for as long.
            if index % 25 == 24 { try await Task.sleep(for: .milliseconds(5)) }
            watcher.yield(drawing)
        }
    }

    private func end(_ round: Int, _ error: (any Error)?) {
        let watchers = state.withLock { state in
            let watchers = state.watchers(in: round)
            if !watchers.isEmpty { state = State(round: round) }
            return watchers
        }
        for watcher in watchers { watcher.finish(throwing: error) }
    }
}
