import Synchronization

/// How many generations may be between submit and stored at once.
final class Places: Sendable {
    private let state: Mutex<(taken: Int, limit: Int)>

    init(limit: Int) {
        state = Mutex((0, limit))
    }

    var limit: Int {
        get { state.withLock { $0.limit } }
        set { state.withLock { $0.limit = newValue } }
    }

    /// Takes a place if one is free.
    func takeIfFree() -> Bool {
        state.withLock { state in
            guard state.taken < state.limit else { return false }
            state.taken += 1
            return true
        }
    }

    /// Takes a place for what is already running, free or not.
    func take() { state.withLock { $0.taken += 1 } }

    func giveBack() { state.withLock { $0.taken -= 1 } }
}
