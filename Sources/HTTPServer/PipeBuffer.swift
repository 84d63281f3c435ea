/// Bytes that wait to be sent, in the pieces in which they came: one that many streams send lies in memory once.
struct PipeBuffer: Sendable {
    private var pieces: [[UInt8]] = []
    /// The piece that is being sent, and how much of it has been.
    private var current = 0
    private var sent = 0
    /// How many bytes wait.
    private(set) var count = 0

    mutating func append(_ more: [[UInt8]]) {
        if current > 0 {
            pieces.removeFirst(current)
            current = 0
        }
        pieces += more
        count += more.reduce(0) { $0 + $1.count }
    }

    /// Moves as many bytes as there are and fit; answers how many.
    mutating func take(into target: UnsafeMutableRawBufferPointer) -> Int {
        var filled = 0
        while filled < target.count, current < pieces.count {
            let part = min(pieces[current].count - sent, target.count - filled)
            pieces[current].withUnsafeBytes { bytes in
                UnsafeMutableRawBufferPointer(rebasing: target[filled..<filled + part])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[sent..<sent + part]))
            }
            filled += part
            sent += part
            if sent == pieces[current].count {
                // Let go at once, not when the next is appended.
                pieces[current] = []
                current += 1
                sent = 0
            }
        }
        count -= filled
        if count == 0 { self = PipeBuffer() }
        return filled
    }
}
