extension Stage {
    /// Rows of buildings, one behind the other.
    mutating func paintSkyline(mist: Float) {
        let layers = 4
        for layer in 0..<layers {
            let t = Float(layer) / Float(layers - 1)
            let base = mix(horizon + 0.06 * h, h * 1.02, t)
            let body = palette.depth(0.15 + 0.8 * t)
            paintBuildings(base: base, rise: h * mix(0.34, 0.4, t), width: mix(36, 120, t), light: body, closeness: t)
            if layer < layers - 1 { paintMist(at: base, thickness: h * 0.13, opacity: 0.5 + 0.4 * mist) }
        }
    }

    private mutating func paintBuildings(base: Float, rise: Float, width: Float, light: Light, closeness: Float) {
        let centre = w * c.between(0.25, 0.75)
        let dark = light.mixed(with: palette.near.light, 0.3)
        var x = -unit * width * c.unit()
        while x < w {
            let across = unit * width * c.between(0.55, 1.35)
            let away = abs(x - centre) / w
            let tall = rise * c.between(0.3, 1) * (1.1 - 0.75 * away) * (c.chance(0.13) ? 1.45 : 1)
            let top = base - tall
            let ink = Ink(
                light,
                at: Point(0, top),
                light.mixed(with: palette.haze.light, 0.3 * (1 - closeness)),
                at: Point(0, base)
            )
            canvas.fill(.polygon(Point(x, top), Point(x + across, top), Point(x + across, h), Point(x, h)), ink)
            let shadow = sun.x > x ? x : x + across * 0.72
            canvas.rectangle(shadow, top, shadow + across * 0.28, h, dark, 0.55)
            if c.chance(0.4) {
                let inset = across * c.between(0.15, 0.35)
                canvas.rectangle(x + inset, top - tall * 0.09, x + across - inset, top + 1, light)
            }
            if c.chance(0.22) {
                let mast = x + across * 0.5
                canvas.rectangle(mast - unit, top - tall * 0.28, mast + unit, top, light)
            }
            paintWindows(x, top, across, base - top, closeness)
            x += across * c.between(0.85, 1.25)
        }
    }

    private mutating func paintWindows(_ x: Float, _ top: Float, _ across: Float, _ tall: Float, _ closeness: Float) {
        let size = unit * mix(3.2, 9, closeness)
        let columns = Int(across / (size * 1.9))
        guard columns > 1 else { return }
        let gap = across / Float(columns)
        let lit = palette.isDark ? Float(0.34) : 0.14
        let chance = lit * (0.5 + view.detail) * d.between(0.3, 1.4)
        let glow = palette.accents[0].light.mixed(with: palette.light.light, 0.35)
        var y = top + size * 2
        while y < min(h, top + tall) {
            for column in 0..<columns where d.chance(chance) {
                let left = x + gap * (Float(column) + 0.27)
                let light = d.chance(0.15) ? palette.accents[1].light : glow
                canvas.rectangle(left, y, left + gap * 0.46, y + size * 1.15, light, d.between(0.25, 0.95))
            }
            y += size * 2.3
        }
    }
}
