import Testing

@testable import Pictures

@Suite struct SHA256HasherTests {
    /// Bytes that look like nothing.
    private static let bytes: [UInt8] = {
        var number: UInt64 = 7
        return (0..<100_000).map { _ in
            number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: number >> 56)
        }
    }()

    private static func hash(_ count: Int, piece: Int, usesInstructions: Bool) -> SHA256Digest {
        var hasher = SHA256Hasher(usesInstructions: usesInstructions)
        bytes.prefix(count).withUnsafeBytes { all in
            for start in stride(from: 0, to: count, by: piece) {
                hasher.add(UnsafeRawBufferPointer(rebasing: all[start..<min(start + piece, count)]))
            }
        }
        return hasher.finish()
    }

    @Test("The processor's instructions and libsodium agree on every length around a block's, in pieces of any size")
    func agrees() {
        for count in Array(0...260) + [4095, 4096, 65_537, 100_000] {
            let expected = Self.hash(count, piece: .max / 2, usesInstructions: false)
            for piece in [1, 3, 55, 56, 63, 64, 65, 128, 1000, .max / 2] where count < 5000 || piece > 50 {
                #expect(Self.hash(count, piece: piece, usesInstructions: true) == expected, "\(count) in \(piece)")
            }
        }
    }
}
