/// Vases, branches and fruit on a table, in the light of a window.
enum StillLife {
    static func paint(_ canvas: Canvas, _ view: Interpretation) {
        var stage = Stage(canvas, view)
        let table = canvas.h * stage.c.between(0.70, 0.80)
        let fromLeft = stage.c.chance(0.5)
        stage.sun = Point(fromLeft ? -canvas.w * 0.4 : canvas.w * 1.4, -canvas.h * 0.1)
        paintRoom(&stage, table)
        if stage.c.chance(view.figure == nil ? 0.6 : 0.35) {
            paintWindow(&stage, table, fromLeft)
        } else {
            paintArch(&stage, table)
        }
        paintBeams(&stage, table, fromLeft)
        arrange(&stage, table, fromLeft)
        paintBloomOfLight(&stage, fromLeft)
        canvas.bloom(0.22, threshold: 0.6)
    }

    static func wall(_ palette: Palette) -> (lit: Light, dim: Light) {
        let tone = palette.isDark ? palette.sky[2] : palette.sky[3]
        let lit = OKLCH(clamp(tone.lightness + 0.02, 0.3, 0.9), tone.chroma * 0.62, tone.hue)
        let dim = OKLCH(lit.lightness * 0.72, tone.chroma * 0.75, palette.far.hue)
        return (lit.light, dim.light)
    }

    static func wood(_ palette: Palette) -> (lit: Light, dim: Light) {
        let tone = palette.accents[0]
        let lightness: Float = palette.isDark ? 0.36 : 0.62
        return (
            OKLCH(lightness, tone.chroma * 0.45, tone.hue).light,
            OKLCH(lightness * 0.62, tone.chroma * 0.42, tone.hue).light
        )
    }

    /// A wall, paler towards the window, and the table before it.
    private static func paintRoom(_ stage: inout Stage, _ table: Float) {
        let (lit, dim) = wall(stage.palette)
        let (wood, shade) = wood(stage.palette)
        let plaster = Noise(&stage.c)
        let (w, h) = (stage.w, stage.h)
        let left = stage.sun.x < 0
        stage.canvas.fill(
            .polygon(Point(0, 0), Point(w, 0), Point(w, table), Point(0, table)),
            Ink(lit, at: Point(left ? 0 : w, 0), dim, at: Point(left ? w : 0, h * 0.9))
        )
        stage.canvas.fill(
            .polygon(Point(0, table), Point(w, table), Point(w, h), Point(0, h)),
            Ink(wood, at: Point(left ? 0 : w, table), shade, at: Point(left ? w : 0, h))
        )
        let mottle = Field(over: stage.canvas, coarseness: 3) { u, v in
            if v * h < table {
                return 0.955 + 0.09 * plaster.fractal(u * 5, v * 5 * h / w, octaves: 5, roughness: 0.6)
            }
            return 0.93 + 0.14 * plaster.fractal(u * 2.2, v * 34, octaves: 4, roughness: 0.6)
        }
        mottle.shade(stage.canvas)
        stage.canvas.rectangle(0, table - stage.unit * 1.2, w, table + stage.unit * 1.6, wood * 1.25 + 0.01, 0.7)
        let contact = Path.polygon(
            Point(0, table - h * 0.05),
            Point(w, table - h * 0.05),
            Point(w, table),
            Point(0, table)
        )
        stage.canvas.fill(
            contact,
            Ink(dim, at: Point(0, table - h * 0.05), dim * 0.7, at: Point(0, table)),
            opacity: 0.3
        )
    }

