import Studio
import Testing

@testable import Library

@Suite struct DriftOutcomeTests {
    private func pair(_ original: UInt64?, _ again: UInt64?, state: GenerationState = .completed) -> DriftPair {
        func picture(_ id: Int64, _ hash: UInt64) -> DriftPair.Picture {
            .init(id: id, sha256: "\(id)", perceptualHash: hash, width: 1, height: 1)
        }
        return DriftPair(
            imageID: 1,
            generation: 1,
            model: "m",
            state: state,
            verdict: nil,
            original: original.map { picture(1, $0) },
            again: again.map { picture(2, $0) }
        )
    }

    @Test("A pair is near up to eight bits, drifted beyond, and compared only where both are there")
    func outcomes() {
        let pairs = [
            pair(0, 0xFF), pair(0, 0x1FF), pair(nil, 0), pair(0, nil, state: .failed("no")),
            pair(0, nil, state: .queued),
        ]
        #expect(
            pairs.map(\.outcome) == [
                .compared(.near(distance: 8)), .compared(.drifted(distance: 9)), .uncompared, .missing, .open,
            ]
        )
        let tally = DriftTally(pairs)
        #expect(
            (tally.near, tally.drifted, tally.uncompared, tally.missing, tally.open, tally.total) == (1, 1, 1, 1, 1, 5)
        )
    }
}
