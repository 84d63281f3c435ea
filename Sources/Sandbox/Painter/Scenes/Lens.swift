/// A lens with a wide aperture: lights out of focus, and one thing that is sharp.
enum Lens {
    static func paint(_ canvas: Canvas, _ view: Interpretation) {
        var stage = Stage(canvas, view)
        stage.horizon = canvas.h * stage.c.between(0.5, 0.66)
        stage.paintSky()
        if view.land == .sea { stage.paintClouds(0.5, stretch: 7) }
        stage.paintSun(haloStrength: 0.7)
        stage.paintLand(mist: 0.6)
        canvas.defocus(canvas.unit * stage.c.between(16, 26))
        switch view.land {
        case .city: paintStreet(&stage)
        case .sea: paintGlitter(&stage)
        case .snow, .space: paintFlakes(&stage)
        default: paintLeafLight(&stage)
        }
        if let figure = view.figure {
            stage.paintFigure(figure)
        } else {
            paintForeground(&stage)
        }
        canvas.bloom(0.4)
    }

    private static func lamp(_ stage: inout Stage) -> Light {
        let warm = stage.palette.accents[0].light
        return switch stage.d.below(10) {
        case 0, 1: stage.palette.accents[1].light
        case 2: stage.palette.accents[2].light
        case 3, 4: warm.mixed(with: stage.palette.light.light, 0.7)
        default: warm
        }
    }

    /// Two rows of street lamps and the traffic between, and all of it again in the wet road.
    private static func paintStreet(_ stage: inout Stage) {
        let (w, h, unit) = (stage.w, stage.h, stage.unit)
        let vanish = Point(w * stage.c.between(0.3, 0.7), stage.horizon + h * 0.02)
        let road = stage.palette.near.light
        stage.canvas.fill(
            .polygon(Point(0, vanish.y + h * 0.1), Point(w, vanish.y + h * 0.1), Point(w, h), Point(0, h)),
            Ink(
                road.mixed(with: stage.palette.far.light, 0.55),
                at: Point(0, vanish.y + h * 0.06),
                road,
                at: Point(0, h)
            ),
            opacity: 0.7
        )
        let reach = stage.c.between(0.25, 0.42) * h
        for index in 0..<stage.count(150) {
            let t = stage.d.unit()
            let far = t * t
            let side = stage.d.sign()
            let lift = index % 3 == 0 ? stage.d.between(-0.02, 0.07) : -stage.d.between(0.3, 1.3)
            let spread = side * mix(0.02, 0.62, far) * w * stage.d.between(0.5, 1.15)
            let place = vanish + Point(spread, lift * mix(0.05, 1, far) * reach)
            let radius = unit * mix(4, 42, far) * stage.d.between(0.6, 1.1)
            let light = lamp(&stage)
            let strength = mix(0.8, 0.3, far) * stage.d.between(0.5, 1.2)
            stage.canvas.bokeh(place, radius, light, strength, softness: 1 + unit * 1.2)
            let floor = vanish.y + h * mix(0.06, 0.34, far)
            let mirror = Point(place.x, floor + (floor - place.y) * 0.55)
            reflect(stage.canvas, mirror, radius, light, strength * 0.5)
        }
    }

    /// A spot drawn out downwards.
    private static func reflect(_ canvas: Canvas, _ centre: Point, _ radius: Float, _ light: Light, _ strength: Float) {
        let path = Path.ellipse(centre, Point(radius * 0.75, radius * 2.6), pieces: 24)
        canvas.coverage.add(path)
        let reach = 1 / (radius * 2.6)
        canvas.coverage.drain { y, x, cover in
            let away = abs(Float(y) - centre.y) * reach
            canvas.row(y)[x] += light * (cover * strength * 0.6 * max(0, 1 - away))
        }
    }

    private static func paintGlitter(_ stage: inout Stage) {
        for _ in 0..<stage.count(190) {
            let t = stage.d.unit()
            let near = t * t
            let y = mix(stage.horizon + 2, stage.h * 1.02, near)
            let x = stage.sun.x + stage.d.bell() * stage.w * mix(0.07, 0.5, near)
            let light = stage.palette.light.light.mixed(with: stage.palette.accents[0].light, stage.d.unit() * 0.6)
            let radius = stage.unit * mix(2.5, 34, near) * stage.d.between(0.5, 1.1)
            stage.canvas.bokeh(Point(x, y), radius, light, mix(0.6, 0.2, near) * stage.d.between(0.4, 1.2))
        }
    }

    private static func paintFlakes(_ stage: inout Stage) {
        for _ in 0..<stage.count(230) {
            let near = stage.d.unit() * stage.d.unit()
            let place = Point(stage.d.unit() * stage.w, stage.d.unit() * stage.h)
            let radius = stage.unit * mix(1.5, 30, near)
            let light = stage.palette.light.light.mixed(with: lamp(&stage), 0.18)
            stage.canvas.bokeh(place, radius, light, mix(0.5, 0.13, near) * stage.d.between(0.5, 1.2), softness: 2.5)
        }
    }

