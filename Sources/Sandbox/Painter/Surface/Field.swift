/// Numbers over the whole canvas, kept coarsely and read smoothly: mist, clouds, soft light and shade.
struct Field {
    let width: Int
    let height: Int
    private let stepX: Float
    private let stepY: Float
    private var values: [Float]

    /// Computes a value for places from 0 to 1 across and down, one for every `coarseness` pixels.
    init(over canvas: Canvas, coarseness: Int = 4, _ value: (_ u: Float, _ v: Float) -> Float) {
        width = max(2, canvas.width / coarseness)
        height = max(2, canvas.height / coarseness)
        stepX = Float(width - 1) / canvas.w
        stepY = Float(height - 1) / canvas.h
        values = []
        values.reserveCapacity(width * height)
        for y in 0..<height {
            for x in 0..<width {
                values.append(value(Float(x) / Float(width - 1), Float(y) / Float(height - 1)))
            }
        }
    }

    /// Calls with each pixel of some rows and its value.
    @inline(__always)
    func forEach(
        on canvas: Canvas,
        rows: Range<Int>,
        _ body: (_ pixel: UnsafeMutablePointer<Light>, _ value: Float) -> Void
    ) {
        values.withUnsafeBufferPointer { values in
            for y in rows.clamped(to: 0..<canvas.height) {
                let fy = Float(y) * stepY
                let iy = min(height - 2, Int(fy))
                let ty = fy - Float(iy)
                let line = canvas.row(y)
                for x in 0..<canvas.width {
                    let fx = Float(x) * stepX
                    let ix = min(width - 2, Int(fx))
                    let tx = fx - Float(ix)
                    let at = iy * width + ix
                    let above = mix(values[at], values[at + 1], tx)
                    let below = mix(values[at + width], values[at + width + 1], tx)
                    body(line + x, mix(above, below, ty))
                }
            }
        }
    }

    /// Mixes a colour in, by the field's value.
    func veil(_ canvas: Canvas, _ light: Light, rows: Range<Int>? = nil) {
        forEach(on: canvas, rows: rows ?? 0..<canvas.height) { pixel, value in
            pixel.pointee = pixel.pointee.mixed(with: light, value)
        }
    }

    /// Adds light, by the field's value.
    func glow(_ canvas: Canvas, _ light: Light, rows: Range<Int>? = nil) {
        forEach(on: canvas, rows: rows ?? 0..<canvas.height) { pixel, value in
            pixel.pointee += light * value
        }
    }

    /// Multiplies by the field's value.
    func shade(_ canvas: Canvas, rows: Range<Int>? = nil) {
        forEach(on: canvas, rows: rows ?? 0..<canvas.height) { pixel, value in
            pixel.pointee *= value
        }
    }
}
