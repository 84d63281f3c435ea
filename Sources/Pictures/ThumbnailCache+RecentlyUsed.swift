extension ThumbnailCache {
    /// A dictionary into a doubly linked list that lives in one array, newest first: every step is O(1).
    struct RecentlyUsed {
        private struct Entry {
            var digest: SHA256Digest
            var bytes: [UInt8]
            var newer: Int?
            var older: Int?
        }

        private(set) var counters = Counters()
        private let capacity: Int
        private var entries: [Entry] = []
        private var free: [Int] = []
        private var places: [SHA256Digest: Int] = [:]
        private var newest: Int?
        private var oldest: Int?

        init(capacity: Int) { self.capacity = capacity }

        mutating func use(_ digest: SHA256Digest) -> [UInt8]? {
            guard let place = places[digest] else {
                counters.misses += 1
                return nil
            }
            counters.hits += 1
            unlink(place)
            linkAsNewest(place)
            return entries[place].bytes
        }

        mutating func insert(_ bytes: [UInt8], for digest: SHA256Digest) {
            if let place = places[digest] { remove(place) }
            guard bytes.count <= capacity else { return }
            while counters.bytes + bytes.count > capacity, let oldest { remove(oldest) }
            let entry = Entry(digest: digest, bytes: bytes)
            let place: Int
            if let reused = free.popLast() {
                place = reused
                entries[place] = entry
            } else {
                place = entries.count
                entries.append(entry)
            }
            places[digest] = place
            counters.bytes += bytes.count
            counters.count += 1
            linkAsNewest(place)
        }

        private mutating func remove(_ place: Int) {
            unlink(place)
            places[entries[place].digest] = nil
            counters.bytes -= entries[place].bytes.count
            counters.count -= 1
            entries[place].bytes = []
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
}
