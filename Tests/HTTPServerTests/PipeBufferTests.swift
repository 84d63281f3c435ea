import Testing

@testable import HTTPServer

@Suite struct PipeBufferTests {
    private func take(_ count: Int, from buffer: inout PipeBuffer) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { target, taken in
            taken = buffer.take(into: UnsafeMutableRawBufferPointer(target))
        }
    }

    @Test("Bytes come out as they went in, however they were cut", arguments: [1, 2, 3, 5, 100])
    func keepsTheOrder(step: Int) {
        var buffer = PipeBuffer()
        buffer.append([[1, 2, 3], [], [4], [5, 6, 7, 8]])
        var taken: [UInt8] = take(step, from: &buffer)
        buffer.append([[9], [10, 11]])
        #expect(buffer.count == 11 - taken.count)
        while buffer.count > 0 { taken += take(step, from: &buffer) }
        #expect(taken == Array(1...11))
        #expect(take(step, from: &buffer).isEmpty)
    }

    @Test("Nothing but empty pieces is nothing")
    func holdsNothing() {
        var buffer = PipeBuffer()
        buffer.append([[], []])
        #expect(buffer.count == 0)
        #expect(take(4, from: &buffer).isEmpty)
        buffer.append([[1]])
        #expect(take(4, from: &buffer) == [1])
    }
}
