extension Stage {
    /// Conifers along a line, as silhouettes.
    mutating func paintTrees(along line: [Float], height: Float, spacing: Float, light: Light) {
        var trees = Path()
        var x = -spacing * unit * d.unit()
        let clump = Noise(&c)
        while x < w + spacing * unit {
            let ground = line[min(line.count - 1, max(0, Int(x)))]
            let stand = clump.value(x / (w * 0.16))
            let tall = height * (0.35 + 0.85 * stand) * d.between(0.75, 1.2)
            addConifer(&trees, at: Point(x, ground + height * 0.06), tall: tall)
            x += spacing * unit * d.between(0.35, 1.4) * (stand < 0.35 ? 2.2 : 1)
        }
        canvas.fill(trees, light)
    }

    private mutating func addConifer(_ path: inout Path, at foot: Point, tall: Float) {
        let tiers = max(4, min(16, Int(tall / (unit * 13))))
        let spread = tall * d.between(0.15, 0.22)
        var (left, right): ([Point], [Point]) = ([], [])
        let lean = d.bell() * tall * 0.02
        for tier in 0...tiers {
            let t = Float(tier) / Float(tiers)
            let y = foot.y - tall + tall * 0.95 * t
            let centre = foot.x + lean * (1 - t)
            let reach = spread * (0.06 + 0.94 * t)
            left.append(Point(centre - reach * 0.42 * t, y))
            right.append(Point(centre + reach * 0.42 * t, y))
            left.append(Point(centre - reach * d.between(0.75, 1.1), y + tall * 0.05))
            right.append(Point(centre + reach * d.between(0.75, 1.1), y + tall * 0.05))
        }
        path.add(corners: left + [foot + Point(-tall * 0.015, 0), foot + Point(tall * 0.015, 0)] + right.reversed())
    }

    /// A broad tree that stands alone: a trunk that forks and forks, and leaves in clouds at the ends.
    mutating func paintTree(at foot: Point, tall: Float, light: Light, leaves: Light) {
        var wood = Path()
        var tips: [Point] = []
        grow(&wood, &tips, from: foot, turn: -0.25 + 0.01 * c.bell(), reach: tall * 0.3, thick: tall * 0.06, left: 6)
        canvas.fill(wood, light)
        let size = tall * 0.05
        for tip in tips {
            var foliage = Path()
            for _ in 0..<count(7) {
                let place = tip + Point(d.bell(), d.bell()) * size * 1.3
                foliage.add(
                    leafFrom: place,
                    to: place + polar(d.unit(), size * d.between(0.3, 0.75)),
                    fullness: 0.62,
                    pieces: 5
                )
            }
            canvas.fill(foliage, light.mixed(with: leaves, d.unit() * d.unit() * 0.75))
        }
    }

    private mutating func grow(
        _ wood: inout Path,
        _ tips: inout [Point],
        from: Point,
        turn: Float,
        reach: Float,
        thick: Float,
        left: Int
    ) {
        let bend = c.bell() * 0.03
        let middle = from + polar(turn + bend, reach * 0.5)
        let end = middle + polar(turn - bend, reach * 0.5)
        wood.add(ribbon: [from, middle, end], width: thick) { 1 - 0.38 * $0 }
        guard left > 0 else { return tips.append(end) }
        if left < 3 { tips.append(end) }
        let forks = c.chance(0.3) ? 3 : 2
        for fork in 0..<forks {
            let aside = forks == 2 ? (fork == 0 ? -1 : 1) : Float(fork - 1)
            let next = turn + aside * c.between(0.045, 0.1) + 0.02 * c.bell()
            grow(
                &wood,
                &tips,
                from: end,
                turn: next,
                reach: reach * c.between(0.66, 0.84),
                thick: thick * 0.62,
                left: left - 1
            )
        }
    }
}
