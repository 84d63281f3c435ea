import Library
import Synchronization

/// What stands in the way of generations on their way, as sentences; forgotten when it passes.
public final class Troubles: Sendable {
    private let sentences = Mutex<[Generation.ID: String]>([:])

    init() {}

    /// What stands in a generation's way just now.
    public subscript(id: Generation.ID) -> String? {
        sentences.withLock { $0[id] }
    }

    /// Notes or clears a trouble; returns whether that is news.
    func note(_ sentence: String?, for id: Generation.ID) -> Bool {
        sentences.withLock { sentences in
            guard sentences[id] != sentence else { return false }
            sentences[id] = sentence
            return true
        }
    }
}
