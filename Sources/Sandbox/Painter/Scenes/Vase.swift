/// A vessel as a potter turns it: one line, round and round.
struct Vase {
    let tall: Float
    /// Half of the width at equal steps from the rim to the foot.
    private let radii: [Float]
    private let glaze: OKLCH
    private let isBanded: Bool

    init(_ stage: inout Stage, tall: Float) {
        self.tall = tall
        let shape: [Float] = stage.c.pick(
            [0.20, 0.13, 0.12, 0.20, 0.33, 0.39, 0.36, 0.27, 0.17],
            [0.13, 0.10, 0.09, 0.10, 0.14, 0.26, 0.36, 0.37, 0.26],
            [0.30, 0.31, 0.32, 0.32, 0.31, 0.30, 0.29, 0.27, 0.24],
            [0.24, 0.17, 0.22, 0.34, 0.41, 0.37, 0.27, 0.17, 0.20],
            [0.10, 0.11, 0.13, 0.17, 0.22, 0.28, 0.33, 0.35, 0.30],
            [0.35, 0.38, 0.37, 0.33, 0.26, 0.18, 0.13, 0.16, 0.24]
        )
        let wide = stage.c.between(0.8, 1.1)
        radii = shape.map { $0 * tall * wide }
        let accent = stage.palette.accents[stage.c.below(3)]
        let pale = OKLCH(0.9, 0.025, accent.hue)
        let dark = OKLCH(0.36, accent.chroma * 0.5, accent.hue)
        glaze = stage.c.pick(accent, pale, dark, OKLCH(0.74, accent.chroma * 0.5, accent.hue + 20))
        isBanded = stage.c.chance(0.35)
    }

    /// Half of the width at a place from 0, the rim, to 1, the foot.
    private func radius(_ t: Float) -> Float {
        let at = clamp(t) * Float(radii.count - 1)
        let i = min(radii.count - 2, Int(at))
        let (p0, p1) = (radii[max(0, i - 1)], radii[i])
        let (p2, p3) = (radii[i + 1], radii[min(radii.count - 1, i + 2)])
        let f = at - Float(i)
        let a = 2 * p1 + (p2 - p0) * f
        let b = (2 * p0 - 5 * p1 + 4 * p2 - p3) * f * f
        return 0.5 * (a + b + (3 * p1 - p0 - 3 * p2 + p3) * f * f * f)
    }

    func paint(_ stage: inout Stage, at foot: Point, fromLeft: Bool) {
        let widest = radii.max() ?? 1
        stage.paintShadow(at: foot, width: widest, tall: tall, fromLeft: fromLeft)
        let top = foot.y - tall
        let steps = 60
        let lip = radius(0)
        let right = (0...steps).map {
            Point(foot.x + radius(Float($0) / Float(steps)), top + tall * Float($0) / Float(steps))
        }
        let base = (1..<12).map { foot + polar(Float($0) / 24, 1) * Point(radius(1), radius(1) * 0.2) }
        let left = right.reversed().map { Point(2 * foot.x - $0.x, $0.y) }
        var body = Path()
        body.add(corners: right + base + left)
        let (dark, light) = (glaze.light, stage.palette.light.light)
        let toward: Float = fromLeft ? -1 : 1
        let grain = Noise(&stage.d)
        let bounce = StillLife.wood(stage.palette).lit
        stage.canvas.fill(body) { x, y in
            let t = clamp((Float(y) - top) / tall)
            let across = clamp((Float(x) + 0.5 - foot.x) / max(1, radius(t)), -1, 1)
            let slope = (radius(t + 0.03) - radius(t - 0.03)) / (0.06 * tall)
            let up = (1 - across * across).squareRoot()
            let lit = clamp(across * toward * 0.72 + up * 0.46 - slope * 0.3)
            var paint = dark
            if isBanded, t > 0.42, t < 0.62 { paint = paint.mixed(with: light, 0.5) }
            paint *= 0.96 + 0.08 * grain.value(Float(x) * 0.12, Float(y) * 0.5)
            let shine = smoothstep(0.90, 1, across * toward * 0.62 + up * 0.785 - slope * 0.2)
            let far = max(0, -across * toward)
            return paint * (0.2 + 1.0 * lit) + bounce * (0.12 * far * far * up) + light * (shine * 0.16)
        }
        let rim = Point(foot.x, top)
        stage.canvas.fill(.ellipse(rim, Point(lip, lip * 0.2)), dark * 0.75)
        let hollow = Ink(dark * 0.1, at: rim - Point(lip * toward, 0), dark * 0.45, at: rim + Point(lip * toward, 0))
        stage.canvas.fill(.ellipse(rim + Point(0, lip * 0.02), Point(lip * 0.86, lip * 0.155)), hollow)
    }
}
