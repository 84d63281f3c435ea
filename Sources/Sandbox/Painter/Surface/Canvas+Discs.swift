extension Canvas {
    /// The pixels of the square around a disc, row by row.
    @inline(__always)
    private func around(
        _ centre: Point,
        _ radius: Float,
        _ body: (_ pixel: UnsafeMutablePointer<Light>, _ squaredDistance: Float) -> Void
    ) {
        let (left, right) = (max(0, floorInt(centre.x - radius)), min(width - 1, floorInt(centre.x + radius) + 1))
        let (top, bottom) = (max(0, floorInt(centre.y - radius)), min(height - 1, floorInt(centre.y + radius) + 1))
        guard left <= right, top <= bottom else { return }
        for y in top...bottom {
            let dy = Float(y) + 0.5 - centre.y
            let line = row(y)
            for x in left...right {
                let dx = Float(x) + 0.5 - centre.x
                body(line + x, dx * dx + dy * dy)
            }
        }
    }

    /// A disc with an edge of the given softness, one pixel at the least.
    func disc(_ centre: Point, _ radius: Float, _ light: Light, opacity: Float = 1, softness: Float = 0) {
        let soft = max(1, softness)
        let (inner, outer) = (max(0, radius - soft / 2), radius + soft / 2)
        around(centre, outer) { pixel, squared in
            guard squared < outer * outer else { return }
            let cover = squared <= inner * inner ? 1 : 1 - smoothstep(inner, outer, squared.squareRoot())
            pixel.pointee = pixel.pointee.mixed(with: light, cover * opacity)
        }
    }

    /// Light added around a point, fading to nothing at the radius.
    func glow(_ centre: Point, _ radius: Float, _ light: Light, _ strength: Float) {
        let scale = 1 / (radius * radius)
        let added = light * strength
        around(centre, radius) { pixel, squared in
            let t = max(0, 1 - squared * scale)
            pixel.pointee += added * (t * t * t)
        }
    }

    /// A spot out of focus: an even disc of added light, a little brighter at its rim.
    func bokeh(_ centre: Point, _ radius: Float, _ light: Light, _ strength: Float, softness: Float = 1.6) {
        let (inner, outer) = (max(0, radius - softness), radius + softness)
        let added = light * strength
        let rim = 0.45 / max(1, radius * radius)
        around(centre, outer) { pixel, squared in
            guard squared < outer * outer else { return }
            let cover = squared <= inner * inner ? 1 : 1 - smoothstep(inner, outer, squared.squareRoot())
            pixel.pointee += added * (cover * (0.62 + squared * rim))
        }
    }

    /// A point of light with a soft edge, for stars and motes.
    func spark(_ centre: Point, _ radius: Float, _ light: Light, _ strength: Float) {
        let reach = max(1.2, radius * 2)
        let scale = 1 / (reach * reach)
        let added = light * (strength * min(1, radius * radius * 1.4 + 0.15))
        around(centre, reach) { pixel, squared in
            let t = max(0, 1 - squared * scale)
            pixel.pointee += added * (t * t)
        }
    }
}
