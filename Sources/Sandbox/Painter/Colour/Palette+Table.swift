// The tables: chosen by eye, in OKLCH.
extension Palette {
    /// A late afternoon.
    static let golden = Palette(
        sky: [
            .init(0.5, 0.08, 262), .init(0.64, 0.06, 310), .init(0.77, 0.09, 50), .init(0.86, 0.12, 74),
            .init(0.94, 0.1, 92),
        ],
        light: .init(0.98, 0.07, 96),
        far: .init(0.66, 0.09, 48),
        near: .init(0.19, 0.045, 35),
        accents: [.init(0.74, 0.16, 58), .init(0.6, 0.17, 32), .init(0.85, 0.13, 88)]
    )

    /// The sun on the horizon.
    static let sunset = Palette(
        sky: [
            .init(0.28, 0.1, 285), .init(0.42, 0.14, 325), .init(0.6, 0.18, 12), .init(0.74, 0.17, 42),
            .init(0.88, 0.13, 80),
        ],
        light: .init(0.96, 0.1, 92),
        far: .init(0.5, 0.13, 350),
        near: .init(0.15, 0.05, 315),
        accents: [.init(0.72, 0.19, 38), .init(0.62, 0.22, 8), .init(0.82, 0.15, 78)]
    )

    /// Moonlight.
    static let night = Palette(
        sky: [
            .init(0.13, 0.04, 272), .init(0.18, 0.06, 268), .init(0.25, 0.08, 262), .init(0.34, 0.09, 254),
            .init(0.46, 0.09, 238),
        ],
        light: .init(0.96, 0.03, 95),
        far: .init(0.3, 0.07, 256),
        near: .init(0.085, 0.02, 270),
        accents: [.init(0.82, 0.13, 80), .init(0.74, 0.12, 215), .init(0.68, 0.16, 345)]
    )

    /// Signs in the rain.
    static let neon = Palette(
        sky: [
            .init(0.12, 0.05, 285), .init(0.18, 0.09, 292), .init(0.28, 0.15, 302), .init(0.43, 0.21, 330),
            .init(0.64, 0.21, 355),
        ],
        light: .init(0.86, 0.14, 60),
        far: .init(0.32, 0.15, 300),
        near: .init(0.09, 0.045, 283),
        accents: [.init(0.83, 0.14, 200), .init(0.7, 0.25, 345), .init(0.88, 0.17, 105)]
    )

    /// Cold water, one warm spot.
    static let teal = Palette(
        sky: [
            .init(0.3, 0.06, 215), .init(0.44, 0.08, 203), .init(0.6, 0.09, 194), .init(0.76, 0.08, 185),
            .init(0.92, 0.05, 150),
        ],
        light: .init(0.98, 0.05, 105),
        far: .init(0.57, 0.08, 198),
        near: .init(0.17, 0.04, 218),
        accents: [.init(0.76, 0.14, 48), .init(0.72, 0.12, 186), .init(0.87, 0.12, 88)]
    )

    /// Chalk.
    static let pastel = Palette(
        sky: [
            .init(0.78, 0.06, 285), .init(0.83, 0.06, 315), .init(0.88, 0.06, 8), .init(0.92, 0.055, 55),
            .init(0.965, 0.04, 92),
        ],
        light: .init(0.99, 0.03, 95),
        far: .init(0.78, 0.065, 312),
        near: .init(0.46, 0.075, 288),
        accents: [.init(0.82, 0.1, 18), .init(0.85, 0.09, 160), .init(0.81, 0.09, 252)]
    )

    /// A print on baryta paper.
    static let monochrome = Palette(
        sky: [
            .init(0.26, 0.004, 250), .init(0.4, 0.004, 250), .init(0.58, 0.004, 90), .init(0.77, 0.004, 90),
            .init(0.93, 0.005, 90),
        ],
        light: .init(0.985, 0.004, 90),
        far: .init(0.58, 0.004, 250),
        near: .init(0.12, 0.003, 250),
        accents: [.init(0.8, 0.004, 90), .init(0.5, 0.004, 90), .init(0.92, 0.004, 90)]
    )

