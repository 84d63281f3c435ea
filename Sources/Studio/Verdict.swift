import Library
import Pictures

extension Generation.Verdict {
    /// Up to this many of 64 bits of the difference hash two pictures count as near: what re-encoding and
    /// other hardware change stays below it, another seed lies far above (about 20 to 40).
    static let nearness = 8

    /// Compares a regenerated file with its original; `nil` while one of them has no thumbnail to compare by.
    init?(original: ImageFile, again: ImageFile) {
        if original.sha256 == again.sha256 {
            self = .identical
            return
        }
        guard let before = original.perceptualHash, let after = again.perceptualHash else { return nil }
        let distance = PerceptualHash(before).distance(to: PerceptualHash(after))
        self = distance <= Self.nearness ? .near(distance: distance) : .drifted(distance: distance)
    }
}