    /// A round arch or a disc on the wall, as on a poster.
    private static func paintArch(_ stage: inout Stage, _ table: Float) {
        let (w, unit) = (stage.w, stage.unit)
        let tone = stage.palette.accents[stage.c.below(3)].light
        let (lit, _) = wall(stage.palette)
        let reach = unit * stage.c.between(190, 290)
        let centre = Point(w * stage.c.between(0.32, 0.68), table - reach * stage.c.between(1.15, 1.5))
        let pale = tone.mixed(with: lit, 0.35)
        if stage.c.chance(0.5) {
            stage.canvas.fill(
                .ellipse(centre, Point(reach, reach), pieces: 128),
                Ink(tone, at: centre - reach, pale, at: centre + reach)
            )
        } else {
            for step in 0..<3 {
                let radius = reach * (1.05 - 0.27 * Float(step))
                var arch = Path()
                let top = (0...48).map { centre + polar(-0.5 + Float($0) / 96, radius) }
                arch.add(corners: top + [Point(centre.x + radius, table), Point(centre.x - radius, table)])
                let light = step % 2 == 0 ? tone : stage.palette.accents[(step + 1) % 3].light.mixed(with: lit, 0.25)
                stage.canvas.fill(
                    arch,
                    Ink(light, at: Point(0, centre.y - radius), light.mixed(with: lit, 0.3), at: Point(0, table))
                )
            }
        }
    }

    /// A window onto the land that the prompt names.
    private static func paintWindow(_ stage: inout Stage, _ table: Float, _ fromLeft: Bool) {
        let (w, h, unit) = (stage.w, stage.h, stage.unit)
        let across = min(w * 0.42, unit * 430) * stage.c.between(0.85, 1.1)
        let tall = (table - h * 0.06) * stage.c.between(0.66, 0.84)
        let left = fromLeft ? w * stage.c.between(0.06, 0.16) : w - w * stage.c.between(0.06, 0.16) - across
        let top = table - tall - h * stage.c.between(0.05, 0.1)
        let view = Canvas(width: max(16, Int(across)), height: max(16, Int(tall)))
        var outside = Stage(view, stage.view)
        outside.paintSky()
        outside.paintClouds(0.5, stretch: 4)
        outside.paintSun(haloStrength: 0.5)
        outside.paintLand(mist: 0.8)
        let arched = stage.c.chance(0.5)
        let frame = outline(left - unit * 15, top - unit * 15, across + unit * 30, tall + unit * 30, arched)
        let (lit, dim) = wall(stage.palette)
        let paint = lit.mixed(with: Light(repeating: 0.9), 0.45)
        stage.canvas.shade(
            frame.placed(at: Point(fromLeft ? 7 : -7, 9) * unit, scale: Point(1, 1)),
            Light(repeating: 0.75)
        )
        stage.canvas.fill(
            frame,
            Ink(paint, at: Point(left, top), paint.mixed(with: dim, 0.4), at: Point(left + across, top + tall))
        )
        stage.canvas.fill(outline(left, top, across, tall, arched)) { x, y in
            view.sample(Float(x) - left, Float(y) - top) * 1.06
        }
        let bar = unit * 4
        stage.canvas.rectangle(
            left + across / 2 - bar,
            top,
            left + across / 2 + bar,
            top + tall,
            paint.mixed(with: dim, 0.3)
        )
        let crossing = top + tall * (arched ? 0.46 : 0.5)
        stage.canvas.rectangle(left, crossing - bar, left + across, crossing + bar, paint.mixed(with: dim, 0.3))
        let sill = top + tall + unit * 15
        stage.canvas.rectangle(left - unit * 34, sill, left + across + unit * 34, sill + unit * 20, paint)
        stage.canvas.rectangle(
            left - unit * 34,
            sill + unit * 20,
            left + across + unit * 34,
            sill + unit * 34,
            dim * 0.8,
            0.5
        )
    }

    private static func outline(_ left: Float, _ top: Float, _ across: Float, _ tall: Float, _ arched: Bool) -> Path {
        var path = Path()
        let radius = across / 2
        let upper =
            arched && tall > across
            ? (0...48).map { Point(left + radius, top + radius) + polar(-0.5 + Float($0) / 96, radius) }
            : [Point(left, top), Point(left + across, top)]
        path.add(corners: upper + [Point(left + across, top + tall), Point(left, top + tall)])
        return path
    }

