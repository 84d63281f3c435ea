import Synchronization

/// Thumbnails in memory, the least recently used given up first; answers from any thread without waiting.
public final class ThumbnailCache: Sendable {
    /// What the cache has done so far, for `/metrics`.
    public struct Counters: Sendable, Equatable {
        /// Look-ups that found their thumbnail.
        public var hits = 0
        /// Look-ups that did not.
        public var misses = 0
        /// Bytes of the thumbnails held now.
        public var bytes = 0
        /// Thumbnails held now.
        public var count = 0
    }

    private let state: Mutex<RecentlyUsed>

    /// Opens an empty cache.
    ///
    /// - Parameter capacity: the most bytes of thumbnails to hold; 64 MiB are about 3,000 of them.
    public init(capacity: Int = 64 << 20) {
        state = Mutex(RecentlyUsed(capacity: capacity))
    }

    /// The thumbnail of a picture, if it is held; it then counts as used.
    public func bytes(for digest: SHA256Digest) -> [UInt8]? {
        state.withLock { $0.use(digest) }
    }

    /// Holds a thumbnail, and gives up as many of the oldest as it needs the room of.
    ///
    /// One that is larger than the whole cache is not held.
    public func insert(_ bytes: [UInt8], for digest: SHA256Digest) {
        state.withLock { $0.insert(bytes, for: digest) }
    }

    /// What the cache has done so far.
    public var counters: Counters { state.withLock { $0.counters } }
}
