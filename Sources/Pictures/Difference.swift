/// How two pictures of one size differ: figures, and a picture that shows where.
public struct Difference: Sendable {
    /// How the picture shows it.
    public enum Look: String, Sendable, Hashable, CaseIterable {
        /// The distance in each channel, black where there is none.
        case absolute
        /// The distance in brightness, from black over red to pale yellow.
        case heat
    }

    /// What is told of it in numbers.
    public struct Figures: Sendable, Hashable {
        /// The mean distance of a channel, 0 to 255.
        public var mean: Double
        /// The share of pixels that differ by more than ``Difference/visibleStep`` in a channel, 0 to 1.
        public var visibleShare: Double
        /// Whether no pixel differs at all.
        public var isNothing: Bool { mean == 0 }
    }

    /// So many of 255 steps in a channel begin to be seen side by side in a smooth area.
    public static let visibleStep = 8
    /// By what the distances may be multiplied, so that small ones are seen.
    public static let gains = [1, 4, 16]

    /// The figures; the gain does not touch them.
    public let figures: Figures
    /// The picture that shows where.
    public let pixels: Pixels

    /// Compares pixel by pixel.
    ///
    /// - Parameter gain: what the distances are multiplied by in the picture; what passes white stays white.
    /// - Precondition: both are of the same size.
    public init(_ one: Pixels, _ other: Pixels, as look: Look, gain: Int = 1) {
        precondition(one.width == other.width && one.height == other.height)
        var sum = 0
        var visible = 0
        let count = one.rgb.count
        let rgb = [UInt8](unsafeUninitializedCapacity: count) { shown, done in
            one.rgb.withUnsafeBufferPointer { one in
                other.rgb.withUnsafeBufferPointer { other in
                    HeatMap.rgb.withUnsafeBufferPointer { heats in
                        for at in stride(from: 0, to: count, by: 3) {
                            let red = abs(Int(one[at]) &- Int(other[at]))
                            let green = abs(Int(one[at &+ 1]) &- Int(other[at &+ 1]))
                            let blue = abs(Int(one[at &+ 2]) &- Int(other[at &+ 2]))
                            sum &+= red &+ green &+ blue
                            if max(red, green, blue) > Self.visibleStep { visible &+= 1 }
                            switch look {
                            case .absolute:
                                shown[at] = UInt8(truncatingIfNeeded: min(red &* gain, 255))
                                shown[at &+ 1] = UInt8(truncatingIfNeeded: min(green &* gain, 255))
                                shown[at &+ 2] = UInt8(truncatingIfNeeded: min(blue &* gain, 255))
                            case .heat:
                                // The weights of `PerceptualHash`, in 1024ths.
                                let luma = (306 &* red &+ 601 &* green &+ 117 &* blue) &* gain
                                let heat = 3 &* min(luma >> 10, 255)
                                shown[at] = heats[heat]
                                shown[at &+ 1] = heats[heat &+ 1]
                                shown[at &+ 2] = heats[heat &+ 2]
                            }
                        }
                    }
                }
            }
            done = count
        }
        figures = Figures(
            mean: Double(sum) / Double(count),
            visibleShare: Double(visible) / Double(one.width * one.height)
        )
        pixels = Pixels(width: one.width, height: one.height, rgb: rgb)
    }
}
