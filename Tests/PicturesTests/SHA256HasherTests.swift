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

    private static func hash(_ count: Int, piece: Int) -> SHA256Digest {
        var hasher = SHA256Hasher()
        bytes.prefix(count).withUnsafeBytes { all in
            for start in stride(from: 0, to: count, by: piece) {
                hasher.add(UnsafeRawBufferPointer(rebasing: all[start..<min(start + piece, count)]))
            }
        }
        return hasher.finish()
    }

    @Test("Gives the hashes that the standard prints (FIPS 180-2, appendix B)")
    func givesTheStandardsOwn() {
        #expect(
            SHA256Digest(of: Array("abc".utf8)).description
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(
            SHA256Digest(of: Array(repeating: UInt8(ascii: "a"), count: 1_000_000)).description
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        )
    }

    @Test("Is the same in pieces of any size, at every length around a block's")
    func isTheSameInPieces() {
        for count in Array(0...260) + [4095, 4096, 65_537, 100_000] {
            let whole = SHA256Digest(of: Array(Self.bytes.prefix(count)))
            for piece in [1, 3, 55, 56, 63, 64, 65, 128, 1000] where count < 5000 || piece > 50 {
                #expect(Self.hash(count, piece: piece) == whole, "\(count) in \(piece)")
            }
        }
    }
}
