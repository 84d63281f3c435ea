/// The colours of one picture, in harmony: a sky, the light in it, and what stands before it.
struct Palette: Sendable {
    /// From the zenith to the horizon.
    var sky: [OKLCH]
    /// The sun, the moon, a lamp.
    var light: OKLCH
    /// Things far away.
    var far: OKLCH
    /// Things close by, against the light.
    var near: OKLCH
    /// Three that may stand out.
    var accents: [OKLCH]

    init(sky: [OKLCH], light: OKLCH, far: OKLCH, near: OKLCH, accents: [OKLCH]) {
        self.sky = sky
        self.light = light
        self.far = far
        self.near = near
        self.accents = accents
    }

    /// Whether the sky is darker than the middle.
    var isDark: Bool { sky.reduce(0) { $0 + $1.lightness } / Float(sky.count) < 0.42 }

    /// The sky's colour at the horizon.
    var haze: OKLCH { sky[sky.count - 1] }

    /// The sky's run of colour from the zenith, 0, to the horizon, 1.
    var skyRamp: Ramp {
        Ramp(sky.enumerated().map { (Float($0.offset) / Float(sky.count - 1), $0.element) })
    }

    /// All hues turned by some degrees and all lightness moved a little.
    func turned(by degrees: Float, lighter: Float = 0, chroma: Float = 1) -> Palette {
        func turn(_ colour: OKLCH) -> OKLCH {
            OKLCH(clamp(colour.lightness + lighter, 0.05, 0.99), colour.chroma * chroma, colour.hue + degrees)
        }
        return Palette(
            sky: sky.map(turn),
            light: light,
            far: turn(far),
            near: turn(near),
            accents: accents.map(turn)
        )
    }

    /// A colour between far, 0, and near, 1.
    func depth(_ t: Float) -> Light {
        Light(lab: far.lab + (near.lab - far.lab) * t)
    }
}
