import Synchronization

/// How many generations may be between submit and stored at once.
final class Places: Sendable {
    private let limit: Int
    private let taken = Mutex(0)

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes a place if one is free.
    func takeIfFree() -> Bool {
        taken.withLock { taken in
            guard taken < limit else { return false }
            taken += 1
            return true
        }
    }

    /// Takes a place for what is already running, free or not.
    func take() { taken.withLock { $0 += 1 } }

    func giveBack() { taken.withLock { $0 -= 1 } }
}
