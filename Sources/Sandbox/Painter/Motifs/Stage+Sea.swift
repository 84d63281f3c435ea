extension Stage {
    /// Water to the lower edge: the sky upside down, broken by waves, with the sun's path across it.
    mutating func paintSea() {
        let water = Noise(&c)
        let (width, height) = (canvas.width, canvas.height)
        let top = min(height - 1, max(1, Int(horizon)))
        let depth = Float(height - top)
        let deep = palette.near.light.mixed(with: palette.sky[0].light, 0.55)
        let scale = 1 / (unit * 170)
        for y in top..<height {
            let t = (Float(y - top) + 0.5) / depth
            let swell = unit * mix(2, 46, t)
            let rows = 60 / (0.06 + t)
            let row = canvas.row(y)
            let tint = 0.16 + 0.5 * t
            var ripple: Float = 0
            for x in 0..<width {
                if x & 3 == 0 {
                    let along = Float(x) * scale / (0.18 + 0.95 * t)
                    ripple = water.value(along, rows) - 0.5 + 0.5 * (water.value(along * 2.7, rows * 1.9) - 0.5)
                }
                let mirrored = horizon - Float(y - top) * 0.92 - ripple * swell * 1.6
                let line = canvas.row(min(top - 1, max(0, Int(mirrored))))
                let shade = tint + 0.3 * ripple
                row[x] = line[x].mixed(with: deep, clamp(shade))
            }
        }
        canvas.rectangle(0, horizon - unit, w, horizon + unit * 0.6, palette.far.light, 0.35)
        paintGlitter(below: Float(top))
        if c.chance(0.55) { paintHeadland() }
    }

    private mutating func paintGlitter(below top: Float) {
        let light = palette.light.light
        var sparkles = Path()
        for _ in 0..<count(620) {
            let t = d.unit()
            let y = top + (h - top) * t * t
            let near = (y - top) / (h - top)
            let spread = w * mix(0.03, 0.2, near)
            let x = sun.x + d.bell() * spread
            let long = unit * mix(5, 42, near) * d.between(0.4, 1)
            let thick = unit * mix(0.9, 5.5, near) * d.between(0.5, 1)
            sparkles.add(
                leafFrom: Point(x - long, y),
                to: Point(x + long, y + d.bell()),
                fullness: thick / long / 2,
                pieces: 6
            )
        }
        canvas.fill(sparkles, light, opacity: 0.72)
    }

    /// A cape from one side, and its likeness in the water.
    private mutating func paintHeadland() {
        let side = sun.x < w / 2 ? Float(1) : 0
        let noise = Noise(&c)
        let (reach, rise) = (w * c.between(0.3, 0.55), h * c.between(0.06, 0.15))
        let edge = side * w
        let toward: Float = side == 0 ? 1 : -1
        for mirrored in [true, false] {
            var corners = [Point(edge, horizon)]
            for step in 0...90 {
                let t = Float(step) / 90
                let slope = (1 - t) * (0.45 + 0.75 * noise.fractal(t * 5, octaves: 5))
                corners.append(Point(edge + toward * reach * t, horizon - (mirrored ? -0.55 : 1) * rise * slope))
            }
            var cape = Path()
            cape.add(corners: corners)
            canvas.fill(cape, palette.depth(0.72), opacity: mirrored ? 0.45 : 1)
        }
    }
}
