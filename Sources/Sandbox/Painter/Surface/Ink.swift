/// What a path is filled with: one colour, or a run of two along a line or out from a point.
struct Ink {
    private let from: Light
    private let to: Light
    private let origin: Point
    private let scale: Point
    private let isRadial: Bool

    init(_ light: Light) {
        from = light
        to = light
        origin = .zero
        scale = .zero
        isRadial = false
    }

    /// From one colour at a point to another at a second.
    init(_ from: Light, at start: Point, _ to: Light, at end: Point) {
        self.from = from
        self.to = to
        origin = start
        let along = end - start
        scale = along / max(1e-6, along.x * along.x + along.y * along.y)
        isRadial = false
    }

    /// From one colour at a centre to another at the radius.
    init(_ from: Light, around centre: Point, _ radius: Float, _ to: Light) {
        self.from = from
        self.to = to
        origin = centre
        scale = Point(1 / radius, 1 / radius)
        isRadial = true
    }

    @inline(__always)
    func light(_ x: Int, _ y: Int) -> Light {
        let d = (Point(Float(x), Float(y)) + 0.5 - origin) * scale
        let t = isRadial ? (d.x * d.x + d.y * d.y).squareRoot() : d.x + d.y
        return from.mixed(with: to, clamp(t))
    }
}

extension Canvas {
    func fill(_ path: Path, _ ink: Ink, opacity: Float = 1) {
        coverage.add(path)
        coverage.drain { y, x, cover in
            let pixel = row(y) + x
            pixel.pointee = pixel.pointee.mixed(with: ink.light(x, y), cover * opacity)
        }
    }

    func fill(_ path: Path, _ light: Light, opacity: Float = 1) {
        coverage.add(path)
        coverage.drain { y, x, cover in
            let pixel = row(y) + x
            pixel.pointee = pixel.pointee.mixed(with: light, cover * opacity)
        }
    }

    /// Fills with whatever the closure answers for a pixel.
    func fill(_ path: Path, opacity: Float = 1, _ light: (_ x: Int, _ y: Int) -> Light) {
        coverage.add(path)
        coverage.drain { y, x, cover in
            let pixel = row(y) + x
            pixel.pointee = pixel.pointee.mixed(with: light(x, y), cover * opacity)
        }
    }

    /// Multiplies what lies under a path: a shadow, or, over 1, a light.
    func shade(_ path: Path, _ factor: Light) {
        coverage.add(path)
        coverage.drain { y, x, cover in
            let pixel = row(y) + x
            pixel.pointee = pixel.pointee.mixed(with: pixel.pointee * factor, cover)
        }
    }
}
