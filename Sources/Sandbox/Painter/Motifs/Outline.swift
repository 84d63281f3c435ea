/// Outlines drawn by hand, in a box that is 1 high; faces look to the left.
enum Outline {
    /// Head and shoulders from the side.
    static let profile: [Point] = [
        Point(-0.52, 1.30), Point(-0.44, 1.13), Point(-0.30, 1.03), Point(-0.165, 0.955), Point(-0.125, 0.885),
        Point(-0.15, 0.835), Point(-0.235, 0.822), Point(-0.292, 0.800), Point(-0.308, 0.765), Point(-0.294, 0.728),
        Point(-0.312, 0.704), Point(-0.316, 0.690), Point(-0.300, 0.672), Point(-0.324, 0.652), Point(-0.318, 0.634),
        Point(-0.306, 0.606), Point(-0.338, 0.590), Point(-0.372, 0.572), Point(-0.366, 0.545), Point(-0.328, 0.470),
        Point(-0.300, 0.418), Point(-0.302, 0.385), Point(-0.318, 0.355), Point(-0.314, 0.28), Point(-0.272, 0.17),
        Point(-0.175, 0.07), Point(-0.03, 0.02), Point(0.12, 0.05), Point(0.235, 0.15), Point(0.28, 0.30),
        Point(0.262, 0.45), Point(0.20, 0.57), Point(0.150, 0.66), Point(0.138, 0.78), Point(0.165, 0.90),
        Point(0.27, 0.985), Point(0.43, 1.05), Point(0.56, 1.14), Point(0.64, 1.30),
    ]

    /// Hair in several fashions, each an outline of its own over the profile.
    static let hair: [[Point]] = [
        [  // a bun
            Point(-0.305, 0.335), Point(-0.30, 0.22), Point(-0.24, 0.08), Point(-0.10, -0.015), Point(0.07, -0.02),
            Point(0.16, 0.02), Point(0.20, -0.06), Point(0.31, -0.09), Point(0.405, -0.01), Point(0.40, 0.11),
            Point(0.315, 0.18), Point(0.315, 0.32), Point(0.285, 0.47), Point(0.215, 0.585), Point(0.12, 0.56),
            Point(0.02, 0.50), Point(-0.03, 0.40), Point(-0.10, 0.33), Point(-0.2, 0.30),
        ],
        [  // long and loose
            Point(-0.31, 0.345), Point(-0.33, 0.22), Point(-0.26, 0.07), Point(-0.11, -0.03), Point(0.09, -0.02),
            Point(0.25, 0.08), Point(0.33, 0.25), Point(0.36, 0.48), Point(0.42, 0.70), Point(0.47, 0.92),
            Point(0.56, 1.16), Point(0.40, 1.22), Point(0.24, 1.19), Point(0.12, 1.10), Point(0.05, 0.95),
            Point(0.02, 0.76), Point(-0.01, 0.58), Point(-0.06, 0.45), Point(-0.13, 0.36), Point(-0.22, 0.32),
        ],
        [  // short, over the brow
            Point(-0.335, 0.36), Point(-0.36, 0.25), Point(-0.29, 0.08), Point(-0.14, -0.03), Point(0.06, -0.035),
            Point(0.22, 0.05), Point(0.31, 0.20), Point(0.315, 0.36), Point(0.27, 0.50), Point(0.19, 0.61),
            Point(0.12, 0.57), Point(0.06, 0.47), Point(-0.02, 0.45), Point(-0.05, 0.35), Point(-0.16, 0.31),
            Point(-0.26, 0.33),
        ],
        [  // a wave to the shoulder
            Point(-0.31, 0.34), Point(-0.345, 0.20), Point(-0.25, 0.04), Point(-0.06, -0.05), Point(0.14, -0.01),
            Point(0.29, 0.11), Point(0.37, 0.30), Point(0.35, 0.50), Point(0.42, 0.66), Point(0.38, 0.84),
            Point(0.27, 0.90), Point(0.12, 0.87), Point(0.05, 0.76), Point(0.06, 0.60), Point(-0.02, 0.47),
            Point(-0.09, 0.37), Point(-0.20, 0.31),
        ],
    ]

    /// A hat with a brim, over any hair.
    static let hat: [Point] = [
        Point(-0.62, 0.275), Point(-0.46, 0.235), Point(-0.27, 0.19), Point(-0.24, 0.02), Point(-0.17, -0.11),
        Point(0.00, -0.135), Point(0.18, -0.10), Point(0.27, 0.00), Point(0.30, 0.13), Point(0.45, 0.15),
        Point(0.60, 0.22), Point(0.42, 0.265), Point(0.15, 0.265), Point(-0.15, 0.295), Point(-0.42, 0.315),
    ]

    /// A cat that sits and looks away from us, with its tail apart.
    static let cat: [Point] = [
        Point(-0.26, 1.0), Point(-0.335, 0.93), Point(-0.345, 0.80), Point(-0.285, 0.62), Point(-0.19, 0.475),
        Point(-0.145, 0.40), Point(-0.195, 0.345), Point(-0.235, 0.27), Point(-0.235, 0.19), Point(-0.24, 0.02),
        Point(-0.12, 0.10), Point(0.0, 0.085), Point(0.12, 0.10), Point(0.24, 0.02), Point(0.235, 0.19),
        Point(0.235, 0.27), Point(0.195, 0.345), Point(0.145, 0.40), Point(0.19, 0.475), Point(0.285, 0.62),
        Point(0.345, 0.80), Point(0.335, 0.93), Point(0.26, 1.0),
    ]

    static let catTail: [Point] = [
        Point(0.20, 0.955), Point(0.34, 0.985), Point(0.48, 0.97), Point(0.57, 0.90), Point(0.60, 0.80),
        Point(0.585, 0.70), Point(0.54, 0.64),
    ]

    /// The head and neck of a horse.
    static let horse: [Point] = [
        Point(-0.455, 0.575), Point(-0.475, 0.535), Point(-0.455, 0.485), Point(-0.395, 0.435), Point(-0.325, 0.355),
        Point(-0.255, 0.255), Point(-0.185, 0.165), Point(-0.135, 0.115), Point(-0.115, 0.01), Point(-0.055, 0.085),
        Point(0.02, 0.115), Point(0.13, 0.185), Point(0.27, 0.335), Point(0.39, 0.545), Point(0.48, 0.80),
        Point(0.56, 1.12), Point(-0.14, 1.12), Point(-0.115, 0.96), Point(-0.055, 0.80), Point(-0.045, 0.665),
        Point(-0.075, 0.555), Point(-0.125, 0.505), Point(-0.195, 0.50), Point(-0.275, 0.545), Point(-0.335, 0.595),
        Point(-0.385, 0.635), Point(-0.435, 0.625),
    ]

    /// A perched bird.
    static let bird: [Point] = [
        Point(-0.36, 0.205), Point(-0.245, 0.165), Point(-0.19, 0.085), Point(-0.09, 0.045), Point(0.01, 0.085),
        Point(0.075, 0.20), Point(0.20, 0.36), Point(0.30, 0.56), Point(0.42, 0.80), Point(0.50, 1.08),
        Point(0.42, 1.09), Point(0.285, 0.86), Point(0.15, 0.80), Point(0.00, 0.80), Point(-0.13, 0.72),
        Point(-0.20, 0.56), Point(-0.205, 0.40), Point(-0.20, 0.295), Point(-0.235, 0.235),
    ]
}
