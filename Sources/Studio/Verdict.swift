import Library
import Pictures

extension Generation.Verdict {
    /// Up to this many of 64 bits of the difference hash two pictures count as near: what re-encoding and
    /// other hardware change stays below it, another seed lies far above (about 20 to 40).
    static let nearness = 8

    /// Compares a regenerated file with its original.
    init(original: ImageFile, again: ImageFile) {
        if original.sha256 == again.sha256 {
            self = .identical
            return
        }
        let distance = PerceptualHash(original.perceptualHash).distance(to: PerceptualHash(again.perceptualHash))
        self = distance <= Self.nearness ? .near(distance: distance) : .drifted(distance: distance)
    }
}
