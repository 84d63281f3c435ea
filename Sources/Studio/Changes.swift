import Foundation
import Library
import Synchronization

/// Tells listeners that a generation changed; they look up what they need.
public final class Changes: Sendable {
    private let listeners = Mutex<[UUID: AsyncStream<Generation.ID>.Continuation]>([:])

    init() {}

    /// The ids of generations as they change, from now on, until the listener stops.
    ///
    /// - Parameter kept: how many changes wait for a slow listener; of more, it misses the oldest. One is enough for
    ///   who looks at everything anyway.
    public func listen(keeping kept: Int = 256) -> AsyncStream<Generation.ID> {
        let id = UUID()
        let (stream, continuation) = AsyncStream.makeStream(
            of: Generation.ID.self,
            bufferingPolicy: .bufferingNewest(kept)
        )
        continuation.onTermination = { [weak self] _ in
            self?.listeners.withLock { _ = $0.removeValue(forKey: id) }
        }
        listeners.withLock { $0[id] = continuation }
        return stream
    }

    /// What is announced when not one generation changed but the house, such as the queue that stands still.
    public static let house: Generation.ID = 0

    func announceHouse() { announce(Self.house) }

    func announce(_ id: Generation.ID) {
        // Yielding outside the lock: a termination handler may run at once and take it.
        let continuations = listeners.withLock { Array($0.values) }
        for continuation in continuations { continuation.yield(id) }
    }
}

/// Wakes the queue; rings while nobody waits are kept as one.
final class Bell: Sendable {
    let rings: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (rings, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    func ring() { continuation.yield() }
}
