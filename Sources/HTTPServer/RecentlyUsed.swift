/// Values by key within bounds, the least recently used given up first: a dictionary into a doubly linked list that
/// lives in one array, newest first, so that every step is O(1).
struct RecentlyUsed<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        var key: Key
        /// Nil in a place that is free.
        var value: Value?
        var bytes: Int
        var newer: Int?
        var older: Int?
    }

    private(set) var figures = CacheFigures()
    private let maximumBytes: Int
    private let maximumEntries: Int
    private var entries: [Entry] = []
    private var free: [Int] = []
    private var places: [Key: Int] = [:]
    private var newest: Int?
    private var oldest: Int?

    init(maximumBytes: Int, maximumEntries: Int) {
        self.maximumBytes = maximumBytes
        self.maximumEntries = maximumEntries
    }

    /// The value of a key, which then counts as used.
    mutating func use(_ key: Key) -> Value? {
        guard let place = places[key] else {
            figures.misses += 1
            return nil
        }
        figures.hits += 1
        if place != newest {
            unlink(place)
            linkAsNewest(place)
        }
        return entries[place].value
    }

    /// Holds a value, and gives up as many others as it needs the room of; one larger than all the room is not held.
    mutating func insert(_ value: Value, bytes: Int, for key: Key) {
        remove(key)
        guard bytes <= maximumBytes else { return }
        while figures.bytes + bytes > maximumBytes || figures.entries >= maximumEntries, let oldest {
            remove(oldest)
            figures.evictions += 1
        }
        let entry = Entry(key: key, value: value, bytes: bytes)
        let place: Int
        if let reused = free.popLast() {
            place = reused
            entries[place] = entry
        } else {
            place = entries.count
            entries.append(entry)
        }
        places[key] = place
        figures.bytes += bytes
        figures.entries += 1
        linkAsNewest(place)
    }

    /// Gives up the value of a key, if there is one.
    mutating func remove(_ key: Key) {
        if let place = places[key] { remove(place) }
    }

    private mutating func remove(_ place: Int) {
        unlink(place)
        places[entries[place].key] = nil
        figures.bytes -= entries[place].bytes
        figures.entries -= 1
        entries[place].value = nil
        free.append(place)
    }

    private mutating func unlink(_ place: Int) {
        let (newer, older) = (entries[place].newer, entries[place].older)
        if let newer { entries[newer].older = older } else { newest = older }
        if let older { entries[older].newer = newer } else { oldest = newer }
    }

    private mutating func linkAsNewest(_ place: Int) {
        entries[place].newer = nil
        entries[place].older = newest
        if let newest { entries[newest].newer = place } else { oldest = place }
        newest = place
    }
}
