/// Smooth random numbers over a line or a plane, the same for the same seed.
struct Noise: Sendable {
    private let seed: UInt32

    init(_ dice: inout Dice) { seed = UInt32(truncatingIfNeeded: dice.next()) }

    @inline(__always)
    private func lattice(_ x: Int32, _ y: Int32) -> Float {
        var h = UInt32(bitPattern: x) &* 0x85EB_CA6B ^ UInt32(bitPattern: y) &* 0xC2B2_AE35 ^ seed
        h = (h ^ h >> 15) &* 0x2C1B_3C6D
        h = (h ^ h >> 12) &* 0x297A_2D39
        h ^= h >> 15
        return Float(h >> 8) * 0x1p-24
    }

    /// From 0 to 1, with bumps of about the size 1.
    @inline(__always)
    func value(_ x: Float, _ y: Float = 0) -> Float {
        let (ix, iy) = (floorInt(x), floorInt(y))
        let (fx, fy) = (x - Float(ix), y - Float(iy))
        let sx = fx * fx * fx * (fx * (fx * 6 - 15) + 10)
        let sy = fy * fy * fy * (fy * (fy * 6 - 15) + 10)
        let (left, top) = (Int32(truncatingIfNeeded: ix), Int32(truncatingIfNeeded: iy))
        let above = mix(lattice(left, top), lattice(left &+ 1, top), sx)
        if fy == 0 { return above }
        return mix(above, mix(lattice(left, top &+ 1), lattice(left &+ 1, top &+ 1), sx), sy)
    }

    /// Several sizes of bumps, each half of the one before; from 0 to 1.
    @inline(__always)
    func fractal(_ x: Float, _ y: Float = 0, octaves: Int, roughness: Float = 0.5) -> Float {
        var sum: Float = 0
        var weight: Float = 1
        var total: Float = 0
        var scale: Float = 1
        for octave in 0..<octaves {
            let shift = Float(octave) * 17.31
            sum += weight * value(x * scale + shift, y * scale + shift * (y == 0 ? 0 : 1))
            total += weight
            weight *= roughness
            scale *= 2.03
        }
        return sum / total
    }

    /// Like `fractal`, with sharp crests: mountains.
    func ridged(_ x: Float, octaves: Int, roughness: Float = 0.5) -> Float {
        var sum: Float = 0
        var weight: Float = 1
        var total: Float = 0
        var scale: Float = 1
        for octave in 0..<octaves {
            let crest = 1 - abs(2 * value(x * scale + Float(octave) * 11.7) - 1)
            sum += weight * crest
            total += weight
            weight *= roughness
            scale *= 2.1
        }
        return sum / total
    }
}
