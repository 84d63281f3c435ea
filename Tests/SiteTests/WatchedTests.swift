import HTTPServer
import Library
import Synchronization
import Testing

@testable import Site

/// Drawings that many streams share.
@Suite(.timeLimit(.minutes(1))) struct WatchedTests {
    private struct Broken: Error {}

    /// A number that is drawn, and how often.
    private final class Number: Sendable {
        let value = Atomic(0)
        let drawings = Atomic(0)
        let seen = Atomic(0)
        /// Tells of each listener that has left.
        let leaving = AsyncStream.makeStream(of: Void.self)
        private let listeners = Mutex<[AsyncStream<Generation.ID>.Continuation]>([])

        func listen() -> AsyncStream<Generation.ID> {
            let (stream, continuation) = AsyncStream.makeStream(
                of: Generation.ID.self,
                bufferingPolicy: .bufferingNewest(1)
            )
            continuation.onTermination = { [leaving] _ in leaving.continuation.yield() }
            listeners.withLock { $0.append(continuation) }
            return stream
        }

        func set(_ new: Int) {
            value.store(new, ordering: .sequentiallyConsistent)
            for listener in listeners.withLock({ $0 }) { listener.yield(1) }
        }

        func watched() -> Watched<Int> {
            Watched(pause: .zero, changes: listen) {
                self.drawings.add(1, ordering: .sequentiallyConsistent)
                return self.value.load(ordering: .sequentiallyConsistent)
            }
        }
    }

    @Test("A hundred watchers see each state, drawn once for all of them")
    func isDrawnOnce() async throws {
        let number = Number()
        let watched = number.watched()
        try await withThrowingTaskGroup(of: Void.self) { group in
            let streams = (0..<100).map { _ in watched.watch() }
            for stream in streams {
                group.addTask {
                    for try await value in stream {
                        if value == 0, number.seen.add(1, ordering: .relaxed).newValue == 100 { number.set(1) }
                        if value == 1 { return }
                    }
                }
            }
            try await group.waitForAll()
        }
        let drawings = number.drawings.load(ordering: .sequentiallyConsistent)
        // One for the first, one for all who came while it was drawn, one for the change.
        #expect((2...3).contains(drawings))
    }

    @Test("Who comes later sees what is so at once, and what follows")
    func isShownToLatecomers() async throws {
        let number = Number()
        let watched = number.watched()
        var first = watched.watch().makeAsyncIterator()
        #expect(try await first.next() == 0)
        number.set(7)
        #expect(try await first.next() == 7)
        var second = watched.watch().makeAsyncIterator()
        #expect(try await second.next() == 7)
        number.set(8)
        #expect(try await second.next() == 8)
        #expect(try await first.next() == 8)
    }

    @Test("Nothing is drawn once the last has left, and who comes then sees what is so by then")
    func restsUnwatched() async throws {
        let number = Number()
        let watched = number.watched()
        let task = Task { for try await value in watched.watch() where value == 1 { return } }
        number.set(1)
        try await task.value
        var leaving = number.leaving.stream.makeAsyncIterator()
        await leaving.next()
        let before = number.drawings.load(ordering: .sequentiallyConsistent)
        number.set(2)
        number.set(3)
        var later = watched.watch().makeAsyncIterator()
        #expect(try await later.next() == 3)
        let after = number.drawings.load(ordering: .sequentiallyConsistent)
        #expect(after == before + 1)
    }

    @Test("What goes wrong while drawing ends every stream, and the next begins anew")
    func endsWithTheFault() async throws {
        let fails = Atomic(true)
        let watched = Watched<Int>(changes: { AsyncStream { _ in } }) {
            if fails.load(ordering: .sequentiallyConsistent) { throw Broken() }
            return 1
        }
        let streams = [watched.watch(), watched.watch()]
        for stream in streams {
            await #expect(throws: Broken.self) { for try await _ in stream {} }
        }
        fails.store(false, ordering: .sequentiallyConsistent)
        var later = watched.watch().makeAsyncIterator()
        #expect(try await later.next() == 1)
    }

    @Test("Each stream's forms have a name of their own")
    func namesFormsForEach() {
        let events = SharedEvents([Array("a MARK b".utf8), Array(" MARK".utf8)], placeholder: "MARK")
        let bytes = Array(events.pieces(once: "x1").joined())
        #expect(String(decoding: bytes, as: UTF8.self) == "a x1 b x1")
        #expect(SharedEvents([[]], placeholder: "M").pieces(once: "x").joined().isEmpty)
    }
}