    /// Under leaves.
    static let green = Palette(
        sky: [
            .init(0.4, 0.06, 195), .init(0.56, 0.07, 172), .init(0.71, 0.085, 150), .init(0.84, 0.1, 126),
            .init(0.95, 0.08, 108),
        ],
        light: .init(0.985, 0.07, 105),
        far: .init(0.56, 0.085, 158),
        near: .init(0.17, 0.04, 165),
        accents: [.init(0.77, 0.16, 130), .init(0.86, 0.15, 100), .init(0.68, 0.16, 35)]
    )

    /// Petals.
    static let rose = Palette(
        sky: [
            .init(0.4, 0.08, 330), .init(0.54, 0.11, 345), .init(0.68, 0.13, 4), .init(0.81, 0.1, 26),
            .init(0.94, 0.05, 62),
        ],
        light: .init(0.985, 0.05, 85),
        far: .init(0.58, 0.11, 350),
        near: .init(0.2, 0.06, 340),
        accents: [.init(0.7, 0.19, 10), .init(0.85, 0.1, 40), .init(0.62, 0.14, 300)]
    )

    /// Coals.
    static let ember = Palette(
        sky: [
            .init(0.16, 0.05, 18), .init(0.27, 0.1, 22), .init(0.42, 0.16, 27), .init(0.6, 0.2, 36),
            .init(0.82, 0.15, 68),
        ],
        light: .init(0.95, 0.11, 88),
        far: .init(0.38, 0.14, 25),
        near: .init(0.11, 0.035, 18),
        accents: [.init(0.68, 0.21, 35), .init(0.8, 0.16, 70), .init(0.55, 0.21, 25)]
    )

    /// A clear winter morning.
    static let ice = Palette(
        sky: [
            .init(0.54, 0.07, 252), .init(0.67, 0.06, 244), .init(0.79, 0.05, 234), .init(0.89, 0.035, 222),
            .init(0.965, 0.02, 95),
        ],
        light: .init(0.99, 0.02, 95),
        far: .init(0.72, 0.05, 242),
        near: .init(0.27, 0.055, 256),
        accents: [.init(0.78, 0.12, 40), .init(0.8, 0.08, 215), .init(0.72, 0.1, 280)]
    )

    /// Sand and a hot sky.
    static let desert = Palette(
        sky: [
            .init(0.5, 0.08, 230), .init(0.66, 0.06, 215), .init(0.81, 0.05, 85), .init(0.89, 0.08, 75),
            .init(0.94, 0.07, 84),
        ],
        light: .init(0.985, 0.05, 95),
        far: .init(0.76, 0.1, 58),
        near: .init(0.34, 0.1, 38),
        accents: [.init(0.68, 0.16, 45), .init(0.8, 0.13, 70), .init(0.5, 0.12, 30)]
    )

    /// Open water.
    static let ocean = Palette(
        sky: [
            .init(0.34, 0.11, 258), .init(0.49, 0.12, 250), .init(0.66, 0.1, 237), .init(0.81, 0.07, 222),
            .init(0.94, 0.04, 100),
        ],
        light: .init(0.985, 0.05, 98),
        far: .init(0.6, 0.09, 240),
        near: .init(0.17, 0.06, 258),
        accents: [.init(0.8, 0.14, 62), .init(0.75, 0.11, 205), .init(0.9, 0.06, 95)]
    )

    /// The hour after.
    static let violet = Palette(
        sky: [
            .init(0.2, 0.09, 292), .init(0.33, 0.14, 298), .init(0.49, 0.16, 310), .init(0.68, 0.14, 338),
            .init(0.87, 0.08, 32),
        ],
        light: .init(0.97, 0.06, 75),
        far: .init(0.44, 0.14, 306),
        near: .init(0.13, 0.055, 290),
        accents: [.init(0.75, 0.16, 340), .init(0.78, 0.12, 235), .init(0.86, 0.12, 75)]
    )
}
