import HTTPTypes
import Synchronization
import Testing

@testable import HTTPServer

@Suite struct ResponseCacheTests {
    private func body(_ response: Response?) -> [UInt8]? {
        if case .bytes(let bytes)? = response?.body { bytes } else { nil }
    }

    private func fill(_ cache: ResponseCache<Int>, _ key: Int, _ bytes: [UInt8]) async {
        _ = await cache.response(for: key) { .bytes(bytes, type: "image/webp") }
    }

    @Test("It gives up the least recently used")
    func givesUpTheLeastRecentlyUsed() async {
        let cache = ResponseCache<Int>(maximumBytes: 30)
        for key in 0..<3 { await fill(cache, key, Array(repeating: 1, count: 10)) }
        #expect(cache[0] != nil)
        await fill(cache, 3, Array(repeating: 1, count: 10))
        #expect(cache[1] == nil)
        for key in [0, 2, 3] { #expect(cache[key] != nil) }
        #expect(cache.figures == CacheFigures(hits: 4, misses: 1, evictions: 1, bytes: 30, entries: 3))
    }

    @Test("It holds no more entries than it may")
    func boundsItsEntries() async throws {
        let cache = ResponseCache<Int>(maximumEntries: 2)
        for key in 0..<5 { await fill(cache, key, [UInt8(key)]) }
        #expect(body(cache[4]) == [4])
        #expect(body(cache[3]) == [3])
        #expect(cache[2] == nil)
        #expect(cache.figures.entries == 2)
    }

    @Test("It replaces what it holds of the same key")
    func replaces() async {
        let cache = ResponseCache<Int>(maximumBytes: 30)
        await fill(cache, 0, [1, 2, 3])
        await fill(cache, 0, [4, 5])
        #expect(body(cache[0]) == [4, 5])
        #expect(cache.figures == CacheFigures(hits: 1, bytes: 2, entries: 1))
    }

    @Test("It does not hold what is larger than itself, no failure, no stream and no file that is not there")
    func refuses() async {
        let cache = ResponseCache<Int>(maximumBytes: 4)
        await fill(cache, 0, [1, 2])
        await fill(cache, 1, [1, 2, 3, 4, 5])
        _ = await cache.response(for: 2) { .text("no", status: .notFound) }
        _ = await cache.response(for: 3) { .stream(type: "text/plain") { _ in } }
        _ = await cache.response(for: 4) { .file(path: "/nowhere/at/all", type: "image/webp") }
        #expect(body(cache[0]) == [1, 2])
        for key in 1...4 { #expect(cache[key] == nil) }
    }

    @Test("What is forgotten is gone, also when it is being made just then")
    func forgets() async {
        let cache = ResponseCache<Int>()
        await fill(cache, 0, [1])
        cache.forget(0)
        #expect(cache[0] == nil)
        let made = await cache.response(for: 1) {
            cache.forget(1)
            return .bytes([1], type: "image/webp")
        }
        #expect(body(made) == [1])
        #expect(cache[1] == nil)
        #expect(cache.figures.bytes == 0)
    }

    @Test("Its bound holds under many hands")
    func staysWithinItsBoundUnderManyHands() async {
        let cache = ResponseCache<Int>(maximumBytes: 1000)
        await withTaskGroup(of: Void.self) { group in
            for hand in 0..<8 {
                group.addTask {
                    for step in 0..<500 {
                        let key = (step * 7 + hand) % 100
                        if cache[key] == nil { await fill(cache, key, Array(repeating: 0, count: 20 + step % 50)) }
                        if step % 50 == 0 { cache.forget(key) }
                    }
                }
            }
        }
        #expect(cache.figures.bytes <= 1000)
        #expect(cache.figures.hits + cache.figures.misses == 4000)
    }
}
