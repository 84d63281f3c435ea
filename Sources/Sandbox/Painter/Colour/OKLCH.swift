/// A colour by its lightness (0 to 1), chroma (0 to about 0.3) and hue (degrees), as the eye orders them.
struct OKLCH: Sendable {
    var lightness: Float
    var chroma: Float
    var hue: Float

    init(_ lightness: Float, _ chroma: Float, _ hue: Float) {
        self.lightness = lightness
        self.chroma = chroma
        self.hue = hue
    }

    /// Lightness and the two axes of OKLab.
    var lab: SIMD3<Float> {
        SIMD3(lightness, chroma * cosine(turns: hue / 360), chroma * sine(turns: hue / 360))
    }

    /// The colour as light; what no screen can show is made paler until it can.
    var light: Light { Light(lab: lab) }
}

/// Light on the canvas: red, green and blue, with square roots that are sRGB's values (0 to 1).
///
/// A square is close enough to true light for glows and blends to look right, and its root is one instruction.
typealias Light = SIMD4<Float>

extension Light {
    /// From OKLab. The matrices are Björn Ottosson's.
    init(lab: SIMD3<Float>) {
        var colour = Self.linear(lab)
        var chroma: Float = 1
        while chroma > 0.05, colour.min() < -0.000_5 || colour.max() > 1.000_5 {
            chroma -= 0.05
            colour = Self.linear(SIMD3(lab.x, lab.y * chroma, lab.z * chroma))
        }
        colour.clamp(lowerBound: SIMD3(repeating: 0), upperBound: SIMD3(repeating: 1))
        // sRGB's curve by square roots alone; off by less than 1/500.
        let half = colour.squareRoot()
        let quarter = half.squareRoot()
        let eighth = quarter.squareRoot()
        var encoded = 0.585_122_4 * half + 0.783_140_4 * quarter - 0.368_262_7 * eighth
        encoded.replace(with: 12.92 * colour, where: colour .< 0.003_130_8)
        let squared = encoded * encoded
        self.init(squared.x, squared.y, squared.z, 0)
    }

    private static func linear(_ lab: SIMD3<Float>) -> SIMD3<Float> {
        let l = lab.x + 0.396_337_78 * lab.y + 0.215_803_76 * lab.z
        let m = lab.x - 0.105_561_35 * lab.y - 0.063_854_17 * lab.z
        let s = lab.x - 0.089_484_18 * lab.y - 1.291_485_5 * lab.z
        let (l3, m3, s3) = (l * l * l, m * m * m, s * s * s)
        return SIMD3(
            4.076_741_7 * l3 - 3.307_711_6 * m3 + 0.230_969_94 * s3,
            -1.268_438 * l3 + 2.609_757_4 * m3 - 0.341_319_38 * s3,
            -0.004_196_09 * l3 - 0.703_418_6 * m3 + 1.707_614_7 * s3
        )
    }

    @inline(__always)
    func mixed(with other: Light, _ t: Float) -> Light { self + (other - self) * t }
}
