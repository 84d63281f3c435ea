/// Planets, mist and mountains.
enum Dreamland {
    static func paint(_ canvas: Canvas, _ view: Interpretation) {
        var stage = Stage(canvas, view)
        stage.horizon = canvas.h * stage.c.between(0.62, 0.78)
        stage.paintSky()
        paintNebula(&stage)
        stage.paintStars(view.land == .space ? 700 : 380, brightness: stage.palette.isDark ? 1 : 0.6)
        paintPlanets(&stage)
        stage.paintClouds(stage.c.between(0, 0.35), stretch: 8)
        stage.paintLand(mist: 1)
        if stage.c.chance(0.45), view.figure == nil { paintIsland(&stage) }
        if let figure = view.figure { stage.paintFigure(figure) }
        canvas.bloom(0.5, threshold: 0.4)
    }

    private static func paintNebula(_ stage: inout Stage) {
        let (noise, folds) = (Noise(&stage.c), Noise(&stage.c))
        let scale = stage.c.between(1.4, 2.4)
        let strength: Float = stage.view.land == .space ? 0.6 : 0.34
        let aspect = stage.w / stage.h
        let horizon = stage.horizon / stage.h
        for (index, shift) in [Float(0), 40].enumerated() {
            let field = Field(over: stage.canvas, coarseness: 5) { u, v in
                guard v < horizon + 0.05 else { return 0 }
                let fold = folds.fractal(u * scale * aspect + shift, v * scale, octaves: 3) * 1.6
                let n = noise.fractal(u * scale * aspect + fold + shift, v * scale * 1.2 + fold, octaves: 5)
                return smoothstep(0.5, 0.85, n) * strength * smoothstep(horizon + 0.05, horizon - 0.3, v)
            }
            field.veil(stage.canvas, stage.palette.accents[index].light, rows: 0..<Int(stage.horizon))
        }
    }

    private static func paintPlanets(_ stage: inout Stage) {
        let size = stage.unit * stage.c.between(120, 300)
        let place = Point(stage.w * stage.c.between(0.15, 0.85), stage.h * stage.c.between(0.14, 0.42))
        stage.sun = place + Point(stage.w * 0.6 * (place.x < stage.w / 2 ? 1 : -1), -stage.h * 0.4)
        let light = polar(stage.c.between(0.55, 0.95), 1)
        stage.canvas.glow(place, size * 1.9, stage.palette.accents[0].light, 0.28)
        let rings = stage.c.chance(0.5)
        let tilt = stage.c.between(-0.09, 0.09)
        if rings { paintRings(&stage, place, size, tilt, behind: true) }
        paintGlobe(&stage, place, size, light)
        if rings { paintRings(&stage, place, size, tilt, behind: false) }
        for _ in 0..<stage.c.below(3) {
            let moon = Point(stage.w * stage.c.unit(), stage.h * stage.c.between(0.08, 0.5))
            if length(moon - place) > size * 1.7 { paintGlobe(&stage, moon, size * stage.c.between(0.08, 0.24), light) }
        }
    }

    /// A ball with bands of cloud, lit from one side.
    private static func paintGlobe(_ stage: inout Stage, _ centre: Point, _ radius: Float, _ light: Point) {
        let noise = Noise(&stage.c)
        let (bands, octaves) = (stage.c.between(3, 8), stage.view.detail > 0.5 ? 4 : 3)
        let lean = stage.c.between(-0.5, 0.5)
        let day = Ramp([
            (0, stage.palette.accents[0]), (0.35, stage.palette.light), (0.65, stage.palette.accents[2]),
            (1, stage.palette.accents[1]),
        ])
        let night = stage.palette.sky[0].light.mixed(with: stage.palette.sky[1].light, 0.4)
        let air = stage.palette.haze.light
        stage.canvas.fill(.ellipse(centre, Point(radius, radius), pieces: 128)) { x, y in
            let p = (Point(Float(x), Float(y)) + 0.5 - centre) / radius
            let squared = min(1, p.x * p.x + p.y * p.y)
            let up = (1 - squared).squareRoot()
            let lit = smoothstep(-0.25, 0.95, p.x * light.x + p.y * light.y + up * 0.35)
            let across = (p.y + lean * p.x) * bands / (0.6 + 0.4 * up)
            let band = noise.fractal(across, p.x / (0.5 + up) * 0.9 + 5, octaves: octaves)
            let surface = day[smoothstep(0.2, 0.8, band)]
            let rim = squared * squared * squared
            return night.mixed(with: surface, lit).mixed(with: air, rim * (0.15 + 0.55 * lit))
        }
    }

    private static func paintRings(_ stage: inout Stage, _ centre: Point, _ radius: Float, _ tilt: Float, behind: Bool)
    {
        let light = stage.palette.light.light.mixed(with: stage.palette.accents[2].light, 0.5)
        var dice = stage.c.fork(3)
        var reach = radius * 1.3
        while reach < radius * 2.1 {
            let thick = radius * dice.between(0.02, 0.09)
            let line = (0...72).map { step -> Point in
                let p = polar((behind ? 0.5 : 0) + Float(step) / 144, reach) * Point(1, 0.23)
                let (c, s) = (cosine(turns: tilt), sine(turns: tilt))
                return centre + Point(p.x * c - p.y * s, p.x * s + p.y * c)
            }
            var ring = Path()
            ring.add(ribbon: line, width: thick) { 0.22 + 0.78 * abs(2 * $0 - 1) }
            stage.canvas.fill(ring, light, opacity: dice.between(0.25, 0.75))
            reach += thick + radius * dice.between(0.01, 0.05)
        }
    }

    /// A rock that floats, with a little wood on it.
    private static func paintIsland(_ stage: inout Stage) {
        let size = stage.unit * stage.c.between(90, 190)
        let centre = Point(stage.w * stage.c.between(0.15, 0.85), stage.h * stage.c.between(0.42, 0.58))
        let noise = Noise(&stage.c)
        let top = (0...24).map { step -> Point in
            let t = Float(step) / 12 - 1
            return centre + Point(t * size, -size * 0.16 * (1 - t * t) * (0.6 + noise.value(t * 3 + 9)))
        }
        let below = (1..<24).map { step -> Point in
            let t = 1 - Float(step) / 12
            let fall = (1 - abs(t)) * (0.75 + 0.5 * noise.fractal(t * 4, octaves: 4)) + 0.05
            return centre + Point(t * size, size * fall * 1.1)
        }
        var rock = Path()
        rock.add(corners: top + below)
        let (dark, pale) = (
            stage.palette.depth(0.75), stage.palette.depth(0.1).mixed(with: stage.palette.haze.light, 0.4)
        )
        var trees = Path()
        for point in top where stage.d.chance(0.75) {
            let tall = size * stage.d.between(0.1, 0.32)
            trees.add(leafFrom: point + Point(0, size * 0.03), to: point - Point(0, tall), fullness: 0.4)
        }
        stage.canvas.fill(trees, stage.palette.depth(0.6).mixed(with: stage.palette.accents[1].light, 0.2))
        stage.canvas.fill(rock, Ink(dark, at: centre - Point(0, size * 0.15), pale, at: centre + Point(0, size * 1.1)))
    }
}
