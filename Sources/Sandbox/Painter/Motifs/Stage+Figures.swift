extension Stage {
    /// A figure in the foreground, against the light.
    mutating func paintFigure(_ figure: Figure) {
        let facing: Float = sun.x < w / 2 ? 1 : -1
        switch figure {
        case .portrait:
            let size = h * c.between(0.54, 0.66) * min(1, w / h * 1.25)
            let place = Point(w * (0.5 + facing * c.between(0.04, 0.16)), h - size * 1.2)
            paintSilhouette(portrait(), at: place, size: size, facing: facing)
        case .horse:
            let size = h * c.between(0.58, 0.72) * min(1, w / h * 1.2)
            let place = Point(w * (0.5 + facing * c.between(0.05, 0.14)), h - size * 1.06)
            paintSilhouette(horse(), at: place, size: size, facing: facing)
        case .cat:
            let size = h * c.between(0.36, 0.5) * min(1, w / h * 1.2)
            let ground = paintGround(h * 0.9)
            let place = Point(w * (0.5 + facing * c.between(0, 0.2)), ground - size * 0.985)
            paintSilhouette(cat(), at: place, size: size, facing: facing)
        case .bird:
            let size = h * c.between(0.24, 0.34)
            let place = Point(w * (0.5 + facing * c.between(0, 0.14)), h * c.between(0.3, 0.42))
            paintBranch(through: place + Point(0, size * 0.84), thick: size * 0.07)
            paintSilhouette(bird(), at: place, size: size, facing: facing)
        case .tree:
            let ground = paintGround(h * 0.88)
            let foot = Point(w * (0.5 + facing * c.between(0.08, 0.2)), ground + h * 0.01)
            paintTree(at: foot, tall: h * 0.62, light: palette.near.light, leaves: palette.accents[1].light)
        }
    }

    /// A figure's outline at the foot of the picture, lit at the side where the sun is.
    func paintSilhouette(_ outline: Path, at place: Point, size: Float, facing: Float) {
        let path = outline.placed(at: place, scale: Point(size * facing, size))
        let dark = palette.near.light
        let rim = palette.light.light.mixed(with: palette.accents[0].light, 0.45)
        let middle = place + Point(0, size * 0.4)
        let toSun = sun - middle
        let direction = toSun / max(1, length(toSun))
        canvas.fill(path.placed(at: direction * unit * 3.2, scale: Point(1, 1)), rim, opacity: 0.9)
        canvas.fill(path.placed(at: direction * unit * -1.2, scale: Point(1, 1)), rim, opacity: 0.22)
        let inner = dark.mixed(with: palette.far.light, 0.4)
        canvas.fill(path, Ink(inner, at: middle + direction * size * 0.5, dark, at: middle - direction * size * 0.15))
    }

    mutating func portrait() -> Path {
        var path = Path()
        path.add(through: Outline.profile, corners: [0, Outline.profile.count - 1], pieces: 6)
        path.add(through: Outline.hair[c.below(Outline.hair.count)])
        if c.chance(0.22) { path.add(through: Outline.hat, corners: [0, 10]) }
        // Loose strands catch the light.
        for _ in 0..<count(16) {
            let root = Point(d.between(-0.1, 0.3), d.between(0.02, 0.4))
            let outward = Point(root.x * 1.4 + 0.05, d.between(-0.25, 0.25)) * d.between(0.4, 0.75)
            let line = [root, root + outward * 0.5 + Point(0, -0.02), root + outward + Point(0, 0.05 * d.unit())]
            path.add(ribbon: line, width: 0.007) { 1 - $0 * 0.9 }
        }
        return path
    }

    mutating func cat() -> Path {
        var path = Path()
        path.add(through: Outline.cat, corners: [0, 9, 13, 22], pieces: 8)
        path.add(ribbon: Self.smooth(Outline.catTail), width: 0.085) { 1 - 0.45 * $0 * $0 }
        path.append(.ellipse(Outline.catTail[6], Point(0.025, 0.03)))
        for side: Float in [-1, 1] {
            for whisker in 0..<3 {
                let root = Point(side * 0.2, 0.27 + 0.025 * Float(whisker))
                let tip = root + Point(side * 0.19, -0.035 + 0.04 * Float(whisker))
                path.add(ribbon: [root, (root + tip) * 0.5 + Point(0, -0.008), tip], width: 0.006) { 1 - $0 }
            }
        }
        return path
    }

    mutating func horse() -> Path {
        var path = Path()
        path.add(through: Outline.horse, corners: [8, 15, 16], pieces: 8)
        // The mane blows back.
        for lock in 0..<(26 + count(20)) {
            let t = d.unit()
            let root = Point(mix(-0.11, 0.36, t), mix(0.08, 0.52, t * t * 0.55 + t * 0.45))
            let reach = d.between(0.12, 0.27) * (lock % 5 == 0 ? 1.25 : 1)
            let blown = Point(reach, reach * d.between(-0.1, 0.45))
            let line = Self.smooth([root - Point(0.03, -0.02), root + blown * 0.45 + Point(0, -0.03), root + blown])
            path.add(ribbon: line, width: d.between(0.012, 0.034)) { 1 - $0 * 0.92 }
        }
        return path
    }

    mutating func bird() -> Path {
        var path = Path()
        path.add(through: Outline.bird, corners: [0, 9, 10], pieces: 8)
        for leg: Float in [-0.02, 0.07] {
            path.add(ribbon: [Point(leg, 0.76), Point(leg - 0.01, 0.88)], width: 0.02) { _ in 1 }
        }
        return path
    }

    /// A dark knoll to stand on; answers its height at the middle.
    private mutating func paintGround(_ y: Float) -> Float {
        let line = hill(base: y, rise: h * 0.045, scale: 1.1, octaves: 2)
        let dark = palette.near.light
        let lit = dark.mixed(with: palette.accents[1].light, 0.3)
        let middle = line[line.count / 2]
        paintGrass(at: middle + h * 0.012, tall: h * 0.045, light: dark.mixed(with: palette.far.light, 0.16))
        paintRidge(line.map { $0 * 0.3 + middle * 0.7 }, Slope(shade: dark, lit: lit, foot: dark, depth: h * 0.1))
        return middle
    }

    /// A bough across the picture, with leaves.
    private mutating func paintBranch(through place: Point, thick: Float) {
        let rise = c.bell() * h * 0.06
        let line = Self.smooth([
            Point(-w * 0.05, place.y + rise + h * 0.05), Point(place.x * 0.5, place.y + rise * 0.4), place,
            Point(mix(place.x, w, 0.5), place.y - h * 0.012), Point(w * 1.05, place.y - rise - h * 0.05),
        ])
        var wood = Path()
        wood.add(ribbon: line, width: thick * 1.6) { 1 - 0.5 * $0 }
        canvas.fill(wood, palette.near.light)
        for _ in 0..<count(60) {
            let t = d.unit()
            let foot = line[min(line.count - 1, Int(t * Float(line.count)))]
            let tip = foot + polar(d.pick(-0.25, 0.25) + d.bell() * 0.18, h * d.between(0.025, 0.06))
            var leaf = Path()
            leaf.add(leafFrom: foot, to: tip, fullness: 0.36, bend: 0.1 * d.bell())
            canvas.fill(leaf, palette.near.light.mixed(with: palette.accents[d.below(3)].light, 0.55 * d.unit()))
        }
    }

    /// More points on the smooth line through these.
    static func smooth(_ knots: [Point], pieces: Int = 7) -> [Point] {
        var line: [Point] = []
        for index in 0..<knots.count - 1 {
            let (p1, p2) = (knots[index], knots[index + 1])
            let (p0, p3) = (knots[max(0, index - 1)], knots[min(knots.count - 1, index + 2)])
            for piece in 0..<pieces {
                let t = Float(piece) / Float(pieces)
                let a = p1 * 2 + (p2 - p0) * t
                let b = (p0 * 2 - p1 * 5 + p2 * 4 - p3) * (t * t)
                let c = (p1 * 3 - p0 - p2 * 3 + p3) * (t * t * t)
                line.append((a + b + c) * 0.5)
            }
        }
        line.append(knots[knots.count - 1])
        return line
    }
}
