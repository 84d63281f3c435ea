/// What is painted on: light, pixel by pixel, four floats each so that one instruction handles a colour.
final class Canvas {
    let width: Int
    let height: Int
    /// Both as floats, and the length that is 1 in 1024 of the mean side: sizes are given in it.
    let w: Float
    let h: Float
    let unit: Float
    let pixels: UnsafeMutablePointer<Light>
    let coverage: Coverage

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        w = Float(width)
        h = Float(height)
        unit = (w * h).squareRoot() / 1024
        pixels = .allocate(capacity: width * height)
        pixels.initialize(repeating: .zero, count: width * height)
        coverage = Coverage(width: width, height: height)
    }

    deinit { pixels.deallocate() }

    @inline(__always)
    func row(_ y: Int) -> UnsafeMutablePointer<Light> { pixels + y * width }

    /// Fills rows from one place down to another with a run of colour.
    func fill(_ ramp: Ramp, from top: Float, to bottom: Float) {
        for y in max(0, floorInt(top))..<max(0, min(height, floorInt(bottom) + 1)) {
            let light = ramp[(Float(y) + 0.5 - top) / max(1, bottom - top)]
            row(y).update(repeating: light, count: width)
        }
    }

    /// The light at a place between pixels, the border's beyond it.
    @inline(__always)
    func sample(_ x: Float, _ y: Float) -> Light {
        let (cx, cy) = (clamp(x - 0.5, 0, w - 1.001), clamp(y - 0.5, 0, h - 1.001))
        let (ix, iy) = (Int(cx), Int(cy))
        let (fx, fy) = (cx - Float(ix), cy - Float(iy))
        let above = row(iy) + ix
        let below = row(min(iy + 1, height - 1)) + ix
        let next = ix + 1 < width ? 1 : 0
        return above[0].mixed(with: above[next], fx).mixed(with: below[0].mixed(with: below[next], fx), fy)
    }

    /// A rectangle with soft borders of one pixel.
    func rectangle(_ x0: Float, _ y0: Float, _ x1: Float, _ y1: Float, _ light: Light, _ opacity: Float = 1) {
        let (left, right) = (max(0, floorInt(x0)), min(width, floorInt(x1) + 1))
        guard left < right else { return }
        for y in max(0, floorInt(y0))..<max(0, min(height, floorInt(y1) + 1)) where y >= 0 {
            let down = clamp(min(Float(y + 1), y1) - max(Float(y), y0)) * opacity
            let line = row(y)
            for x in left..<right {
                let across = clamp(min(Float(x + 1), x1) - max(Float(x), x0))
                line[x] = line[x].mixed(with: light, across * down)
            }
        }
    }
}
