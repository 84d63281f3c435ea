import Library
import Synchronization

/// Who is between submit and stored, at most so many at once.
final class Places: Sendable {
    private struct State {
        var limit: Int
        /// Places that are kept free for somebody who is just being chosen.
        var reserved = 0
        var taken: Set<Generation.ID> = []
    }

    private let state: Mutex<State>

    init(limit: Int) {
        state = Mutex(State(limit: limit))
    }

    var limit: Int {
        get { state.withLock { $0.limit } }
        set { state.withLock { $0.limit = newValue } }
    }

    /// Keeps a place free, if there is one.
    func reserve() -> Bool {
        state.withLock { state in
            guard state.taken.count + state.reserved < state.limit else { return false }
            state.reserved += 1
            return true
        }
    }

    /// Nobody was chosen for the place.
    func release() { state.withLock { $0.reserved -= 1 } }

    /// Somebody was chosen for the place that was kept free.
    func occupy(_ id: Generation.ID) {
        state.withLock { state in
            state.reserved -= 1
            state.taken.insert(id)
        }
    }

    /// Takes a place for what is already running, free or not.
    func enter(_ id: Generation.ID) { state.withLock { _ = $0.taken.insert(id) } }

    /// Gives a place back; who waits long for something that is not the house's gives it back early.
    func leave(_ id: Generation.ID) { state.withLock { _ = $0.taken.remove(id) } }
}
