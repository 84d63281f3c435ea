extension Stage {
    /// Blades and blossoms that grow towards the lower edge.
    mutating func paintFlowers(from top: Float) {
        let blossoms = (0..<3).map { palette.accents[$0].light }
        let rows = 13
        for index in 0..<rows {
            let t = Float(index) / Float(rows - 1)
            let y = mix(top, h * 1.04, t * t * 0.4 + t * 0.6)
            let size = unit * mix(4, 30, t * t)
            paintGrass(at: y, tall: size * 3.4, light: palette.depth(0.35 + 0.6 * t))
            let number = Int(Float(count(30)) * mix(1.6, 0.5, t))
            for _ in 0..<number {
                let place = Point(d.between(-0.03, 1.03) * w, y - size * d.between(0.6, 3.6))
                var light = blossoms[d.chance(0.62) ? 0 : 1 + d.below(2)]
                light = light.mixed(with: palette.haze.light, 0.4 * (1 - t))
                let radius = size * d.between(0.55, 1.1)
                if radius < 3 {
                    canvas.disc(place, radius, light)
                } else {
                    paintBlossom(place, radius, light, tilt: d.between(0.45, 0.95))
                }
            }
        }
    }

    /// One row of grass.
    mutating func paintGrass(at y: Float, tall: Float, light: Light) {
        var blades = Path()
        let step = max(1.2, tall * 0.075)
        var x = -tall
        while x < w + tall {
            let foot = Point(x, y + tall * 0.3)
            let height = tall * d.between(0.45, 1.15)
            let tip = foot + Point(d.bell() * height * 0.4, -height)
            blades.add(leafFrom: foot, to: tip, fullness: 0.05, bend: 0.12 * d.bell(), pieces: 4)
            x += step * d.between(0.5, 1.5)
        }
        canvas.fill(blades, light)
    }

    /// An open flower, seen at a slant.
    mutating func paintBlossom(_ centre: Point, _ radius: Float, _ light: Light, tilt: Float) {
        let petals = 5 + d.below(3)
        let turned = d.unit()
        let shade = light.mixed(with: palette.near.light, 0.42)
        for petal in 0..<petals {
            let angle = turned + Float(petal) / Float(petals)
            let tip = polar(angle, radius * d.between(0.88, 1.08)) * Point(1, tilt)
            var path = Path()
            path.add(leafFrom: centre, to: centre + tip, fullness: 0.78, pieces: 8)
            let side = 0.5 + 0.5 * cosine(turns: angle + 0.35)
            canvas.fill(
                path,
                Ink(shade, at: centre, light.mixed(with: palette.light.light, 0.3 * side), at: centre + tip)
            )
        }
        canvas.disc(centre, radius * 0.2, palette.near.light.mixed(with: palette.accents[2].light, 0.4))
    }
}
