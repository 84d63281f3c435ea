import Synchronization

/// Values by key, a bounded number of them; emptied rather than aged, since each is quickly made anew.
final class BoundedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let capacity: Int
    private let values = Mutex<[Key: Value]>([:])

    init(capacity: Int) { self.capacity = capacity }

    subscript(key: Key) -> Value? {
        get { values.withLock { $0[key] } }
        set {
            values.withLock { values in
                if values.count >= capacity { values.removeAll(keepingCapacity: true) }
                values[key] = newValue
            }
        }
    }
}
