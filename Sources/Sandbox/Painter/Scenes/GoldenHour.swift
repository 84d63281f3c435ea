/// Layered silhouettes against a low sun.
enum GoldenHour {
    static func paint(_ canvas: Canvas, _ view: Interpretation) {
        var stage = Stage(canvas, view)
        stage.paintSky()
        if stage.palette.isDark { stage.paintStars(160, brightness: 0.8) }
        stage.paintClouds(stage.c.between(0.1, 0.75), stretch: 6)
        stage.paintSun(haloStrength: stage.palette.isDark ? 0.8 : 0.6)
        if stage.c.chance(0.6) { stage.paintBirds(4 + stage.c.below(9)) }
        stage.paintLand(mist: stage.c.between(0.35, 0.9))
        if let figure = view.figure {
            stage.paintFigure(figure)
        } else if stage.view.land != .sea, stage.view.land != .meadow {
            stage.paintGrass(at: canvas.h * 1.0, tall: canvas.h * 0.07, light: stage.palette.near.light)
        }
        canvas.glow(stage.sun, max(canvas.w, canvas.h) * 0.55, stage.palette.accents[0].light, 0.13)
        paintMotes(&stage)
        canvas.bloom(0.35)
    }

    /// Dust in the low light, out of focus.
    private static func paintMotes(_ stage: inout Stage) {
        let light = stage.palette.light.light.mixed(with: stage.palette.accents[0].light, 0.5)
        for _ in 0..<stage.count(34) {
            let place = Point(stage.d.unit() * stage.w, stage.h * stage.d.between(0.35, 1))
            let near = 1 / (1 + 6 * length(place - stage.sun) / max(stage.w, stage.h))
            let radius = stage.unit * stage.d.between(2, 15) * stage.d.unit()
            stage.canvas.bokeh(place, radius + 1, light, 0.34 * near, softness: 3)
        }
    }
}