    /// What falls in through a window that we do not see: slanting panes of light, soft at their edges.
    private static func paintBeams(_ stage: inout Stage, _ table: Float, _ fromLeft: Bool) {
        let mask = Canvas(width: max(8, stage.canvas.width / 4), height: max(8, stage.canvas.height / 4))
        let (w, h) = (mask.w, mask.h)
        let toward: Float = fromLeft ? 1 : -1
        let lean = Point(toward * stage.c.between(0.16, 0.34), stage.c.between(0.12, 0.24)) * h
        let origin = Point(
            w * (fromLeft ? stage.c.between(0.1, 0.34) : stage.c.between(0.66, 0.9)),
            h * stage.c.between(0.03, 0.16)
        )
        let pane = Point(w * 0.15 * toward, h * 0.25)
        for column in 0..<2 {
            for row in 0..<2 {
                let x = origin.x + Float(column) * pane.x * 1.14 + Float(row) * lean.x * 0.5
                let y = origin.y + Float(row) * pane.y * 1.12 + Float(column) * lean.y * 0.35
                let skew = Point(lean.x * 0.5, pane.y)
                let side = Point(pane.x, lean.y * 0.35)
                let corner = Point(x, y)
                mask.fill(.polygon(corner, corner + side, corner + side + skew, corner + skew), Light(repeating: 1))
            }
        }
        mask.blur(max(1, Int(mask.unit * 3.5)))
        let sun = stage.palette.light.light.mixed(with: stage.palette.accents[0].light, 0.25)
        let strength: Float = stage.palette.isDark ? 0.9 : 0.5
        stage.canvas.blend(mask) { pixel, light in
            pixel.pointee = pixel.pointee * (1 + sun * (light.x * strength)) + sun * (light.x * 0.03)
        }
    }

    /// The things on the table.
    private static func arrange(_ stage: inout Stage, _ table: Float, _ fromLeft: Bool) {
        let (w, h, unit) = (stage.w, stage.h, stage.unit)
        let ground = mix(table, h, 0.42)
        let places = stage.c.pick([0.5, 0.24, 0.76], [0.4, 0.7, 0.2], [0.62, 0.33, 0.84]) as [Float]
        if let figure = stage.view.figure, figure != .tree {
            stage.paintStatue(
                figure,
                at: Point(w * places[0], ground),
                size: min(h * 0.5, w * 0.55),
                fromLeft: fromLeft
            )
        } else {
            let vase = Vase(&stage, tall: unit * stage.c.between(210, 330))
            let foot = Point(w * places[0], ground)
            stage.paintBouquet(from: foot - Point(0, vase.tall * 0.97), tall: min(foot.y - vase.tall, h * 0.5) * 0.95)
            vase.paint(&stage, at: foot, fromLeft: fromLeft)
        }
        let small = Vase(&stage, tall: unit * stage.c.between(110, 190))
        let foot = Point(w * places[1], mix(table, h, stage.c.between(0.3, 0.55)))
        if stage.c.chance(0.5) {
            stage.paintTwig(from: foot - Point(0, small.tall * 0.95), reach: unit * stage.c.between(180, 300))
        }
        small.paint(&stage, at: foot, fromLeft: fromLeft)
        for index in 0..<(2 + stage.c.below(4)) {
            let place = Point(w * (places[2] + 0.09 * stage.c.bell()), mix(table, h, 0.42 + 0.09 * Float(index)))
            stage.paintFruit(at: place, radius: unit * stage.c.between(34, 62), fromLeft: fromLeft)
        }
    }

    private static func paintBloomOfLight(_ stage: inout Stage, _ fromLeft: Bool) {
        let corner = Point(fromLeft ? 0 : stage.w, stage.h * 0.1)
        stage.canvas.glow(corner, max(stage.w, stage.h) * 0.95, stage.palette.light.light, 0.1)
    }
}
