import Testing

@testable import Pictures

@Suite struct ThumbnailCacheTests {
    private let digests = (0..<8).map { SHA256Digest(of: [$0]) }

    @Test func givesUpTheLeastRecentlyUsed() {
        let cache = ThumbnailCache(capacity: 30)
        for digest in digests[..<3] { cache.insert(Array(repeating: 1, count: 10), for: digest) }
        #expect(cache.bytes(for: digests[0]) != nil)
        cache.insert(Array(repeating: 1, count: 10), for: digests[3])
        #expect(cache.bytes(for: digests[1]) == nil)
        #expect(cache.bytes(for: digests[0]) != nil)
        #expect(cache.bytes(for: digests[2]) != nil)
        #expect(cache.bytes(for: digests[3]) != nil)
        #expect(cache.counters == ThumbnailCache.Counters(hits: 4, misses: 1, bytes: 30, count: 3))
    }

    @Test func replacesAThumbnailOfTheSamePicture() {
        let cache = ThumbnailCache(capacity: 30)
        cache.insert([1, 2, 3], for: digests[0])
        cache.insert([4, 5], for: digests[0])
        #expect(cache.bytes(for: digests[0]) == [4, 5])
        #expect(cache.counters == ThumbnailCache.Counters(hits: 1, misses: 0, bytes: 2, count: 1))
    }

    @Test func doesNotHoldWhatIsLargerThanItself() {
        let cache = ThumbnailCache(capacity: 4)
        cache.insert([1, 2], for: digests[0])
        cache.insert([1, 2, 3, 4, 5], for: digests[1])
        #expect(cache.bytes(for: digests[0]) == [1, 2])
        #expect(cache.bytes(for: digests[1]) == nil)
    }

    @Test func staysWithinItsBoundUnderManyHands() async {
        let cache = ThumbnailCache(capacity: 1000)
        await withTaskGroup(of: Void.self) { group in
            for hand in 0..<8 {
                group.addTask {
                    for step in 0..<500 {
                        let digest = SHA256Digest(of: [UInt8((step * 7 + hand) % 100)])
                        if cache.bytes(for: digest) == nil {
                            cache.insert(Array(repeating: 0, count: 20 + step % 50), for: digest)
                        }
                    }
                }
            }
        }
        #expect(cache.counters.bytes <= 1000)
        #expect(cache.counters.hits + cache.counters.misses == 4000)
    }
}
