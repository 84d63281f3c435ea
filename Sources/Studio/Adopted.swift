import Library
import Synchronization

/// Generations that were found in the service's history and wait for the queue to follow them.
final class Adopted: Sendable {
    private let ids = Mutex<[Generation.ID]>([])

    func add(_ id: Generation.ID) { ids.withLock { $0.append(id) } }

    func takeAll() -> [Generation.ID] {
        ids.withLock { ids in
            defer { ids = [] }
            return ids
        }
    }
}
