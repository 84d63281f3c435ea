extension Stage {
    /// How a ridge is coloured.
    struct Slope {
        /// Away from the light.
        var shade: Light
        /// Towards the light.
        var lit: Light
        /// At the foot, where the haze lies.
        var foot: Light
        /// How far down the foot's colour is reached, in pixels.
        var depth: Float
        /// How far the lines of light and shade lean, pixels across for each pixel down.
        var lean: Float = 0
    }

    /// Fills all below a line; where the line rises towards the light, it is lit.
    ///
    /// Light and shade follow the line's own slope, carried down at a slant: faces of rock, or the backs of dunes.
    func paintRidge(_ heights: [Float], _ slope: Slope, sharpness: Float = 1) {
        let lights = facing(heights, sharpness)
        let (width, height) = (canvas.width, canvas.height)
        guard let highest = heights.min() else { return }
        heights.withUnsafeBufferPointer { heights in
            lights.withUnsafeBufferPointer { lights in
                // A line may run below the picture altogether.
                for y in min(height, max(0, floorInt(highest)))..<height {
                    let line = canvas.row(y)
                    let fy = Float(y)
                    for x in 0..<width {
                        let below = fy + 1 - heights[x]
                        guard below > 0 else { continue }
                        let shift = Int(below * slope.lean * (lights[x] * 0.6 + 0.7))
                        let at = min(width - 1, max(0, x + shift))
                        let t = min(1, below / slope.depth)
                        let face = slope.shade.mixed(with: slope.lit, lights[at] * (1 - 0.55 * t))
                        let light = face.mixed(with: slope.foot, t * t * (3 - 2 * t))
                        line[x] = below >= 1 ? light : line[x].mixed(with: light, below)
                    }
                }
            }
        }
    }

    /// From 0, in shade, to 1, lit, for every place along a line.
    private func facing(_ heights: [Float], _ sharpness: Float) -> [Float] {
        let reach = max(1, Int(3 * unit))
        let last = heights.count - 1
        return heights.indices.map { x in
            let rise = (heights[min(last, x + reach)] - heights[max(0, x - reach)]) / Float(2 * reach)
            let towards: Float = Float(x) < sun.x ? -1 : 1
            let blend = min(1, abs(Float(x) - sun.x) / (0.12 * w))
            let facing = rise * mix(0, towards, blend) * -1.4 * sharpness
            return smoothstep(-0.7, 0.7, -facing)
        }
    }

    /// A line of mountains: sharp crests, smaller and smaller.
    mutating func crest(base: Float, rise: Float, scale: Float, roughness: Float = 0.48) -> [Float] {
        let noise = Noise(&c)
        let offset = c.between(0, 100)
        let octaves = 5 + Int(view.detail * 4)
        let step = scale * w / h / w
        return (0..<canvas.width).map { x in
            let n = noise.ridged(offset + Float(x) * step, octaves: octaves, roughness: roughness)
            return base - rise * (n * n * 1.5 - 0.18)
        }
    }

    /// A line of soft hills.
    mutating func hill(base: Float, rise: Float, scale: Float, octaves: Int = 4) -> [Float] {
        let noise = Noise(&c)
        let offset = c.between(0, 100)
        let step = scale * w / h / w
        return (0..<canvas.width).map { x in
            base - rise * (noise.fractal(offset + Float(x) * step, octaves: octaves, roughness: 0.42) - 0.3)
        }
    }
}
