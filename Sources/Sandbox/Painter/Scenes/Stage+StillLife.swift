extension Stage {
    /// The shadow that a thing throws on the table, away from the window.
    func paintShadow(at foot: Point, width: Float, tall: Float, fromLeft: Bool) {
        let toward: Float = fromLeft ? 1 : -1
        for step in 0..<5 {
            let grow = 1 + 0.13 * Float(step)
            let long = min(tall * 0.62, width * 3.4) * grow
            let centre = foot + Point(toward * long * 0.5, -width * 0.06)
            let path = Path.ellipse(
                centre,
                Point(long * 0.5 + width * 0.62 * grow, width * 0.24 * grow),
                turned: toward * 0.006
            )
            canvas.shade(path, Light(repeating: 0.885))
        }
        canvas.shade(.ellipse(foot, Point(width * 0.72, width * 0.15)), Light(repeating: 0.55))
    }

    /// Branches and blossoms that stand in a vase.
    mutating func paintBouquet(from mouth: Point, tall: Float) {
        let flowers = view.land == .meadow || c.chance(0.5)
        let stems = 5 + c.below(4)
        for index in 0..<stems {
            let spread = (Float(index) + 0.5) / Float(stems) - 0.5
            let tip =
                mouth
                + Point(
                    spread * tall * 0.95 + c.bell() * tall * 0.05,
                    -tall * c.between(0.55, 1) * (1 - 0.5 * abs(spread))
                )
            paintStem(
                from: mouth + Point(spread * unit * 26, unit * 12),
                to: tip,
                leafSize: tall * c.between(0.11, 0.17)
            )
            if flowers, index % 2 == 0 {
                let light = palette.accents[index / 2 % 3].light
                paintBlossom(tip, tall * c.between(0.1, 0.16), light, tilt: c.between(0.6, 0.95))
            }
        }
    }

    mutating func paintTwig(from mouth: Point, reach: Float) {
        for _ in 0..<(1 + c.below(3)) {
            let tip = mouth + Point(c.bell() * reach * 0.8, -reach * c.between(0.7, 1.05))
            paintStem(from: mouth + Point(0, unit * 10), to: tip, leafSize: reach * 0.18)
        }
    }

    private mutating func paintStem(from foot: Point, to tip: Point, leafSize: Float) {
        let bend = Point(-(tip.x - foot.x) * 0.22, 0)
        let line = Self.smooth([foot, (foot + tip) * 0.5 + bend, tip], pieces: 8)
        let green = OKLCH(palette.isDark ? 0.40 : 0.48, 0.07, mix(palette.accents[1].hue, 140, 0.7))
        let dark = OKLCH(green.lightness * 0.62, 0.05, green.hue).light
        let pale = OKLCH(green.lightness + 0.2, 0.085, green.hue - 18).light
        var stem = Path()
        stem.add(ribbon: line, width: unit * 5.5) { 1 - 0.6 * $0 }
        canvas.fill(stem, dark)
        let toSun: Float = sun.x < 0 ? -1 : 1
        let fullness = c.pick(0.3, 0.42, 0.72) as Float
        let every = view.detail > 0.55 ? 1 : 2
        for (index, point) in line.enumerated() where index > 3 && index % every == 0 {
            let along = line[min(line.count - 1, index + 1)] - line[index - 1]
            for side: Float in [-1, 1] where d.chance(0.86) {
                let across = Point(-along.y, along.x) * side
                let heading = along * d.between(0.5, 1) + across * d.between(0.6, 1.1)
                let size = leafSize * d.between(0.65, 1.1) * (1.15 - 0.55 * Float(index) / Float(line.count))
                let end = point + heading * (size / max(1e-6, length(heading)))
                var leaf = Path()
                leaf.add(leafFrom: point, to: end, fullness: fullness, bend: 0.09 * d.bell())
                let lit = clamp(0.5 + 0.5 * (end.x - point.x) / size * toSun + 0.2 * d.bell())
                canvas.fill(leaf, Ink(dark, at: point, dark.mixed(with: pale, lit), at: end))
                var rib = Path()
                rib.add(ribbon: [point, (point + end) * 0.5, end], width: unit * 1.6) { 1 - $0 }
                canvas.fill(rib, pale, opacity: 0.35)
            }
        }
    }

    /// An orange, a plum, an egg: round, with one bright side.
    mutating func paintFruit(at foot: Point, radius: Float, fromLeft: Bool) {
        paintShadow(at: foot, width: radius, tall: radius * 1.5, fromLeft: fromLeft)
        let centre = foot - Point(0, radius * 0.9)
        let radii = Point(radius, radius * c.between(0.92, 1.06))
        let skin = palette.accents[c.below(3)]
        let (colour, light) = (skin.light, palette.light.light)
        let blush = OKLCH(skin.lightness * 0.85, skin.chroma, skin.hue - 25).light
        let bounce = StillLife.wood(palette).lit
        let toSun = Point(fromLeft ? -0.62 : 0.62, -0.5)
        let pores = Noise(&d)
        canvas.fill(.ellipse(centre, radii, pieces: 72)) { x, y in
            let p = (Point(Float(x), Float(y)) + 0.5 - centre) / radii
            let up = max(0, 1 - p.x * p.x - p.y * p.y).squareRoot()
            let lit = p.x * toSun.x + p.y * toSun.y + up * 0.6
            let skin = colour.mixed(with: blush, smoothstep(-0.2, 0.8, p.y + 0.3 * p.x))
            let pore = 0.95 + 0.1 * pores.value(Float(x) * 0.3, Float(y) * 0.3)
            let shine = smoothstep(0.93, 1, lit)
            let below = max(0, p.y - 0.2)
            return skin * (pore * (0.16 + 1.0 * clamp(lit))) + bounce * (0.22 * below * below) + light * (shine * 0.3)
        }
        let stalk = centre - Point(0, radii.y * 0.92)
        var stem = Path()
        stem.add(ribbon: [stalk + Point(0, unit * 5), stalk - Point(unit * 3, unit * 9)], width: unit * 4.5) { _ in 1 }
        canvas.fill(stem, palette.near.light)
    }

    /// A figure as a plaster cast.
    mutating func paintStatue(_ figure: Figure, at foot: Point, size: Float, fromLeft: Bool) {
        let outline: Path =
            switch figure {
            case .portrait: portrait()
            case .cat: cat()
            case .horse: horse()
            case .bird, .tree: bird()
            }
        let tall: Float = figure == .portrait ? 1.14 : (figure == .bird ? 0.92 : 1)
        let facing: Float = fromLeft ? 1 : -1
        let place = foot - Point(0, size * tall)
        paintShadow(at: foot, width: size * 0.42, tall: size, fromLeft: fromLeft)
        let path = outline.placed(at: place, scale: Point(size * facing, size))
        let plaster = StillLife.wall(palette).lit.mixed(with: palette.light.light, 0.55)
        let shade = plaster.mixed(with: palette.near.light, 0.62)
        // The cast's roundness is read from its outline: how soon one steps out of it towards the light.
        let relief = Canvas(width: max(8, canvas.width / 4), height: max(8, canvas.height / 4))
        relief.fill(path.placed(at: .zero, scale: Point(0.25, 0.25)), Light(repeating: 1))
        relief.blur(max(1, Int(size * 0.02)))
        let reach = size * 0.035
        let toward = Point(fromLeft ? -reach : reach, -reach * 0.8)
        let floor = foot.y
        canvas.fill(path) { x, y in
            let p = Point(Float(x), Float(y))
            let lit =
                (relief.sample((p.x - toward.x) * 0.25, (p.y - toward.y) * 0.25)
                - relief.sample((p.x + toward.x) * 0.25, (p.y + toward.y) * 0.25)).x
            let light = shade.mixed(with: plaster, clamp(0.5 + lit * 1.25))
            return p.y < floor ? light : light * 0.7
        }
        canvas.rectangle(foot.x - size * 0.4, foot.y - size * 0.02, foot.x + size * 0.45, foot.y + size * 0.06, shade)
    }
}
