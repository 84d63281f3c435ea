import Library
import Pictures

extension Generation.Verdict {
    /// Up to this many of 64 bits of the difference hash two pictures count as near: what re-encoding and
    /// other hardware change stays below it, another seed lies far above (about 20 to 40).
    static let nearness = 8

    /// Compares a regenerated file with its original; `nil` while one of them has no thumbnail to compare by.
    init?(original: ImageFile, again: ImageFile) {
        self.init((original.sha256, original.perceptualHash), (again.sha256, again.perceptualHash))
    }

    /// Compares the pictures of a pair; `nil` while one of them has no thumbnail to compare by.
    init?(_ original: DriftPair.Picture, _ again: DriftPair.Picture) {
        self.init((original.sha256, original.perceptualHash), (again.sha256, again.perceptualHash))
    }

    private init?(_ original: (sha256: String, hash: UInt64?), _ again: (sha256: String, hash: UInt64?)) {
        if original.sha256 == again.sha256 {
            self = .identical
            return
        }
        guard let before = original.hash, let after = again.hash else { return nil }
        let distance = PerceptualHash(before).distance(to: PerceptualHash(after))
        self = distance <= Self.nearness ? .near(distance: distance) : .drifted(distance: distance)
    }
}
