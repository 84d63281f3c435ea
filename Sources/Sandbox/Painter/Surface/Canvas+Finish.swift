import Pictures

extension Canvas {
    /// Develops the light into 8-bit pixels: contrast and colour, a darker border, the surface's grain, and a fine
    /// noise below what can be seen, so that gradients do not band.
    func developed(_ view: Interpretation) -> Pixels {
        let count = 3 * width * height
        let grain = view.texture.grain
        let seed = view.trifles.fork(9).state32
        let rgb = [UInt8](unsafeUninitializedCapacity: count) { bytes, done in
            guard var out = bytes.baseAddress else { return }
            let (centreX, centreY) = (w / 2, h / 2)
            let reach = 1 / (centreX * centreX + centreY * centreY)
            let luma = Light(0.30, 0.56, 0.14, 0)
            for y in 0..<height {
                let line = row(y)
                let dy = Float(y) - centreY
                for x in 0..<width {
                    let dx = Float(x) - centreX
                    let border = (dx * dx + dy * dy) * reach
                    var light = line[x] * (1.03 - 0.3 * border * border)
                    // A shoulder instead of a cut where light exceeds what can be shown.
                    light = light * (1 + light * 0.12) / (1 + light * light * 0.12)
                    light.clamp(lowerBound: .zero, upperBound: Light(repeating: 1))
                    var tone = light.squareRoot()
                    let grey = (tone * luma).sum3
                    tone = Light(repeating: grey) + (tone - grey) * view.saturation
                    // An S-curve around the middle, and no more than it at the ends.
                    let bend = tone * (1 - tone) * (tone - 0.5) * 2
                    tone += bend * ((view.contrast - 1) * 2.4 + 0.12)
                    let noise = Self.noise(x, y, seed)
                    let speck = noise.0 * grain.strength * (0.35 + 2.6 * grey * (1 - grey))
                    let weave = grain.relief(x, y)
                    tone = tone * (255 * (1 + weave)) + (speck * 255 + noise.1 + 0.5)
                    tone.clamp(lowerBound: .zero, upperBound: Light(repeating: 255))
                    out[0] = UInt8(tone.x)
                    out[1] = UInt8(tone.y)
                    out[2] = UInt8(tone.z)
                    out += 3
                }
            }
            done = count
        }
        return Pixels(width: width, height: height, rgb: rgb)
    }

    /// Two numbers for a pixel, each a triangle between -1 and 1 and between -0.7 and 0.7.
    @inline(__always)
    private static func noise(_ x: Int, _ y: Int, _ seed: UInt32) -> (Float, Float) {
        var h = UInt32(truncatingIfNeeded: x) &* 0x9E37_79B1 ^ UInt32(truncatingIfNeeded: y) &* 0x85EB_CA77 ^ seed
        h = (h ^ h >> 15) &* 0x2C1B_3C6D
        h = (h ^ h >> 12) &* 0x297A_2D39
        h ^= h >> 15
        let a = Float(h & 255) + Float(h >> 8 & 255) - 255
        let b = Float(h >> 16 & 255) + Float(h >> 24) - 255
        return (a * (1 / 255), b * (0.7 / 255))
    }

    /// Sharpens by what a small blur takes away.
    func sharpen(_ amount: Float) {
        guard amount > 0 else { return }
        let soft = reduced(by: 2)
        blend(soft) { pixel, light in
            pixel.pointee += (pixel.pointee - light) * amount
        }
    }
}

extension Light {
    /// The sum of red, green and blue, in this order on every machine.
    @inline(__always)
    var sum3: Float { x + y + z }
}

extension Dice {
    /// A seed of 32 bits.
    var state32: UInt32 {
        var copy = self
        return UInt32(truncatingIfNeeded: copy.next() >> 32)
    }
}

extension Interpretation.Texture {
    /// A surface: how strong its grain is, and its relief as a share of the tone.
    struct Grain {
        let strength: Float
        let warp: Float
        let period: Int

        @inline(__always)
        func relief(_ x: Int, _ y: Int) -> Float {
            guard warp > 0 else { return 0 }
            let thread = (x / period + y / period) & 1 == 0 ? x % period : y % period
            let rise = Float(thread) / Float(period - 1) - 0.5
            return warp * (0.5 - 4 * rise * rise * 0.5)
        }
    }

    var grain: Grain {
        switch self {
        case .film: Grain(strength: 0.034, warp: 0, period: 2)
        case .canvas: Grain(strength: 0.012, warp: 0.03, period: 4)
        case .paper: Grain(strength: 0.022, warp: 0, period: 2)
        case .weave: Grain(strength: 0.008, warp: 0.022, period: 6)
        case .smooth: Grain(strength: 0.004, warp: 0, period: 2)
        }
    }
}
