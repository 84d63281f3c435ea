import Pictures
import Synchronization
import Testing

@Suite struct WorkbenchTests {
    @Test func neverRunsMoreThanItsWidth() async {
        let bench = Workbench(label: "test", width: 3)
        let tally = Tally()
        let done = await withTaskGroup(of: Int.self) { group in
            for piece in 0..<600 {
                group.addTask {
                    await bench.run {
                        tally.enter()
                        let sum = (0..<2000).reduce(piece, &+)
                        tally.leave()
                        return sum == 0 ? 0 : 1
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(done == 600)
        #expect(tally.now == 0)
        #expect((1...3).contains(tally.most))
    }

    @Test func passesOnWhatTheWorkThrows() async {
        let bench = Workbench(label: "test", width: 1)
        await #expect(throws: PictureError.noSpace) {
            try await bench.run { () throws(PictureError) in throw PictureError.noSpace }
        }
    }
}

/// How many are at work.
private final class Tally: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    var now: Int { counts.withLock { $0.now } }
    var most: Int { counts.withLock { $0.most } }

    func enter() { counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
    func leave() { counts.withLock { $0.now -= 1 } }
}
