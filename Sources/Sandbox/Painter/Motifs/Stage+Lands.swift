extension Stage {
    /// The land from the horizon to the lower edge.
    mutating func paintLand(mist: Float) {
        switch view.land {
        case .mountains: paintMountains(mist: mist)
        case .sea: paintSea()
        case .city: paintSkyline(mist: mist)
        case .forest: paintForest(mist: mist)
        case .meadow: paintMeadow(mist: mist)
        case .desert: paintDunes()
        case .snow: paintSnow(mist: mist)
        case .space: paintBarrens(mist: mist)
        }
    }

    private mutating func paintMountains(mist: Float) {
        let layers = 4 + c.below(3)
        for layer in 0..<layers {
            let t = Float(layer) / Float(layers - 1)
            let base = mix(horizon + 0.02 * h, h * 0.98, t * t * 0.55 + t * 0.42)
            let rise = h * mix(c.between(0.16, 0.36), 0.16, t)
            let line = crest(base: base, rise: rise, scale: mix(2.6, 1.5, t), roughness: mix(0.46, 0.5, t))
            let body = palette.depth(0.08 + 0.92 * t * (0.55 + 0.45 * t))
            let lit = body.mixed(with: palette.light.light, mix(0.42, 0.10, t))
            let foot = body.mixed(with: palette.haze.light, mix(0.75, 0.12, t) * (0.4 + 0.6 * mist))
            paintRidge(line, Slope(shade: body, lit: lit, foot: foot, depth: rise * 1.25, lean: 0.5), sharpness: 1.3)
            if layer < layers - 1, mist > 0.3 {
                paintMist(at: base + rise * 0.1, thickness: h * 0.1, opacity: 0.75 * mist * (1 - t * 0.6))
            }
        }
    }

    private mutating func paintDunes() {
        let layers = 4 + c.below(2)
        for layer in 0..<layers {
            let t = Float(layer) / Float(layers - 1)
            let base = mix(horizon + 0.01 * h, h * 0.93, t)
            let rise = h * mix(0.05, 0.22, t)
            let line = hill(base: base, rise: rise, scale: mix(2.6, 1.3, t), octaves: 2)
            let sand = palette.far.light.mixed(with: palette.accents[0].light, 0.3 * t)
            let shade = sand.mixed(with: palette.near.light, 0.35 + 0.5 * t)
            let lit = sand.mixed(with: palette.light.light, 0.35 * (1 - 0.6 * t))
            let slope = Slope(shade: shade, lit: lit, foot: shade.mixed(with: sand, 0.35), depth: h * 0.26, lean: -0.9)
            paintRidge(line, slope, sharpness: mix(9, 4, t))
        }
    }

    private mutating func paintSnow(mist: Float) {
        for layer in 0..<3 {
            let t = Float(layer) / 2
            let line = crest(base: horizon + h * 0.05 * t, rise: h * mix(0.3, 0.14, t), scale: 2.4 - t)
            let body = palette.depth(0.1 + 0.3 * t)
            let snow = palette.light.light.mixed(with: palette.sky[3].light, 0.2)
            let foot = body.mixed(with: palette.haze.light, 0.7)
            paintRidge(line, Slope(shade: body, lit: snow, foot: foot, depth: h * 0.24, lean: 0.45), sharpness: 1.6)
        }
        paintMist(at: horizon + h * 0.04, thickness: h * 0.1, opacity: 0.7 * mist)
        for layer in 0..<3 {
            let t = Float(layer) / 2
            let base = mix(horizon + h * 0.07, h * 0.92, t)
            let line = hill(base: base, rise: h * 0.1, scale: 1.6, octaves: 2)
            let snow = palette.light.light.mixed(with: palette.sky[2].light, 0.16 + 0.22 * t)
            let shade = palette.sky[2].light.mixed(with: palette.sky[1].light, t)
            paintTrees(
                along: line,
                height: h * mix(0.05, 0.19, t),
                spacing: mix(26, 105, t),
                light: palette.depth(0.4 + 0.5 * t)
            )
            let slope = Slope(shade: shade, lit: snow, foot: shade.mixed(with: snow, 0.5), depth: h * 0.22, lean: -0.7)
            paintRidge(line, slope, sharpness: 5)
        }
    }

    private mutating func paintForest(mist: Float) {
        let layers = 5
        for layer in 0..<layers {
            let t = Float(layer) / Float(layers - 1)
            let base = mix(horizon + 0.03 * h, h * 0.99, t)
            let line = hill(base: base, rise: h * 0.12, scale: 2 - t, octaves: 3)
            let body = palette.depth(0.12 + 0.86 * t)
            paintTrees(along: line, height: h * mix(0.07, 0.4, t * t), spacing: mix(15, 90, t * t), light: body)
            let foot = body.mixed(with: palette.haze.light, mix(0.55, 0.05, t))
            paintRidge(line, Slope(shade: body, lit: body, foot: foot, depth: h * 0.16))
            if layer < layers - 1 {
                paintMist(at: base, thickness: h * 0.09, opacity: (0.4 + 0.5 * mist) * (1 - 0.6 * t))
            }
        }
    }

    private mutating func paintMeadow(mist: Float) {
        for layer in 0..<3 {
            let t = Float(layer) / 2
            let line = hill(
                base: mix(horizon, h * 0.76, t * t),
                rise: h * mix(0.16, 0.1, t),
                scale: 2.2 - t,
                octaves: 4
            )
            let body = palette.depth(0.15 + 0.4 * t).mixed(with: palette.accents[1].light, 0.16)
            let lit = body.mixed(with: palette.light.light, 0.25)
            let foot = body.mixed(with: palette.haze.light, mix(0.5, 0.05, t))
            paintRidge(line, Slope(shade: body, lit: lit, foot: foot, depth: h * 0.16, lean: -0.4), sharpness: 2)
            if layer == 0 { paintMist(at: horizon + h * 0.05, thickness: h * 0.08, opacity: 0.4 + 0.4 * mist) }
        }
        paintFlowers(from: max(horizon + h * 0.08, h * 0.7))
    }

    private mutating func paintBarrens(mist: Float) {
        for layer in 0..<3 {
            let t = Float(layer) / 2
            let base = mix(max(horizon, h * 0.74), h * 0.97, t)
            let line = crest(base: base, rise: h * mix(0.12, 0.09, t), scale: 3.2 - t, roughness: 0.55)
            let body = palette.depth(0.35 + 0.62 * t)
            let lit = body.mixed(with: palette.accents[1].light, mix(0.3, 0.16, t))
            let foot = body.mixed(with: palette.haze.light, mix(0.45, 0.05, t))
            paintRidge(line, Slope(shade: body, lit: lit, foot: foot, depth: h * 0.12, lean: 0.6), sharpness: 1.5)
            if layer == 0 { paintMist(at: base, thickness: h * 0.07, opacity: 0.6 * mist) }
        }
    }
}
