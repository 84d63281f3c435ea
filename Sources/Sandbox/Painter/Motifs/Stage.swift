/// A canvas with what a scene needs to know while it is being built up, from the back to the front.
struct Stage {
    let canvas: Canvas
    let view: Interpretation
    /// Decides where things stand.
    var c: Dice
    /// Decides on what is small.
    var d: Dice
    /// The height of the horizon, in pixels from the top.
    var horizon: Float
    /// The sun or moon.
    var sun: Point
    var sunRadius: Float

    var palette: Palette { view.palette }
    var unit: Float { canvas.unit }
    var w: Float { canvas.w }
    var h: Float { canvas.h }

    init(_ canvas: Canvas, _ view: Interpretation) {
        self.canvas = canvas
        self.view = view
        c = view.composition
        d = view.trifles
        horizon = canvas.h * c.between(0.56, 0.74)
        sunRadius = canvas.unit * c.between(50, 150)
        sun = Point(canvas.w * c.between(0.18, 0.82), horizon - sunRadius * c.between(-0.2, 2.2))
    }

    /// How many of something, by the detail asked for.
    func count(_ usual: Int) -> Int { max(1, Int(Float(usual) * (0.35 + 0.95 * view.detail))) }

    /// The sky down to the horizon, and on below it.
    func paintSky() {
        canvas.fill(palette.skyRamp, from: 0, to: horizon)
        canvas.fill(Ramp([(0, palette.haze), (1, palette.far)]), from: horizon, to: h)
    }

    /// Stars, fewer towards the horizon.
    mutating func paintStars(_ usual: Int, brightness: Float = 1) {
        for _ in 0..<count(usual) {
            let depth = d.unit()
            let place = Point(d.between(0, w), horizon * depth * (0.4 + 0.6 * d.unit()))
            let magnitude = d.unit()
            let size = unit * mix(0.5, 1.9, magnitude * magnitude * magnitude)
            let light = d.chance(0.25) ? palette.accents[d.below(3)].light : palette.light.light
            canvas.spark(place, size, light, brightness * (1 - depth * 0.7) * d.between(0.4, 1))
        }
    }

    /// The sun's disc, with light around it.
    func paintSun(haloStrength: Float = 0.5) {
        let light = palette.light.light
        canvas.glow(sun, max(w, h) * 0.75, palette.accents[0].light, 0.28 * haloStrength)
        canvas.glow(sun, sunRadius * 4.2, light, 0.35 * haloStrength)
        let warm = light.mixed(with: palette.accents[0].light, 0.35)
        canvas.fill(
            .ellipse(sun, Point(sunRadius, sunRadius), pieces: 128),
            Ink(light * 1.06, at: sun - Point(0, sunRadius), warm, at: sun + Point(0, sunRadius * 1.2)),
            opacity: 0.96
        )
    }

    /// Long thin clouds, lit from where the sun is.
    mutating func paintClouds(_ amount: Float, stretch: Float = 5) {
        let noise = Noise(&c)
        let scale = c.between(1.6, 2.8) * max(0.6, w / h)
        let octaves = view.detail > 0.55 ? 5 : 4
        let limit = mix(0.68, 0.42, amount)
        let ratio = h / w
        let field = Field(over: canvas) { u, v in
            let height = v * h / horizon
            guard height < 1.02 else { return 0 }
            let bend = noise.value(u * 2, v * 3) * 0.6
            let n = noise.fractal(u * scale + bend, v * scale * stretch * ratio + 7, octaves: octaves, roughness: 0.52)
            return smoothstep(limit, limit + 0.26, n) * smoothstep(1.02, 0.82, height) * 0.8
        }
        let shadow = palette.far.light.mixed(with: palette.sky[1].light, 0.5)
        let lit = palette.light.light.mixed(with: palette.accents[0].light, 0.3)
        let (sun, reach) = (sun, 1 / (0.55 * max(w, h)))
        var index = 0
        let width = canvas.width
        field.forEach(on: canvas, rows: 0..<Int(horizon)) { pixel, value in
            if value > 0.004 {
                let y = Float(index / width)
                let x = Float(index % width)
                let dx = (x - sun.x) * reach
                let dy = (y - sun.y) * reach * 1.6
                let near = 1 / (1 + 5 * (dx * dx + dy * dy))
                let light = shadow.mixed(with: lit, clamp(near * 1.15 - 0.25 * value))
                pixel.pointee = pixel.pointee.mixed(with: light, value)
            }
            index += 1
        }
    }

    /// A band of mist that lies on the land around a height.
    mutating func paintMist(at y: Float, thickness: Float, opacity: Float) {
        let noise = Noise(&d)
        let scale = d.between(2, 3.4)
        let field = Field(over: canvas, coarseness: 6) { u, v in
            let away = abs(v * h - y) / thickness
            guard away < 1 else { return 0 }
            let n = noise.fractal(u * scale, v * scale * 3, octaves: 3)
            return (1 - away * away) * smoothstep(0.25, 0.75, n) * opacity
        }
        field.veil(canvas, palette.haze.light, rows: Int(max(0, y - thickness))..<Int(max(0, min(h, y + thickness))))
    }

    /// A few birds, far off.
    mutating func paintBirds(_ usual: Int) {
        let centre = Point(w * c.between(0.2, 0.8), horizon * c.between(0.25, 0.6))
        var flock = Path()
        for _ in 0..<usual {
            let place = centre + Point(d.bell() * w * 0.16, d.bell() * h * 0.07)
            let span = unit * d.between(7, 17)
            let lift = d.between(0.1, 0.6)
            for side: Float in [-1, 1] {
                let line = (0...6).map { step -> Point in
                    let t = Float(step) / 6
                    return place + Point(side * span * t, -span * lift * 4 * t * (0.75 - t) * 0.7)
                }
                flock.add(ribbon: line, width: span * 0.16) { 1 - 0.85 * $0 }
            }
        }
        canvas.fill(flock, palette.near.light, opacity: 0.8)
    }
}
