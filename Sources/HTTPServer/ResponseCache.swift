import Synchronization

/// Responses that do not change, ready to be sent, within bounds: the least recently used are given up first.
///
/// ```swift
/// router.get("/thumbnails/{id}", fromMemory: { _, id in cache[id] }) { (_, id: Int64) in
///     try await cache.response(for: id) { .bytes(try await thumbnail(id), type: "image/webp").immutable() }
/// }
/// ```
public final class ResponseCache<Key: Hashable & Sendable>: Sendable {
    private struct State {
        var responses: RecentlyUsed<Key, Response>
        /// How often something was forgotten.
        var forgotten = 0
    }

    private let state: Mutex<State>

    /// Opens an empty cache.
    ///
    /// - Parameters:
    ///   - maximumBytes: The most bytes of bodies to hold in memory; files count nothing.
    ///   - maximumEntries: The most responses to hold; each file takes one or two of the process's descriptors.
    public init(maximumBytes: Int = .max, maximumEntries: Int = .max) {
        state = Mutex(State(responses: RecentlyUsed(maximumBytes: maximumBytes, maximumEntries: maximumEntries)))
    }

    /// The response of a key, if it is held; it then counts as used. From any thread, without waiting.
    public subscript(key: Key) -> Response? {
        state.withLock { $0.responses.use(key) }
    }

    /// Makes the response of a key that is not held, and holds it if it is one to keep: a success, no stream, and not
    /// larger than the whole cache.
    public func response(
        for key: Key,
        make: @Sendable () async throws -> Response
    ) async rethrows -> Response {
        let forgotten = state.withLock { $0.forgotten }
        let response = try await make()
        // What cannot be made ready, a file that is not there, is left to the server to say so.
        guard let ready = try? response.prepared(), ready.ready != nil else { return response }
        let bytes = if case .bytes(let body) = response.body { body.count } else { 0 }
        state.withLock { state in
            // Something was forgotten meanwhile, and it may have been this.
            if state.forgotten == forgotten { state.responses.insert(ready, bytes: bytes, for: key) }
        }
        return ready
    }

    /// Forgets what a key stands for, because it has been deleted; also where it is being made just now. What is
    /// already on its way to a client still arrives.
    public func forget(_ key: Key) {
        state.withLock { state in
            state.responses.remove(key)
            state.forgotten += 1
        }
    }

    /// What the cache holds and has done so far.
    public var figures: CacheFigures { state.withLock { $0.responses.figures } }
}
