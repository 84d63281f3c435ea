/// What a cache holds and has done so far.
public struct CacheFigures: Sendable, Hashable {
    /// Look-ups that found something.
    public var hits: Int
    /// Look-ups that did not.
    public var misses: Int
    /// Entries given up for want of room.
    public var evictions: Int
    /// Bytes held now.
    public var bytes: Int
    /// Entries held now.
    public var entries: Int

    /// Creates figures; those of a new cache are zero.
    public init(hits: Int = 0, misses: Int = 0, evictions: Int = 0, bytes: Int = 0, entries: Int = 0) {
        self.hits = hits
        self.misses = misses
        self.evictions = evictions
        self.bytes = bytes
        self.entries = entries
    }
}