    /// Spots of light through leaves, thickest around the sun.
    private static func paintLeafLight(_ stage: inout Stage) {
        for _ in 0..<stage.count(210) {
            let spread = stage.d.unit()
            let place = Point(
                stage.sun.x + stage.d.bell() * stage.w * (0.25 + 0.75 * spread),
                stage.sun.y + stage.d.bell() * stage.h * (0.2 + 0.7 * spread)
            )
            let light = lamp(&stage).mixed(with: stage.palette.light.light, 0.45 * (1 - spread))
            let radius = stage.unit * stage.d.between(7, 44) * (0.5 + 0.6 * stage.d.unit())
            stage.canvas.bokeh(place, radius, light, 0.24 * stage.d.between(0.25, 1.1), softness: 1 + stage.unit * 2)
        }
    }

    private static func paintForeground(_ stage: inout Stage) {
        switch stage.view.land {
        case .city: paintRailing(&stage)
        case .meadow: paintStems(&stage)
        case .sea, .desert: stage.paintGrass(at: stage.h * 0.99, tall: stage.h * 0.2, light: stage.palette.near.light)
        default: paintSpray(&stage)
        }
    }

    /// Drops on the pane between us and the street.
    private static func paintRailing(_ stage: inout Stage) {
        let source = stage.canvas.reduced(by: 2)
        for _ in 0..<stage.count(130) {
            let size = stage.unit * mix(2.5, 17, stage.d.unit() * stage.d.unit())
            let place = Point(stage.d.unit() * stage.w, stage.d.unit() * stage.h)
            let radii = Point(size * stage.d.between(0.8, 1), size * stage.d.between(0.95, 1.3))
            // A drop is a small lens: it shows the street upside down, dark at the top and bright below.
            stage.canvas.fill(.ellipse(place, radii, pieces: 28)) { x, y in
                let p = (Point(Float(x), Float(y)) + 0.5 - place) / radii
                let seen = place - p * Point(stage.w * 0.09, stage.h * 0.11)
                let light = source.sample(seen.x * 0.5, seen.y * 0.5)
                let edge = p.x * p.x + p.y * p.y
                return light * (0.8 + 0.45 * p.y - 0.35 * edge * edge) + 0.006
            }
            stage.canvas.spark(place - radii * Point(0.35, 0.45), size * 0.16, stage.palette.light.light, 0.8)
        }
    }

    /// Flowers close by, sharp.
    private static func paintStems(_ stage: inout Stage) {
        for index in 0..<(3 + stage.c.below(4)) {
            let foot = Point(stage.w * stage.c.between(0.08, 0.92), stage.h * 1.04)
            let head = Point(foot.x + stage.c.bell() * stage.w * 0.1, stage.h * stage.c.between(0.3, 0.66))
            var stem = Path()
            let bend = Point(stage.c.bell() * stage.w * 0.04, 0)
            stem.add(ribbon: Stage.smooth([foot, (foot + head) * 0.5 + bend, head]), width: stage.unit * 7) {
                1 - 0.4 * $0
            }
            stage.canvas.fill(stem, stage.palette.near.light.mixed(with: stage.palette.accents[1].light, 0.2))
            let light = stage.palette.accents[index % 3].light
            stage.paintBlossom(head, stage.unit * stage.c.between(46, 96), light, tilt: stage.c.between(0.55, 0.9))
        }
    }

    /// A spray of leaves that reaches in from a corner.
    private static func paintSpray(_ stage: inout Stage) {
        let fromLeft = stage.sun.x > stage.w / 2
        for twig in 0..<(2 + stage.c.below(3)) {
            let foot = Point(fromLeft ? -stage.w * 0.04 : stage.w * 1.04, stage.h * (0.35 + 0.22 * Float(twig)))
            let reach = stage.w * stage.c.between(0.35, 0.6) * (fromLeft ? 1 : -1)
            let tip = foot + Point(reach, stage.h * stage.c.between(-0.22, 0.06))
            let line = Stage.smooth([foot, (foot + tip) * 0.5 - Point(0, stage.h * 0.05), tip], pieces: 9)
            var wood = Path()
            wood.add(ribbon: line, width: stage.unit * 6) { 1 - 0.8 * $0 }
            let dark = stage.palette.near.light
            stage.canvas.fill(wood, dark)
            for (index, point) in line.enumerated() where index > 1 {
                for side: Float in [-1, 1] {
                    let lean = (fromLeft ? Float(0) : 0.5) + side * stage.d.between(0.08, 0.17)
                    let size = stage.unit * stage.d.between(52, 96) * (1.1 - 0.6 * Float(index) / Float(line.count))
                    var leaf = Path()
                    let end = point + polar(lean, size)
                    leaf.add(leafFrom: point, to: end, fullness: 0.34, bend: 0.08 * stage.d.bell())
                    let lit = dark.mixed(with: stage.palette.accents[0].light, stage.d.between(0.05, 0.5))
                    stage.canvas.fill(leaf, Ink(dark, at: point, lit, at: end))
                }
            }
        }
    }
}
