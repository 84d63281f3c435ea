/// Strokes of a brush along a flowing field, over a small study of the scene.
enum Strokes {
    static func paint(_ canvas: Canvas, _ view: Interpretation) {
        let study = Canvas(width: max(8, canvas.width / 3), height: max(8, canvas.height / 3))
        compose(study, view)
        canvas.blend(study) { pixel, light in pixel.pointee = light * 0.92 }
        var dice = view.trifles.fork(1)
        var c = view.composition.fork(2)
        let flow = Noise(&c)
        let swirl = c.between(0.7, 1.6) * c.sign()
        let scale = c.between(1.8, 3.6)
        let coarse = study.reduced(by: 3)
        // A scheduler has a hand of its own: short dabs or long sweeps.
        let reach: Float =
            switch view.texture {
            case .film: 0.5
            case .canvas: 0.62
            case .paper: 0.4
            case .weave: 0.74
            case .smooth: 0.9
            }
        let layers: [(size: Float, share: Float)] = [(30, 1), (17, 1.15), (9, 0.5 + 1.1 * view.detail)]
        for (index, layer) in layers.enumerated() {
            let size = layer.size * canvas.unit
            let number = Int(layer.share * canvas.w * canvas.h / (size * size * 3.4))
            for _ in 0..<number {
                let place = Point(dice.unit() * canvas.w, dice.unit() * canvas.h)
                let (slope, strength) = slant(of: coarse, at: place / Point(canvas.w, canvas.h))
                // The finest brush goes only where there is something to describe.
                if index == 2, dice.unit() > 0.12 + strength * 9 { continue }
                let line = follow(place, size, canvas, flow, scale, swirl, slope, strength, reach)
                stroke(canvas, study, line, size, &dice)
            }
        }
    }

    private static func compose(_ study: Canvas, _ view: Interpretation) {
        var stage = Stage(study, view)
        stage.paintSky()
        if stage.palette.isDark { stage.paintStars(90, brightness: 1.6) }
        stage.paintClouds(stage.c.between(0.5, 0.95), stretch: 3.2)
        stage.paintSun(haloStrength: 0.9)
        stage.paintLand(mist: 0.45)
        if let figure = view.figure { stage.paintFigure(figure) }
    }

    /// The direction along the study's contours, and how steep they are.
    private static func slant(of study: Canvas, at place: Point) -> (Point, Float) {
        let (x, y) = (place.x * study.w, place.y * study.h)
        let across = study.sample(x + 1, y) - study.sample(x - 1, y)
        let down = study.sample(x, y + 1) - study.sample(x, y - 1)
        let gradient = Point(across.x + across.y + across.z, down.x + down.y + down.z) / 6
        return (Point(-gradient.y, gradient.x), length(gradient))
    }

    private static func follow(
        _ start: Point,
        _ size: Float,
        _ canvas: Canvas,
        _ flow: Noise,
        _ scale: Float,
        _ swirl: Float,
        _ contour: Point,
        _ strength: Float,
        _ reach: Float
    ) -> [Point] {
        let step = size * reach
        let grid = scale / max(canvas.w, canvas.h)
        var place = start
        var line = [place]
        let grip = min(1, strength * 14)
        let along = contour / max(1e-6, length(contour))
        var heading = Point(0, 0)
        for _ in 0..<6 {
            let angle = (flow.value(place.x * grid + 3, place.y * grid + 5) - 0.5) * swirl
            var direction = polar(angle, 1)
            let sense: Float = along.x * direction.x + along.y * direction.y < 0 ? -1 : 1
            direction += (along * sense - direction) * grip
            heading += (direction - heading) * 0.7
            place += heading * (step / max(0.2, length(heading)))
            line.append(place)
        }
        return line
    }

    /// One stroke: three bristles' worth of slightly different paint, with a ridge of light.
    private static func stroke(_ canvas: Canvas, _ study: Canvas, _ line: [Point], _ size: Float, _ dice: inout Dice) {
        let middle = line[line.count / 2] * Point(study.w / canvas.w, study.h / canvas.h)
        let base = study.sample(middle.x, middle.y)
        let hue = Light(dice.bell(), dice.bell(), dice.bell(), 0) * 0.055
        let value = 1 + dice.bell() * 0.16
        var light = base * value + hue * (base + 0.05)
        light.clamp(lowerBound: .zero, upperBound: Light(repeating: 1.2))
        var ribbon = Path()
        ribbon.add(ribbon: line, width: size) { t in min(1, 3.2 * t + 0.35) * min(1, 2.4 * (1 - t) + 0.2) }
        canvas.fill(ribbon, light, opacity: 0.9)
        let across = line[3] - line[2]
        let normal = Point(-across.y, across.x) / max(1e-6, length(across))
        var edge = Path()
        edge.add(ribbon: line.map { $0 + normal * size * 0.24 }, width: size * 0.24)
        canvas.fill(edge, light * 1.22 + 0.006, opacity: 0.5)
        var groove = Path()
        groove.add(ribbon: line.map { $0 - normal * size * 0.3 }, width: size * 0.2)
        canvas.fill(groove, light * 0.76, opacity: 0.5)
    }
}
