import Fuzzing
import Testing

@testable import HTTPServer

@Suite("No header block is read in two ways", .timeLimit(.minutes(20)))
struct FramingFuzzTests {
    @Test("any block is refused, or has names that are tokens, values without line ends, and one length")
    func blocks() {
        let corpus = [
            "Host: a\nContent-Length: 5\nCookie: a=b", "host: x\nTransfer-Encoding: chunked\nContent-Length: 1",
            "Host : a\nContent-Length: +5\n: x", "Content-Length: 5\nContent-Length: 6\nx-y: \u{E9}\t",
        ]
        let words = ["\n", ":", "Content-Length: ", "Transfer-Encoding: chunked", "\r", "\0", "host: ", " "]
        var mutator = Mutator(seed: 1, corpus: corpus.map { Array($0.utf8) }, words: words)
        let broken = Fuzz.run("header-block", &mutator, rounds: 3000) { input, _ in
            // As the library's buffer holds them: each line's break is two zeros.
            var buffer: [UInt8] = []
            var places: [(name: Range<Int>, value: Range<Int>)] = []
            for line in input.split(separator: UInt8(ascii: "\n")) {
                let halves = line.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
                let start = buffer.count
                buffer += halves[0]
                let middle = buffer.count
                buffer += [0] + (halves.count > 1 ? halves[1] : [])
                places.append((start..<middle, middle + 1..<buffer.count))
                buffer += [0, 0]
            }
            var received = ReceivedFields(size: input.count)
            buffer.withUnsafeBytes { buffer in
                for (name, value) in places {
                    received.add(.init(rebasing: buffer[name]), .init(rebasing: buffer[value]))
                }
            }
            guard !received.broken else { return true }
            let block = HeaderBlock(bytes: received.bytes, fields: received.fields)
            let length = try? BodyFraming.bytes(block, isOld: false, limit: 1000)
            if let length, !(0...1000).contains(length) { return false }
            return block.all.allSatisfy { field in
                !field.value.utf8.contains { $0 == 0 || $0 == 10 || $0 == 13 }
                    && block.values("host").count == received.hosts
            }
        }
        #expect(broken == nil)
    }
}
