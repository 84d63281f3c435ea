import Synchronization
import Testing

@testable import Studio

@Suite struct LookingPaceTests {
    @Test("a history that is read is looked into three times")
    func read() {
        var pace = LookingPace()
        var pauses: [Double] = []
        while let pause = pace.pause {
            pauses.append(pause)
            pace.wasRead()
        }
        #expect(pauses == [2, 10, 60])
    }

    @Test("a history that stays unreadable is asked ever more rarely, and then as before")
    func unreadable() {
        var pace = LookingPace()
        var pauses: [Double] = []
        for _ in 1...7 {
            pauses.append(pace.pause ?? 0)
            pace.wasUnreadable()
        }
        #expect(pauses == [2, 60, 120, 240, 480, 900, 900])
        pace.wasRead()
        #expect(pace.pause == 10)
    }
}

@Suite struct TurnstileTests {
    @Test("as many pass at once as it lets through, and all pass in the end")
    func passes() async {
        let turnstile = Turnstile(limit: 3)
        let crowd = Crowd()
        let sizes = await withTaskGroup { group in
            for _ in 1...50 {
                group.addTask {
                    await turnstile.pass {
                        let size = crowd.change(by: 1)
                        for _ in 1...10 { await Task.yield() }
                        crowd.change(by: -1)
                        return size
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(sizes.count == 50 && sizes.max() == 3)
    }
}

/// How many are inside.
private final class Crowd: Sendable {
    private let size = Mutex(0)

    @discardableResult
    func change(by number: Int) -> Int {
        size.withLock { size in
            size += number
            return size
        }
    }
}
