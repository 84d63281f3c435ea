extension Canvas {
    /// A smaller copy, each of its pixels the mean of `factor` by `factor`.
    func reduced(by factor: Int) -> Canvas {
        let small = Canvas(width: max(1, width / factor), height: max(1, height / factor))
        let share = 1 / Float(factor * factor)
        for y in 0..<small.height {
            let out = small.row(y)
            for dy in 0..<factor {
                let line = row(min(height - 1, y * factor + dy))
                for x in 0..<small.width {
                    var sum = line[x * factor]
                    for dx in 0..<factor where dx > 0 { sum += line[min(width - 1, x * factor + dx)] }
                    out[x] += sum * share
                }
            }
        }
        return small
    }

    /// Blurs in place, nearly as a Gaussian of that radius would: three passes of means, each way.
    func blur(_ radius: Int) {
        guard radius > 0 else { return }
        let longest = max(width, height)
        let line = UnsafeMutablePointer<Light>.allocate(capacity: longest)
        defer { line.deallocate() }
        for _ in 0..<3 {
            for y in 0..<height { Self.smear(row(y), 1, width, radius, line) }
            for x in 0..<width { Self.smear(pixels + x, width, height, radius, line) }
        }
    }

    private static func smear(
        _ start: UnsafeMutablePointer<Light>,
        _ step: Int,
        _ count: Int,
        _ radius: Int,
        _ line: UnsafeMutablePointer<Light>
    ) {
        let reach = min(radius, count - 1)
        guard reach > 0 else { return }
        for index in 0..<count { line[index] = start[index * step] }
        let share = 1 / Float(2 * reach + 1)
        var sum = line[0] * Float(reach + 1)
        for index in 1...reach { sum += line[index] }
        for index in 0..<count {
            start[index * step] = sum * share
            sum += line[min(count - 1, index + reach + 1)] - line[max(0, index - reach)]
        }
    }

    /// Calls with each pixel and the light of a smaller canvas stretched over this one.
    @inline(__always)
    func blend(_ small: Canvas, _ body: (_ pixel: UnsafeMutablePointer<Light>, _ light: Light) -> Void) {
        let (scaleX, scaleY) = (small.w / w, small.h / h)
        let mixed = UnsafeMutablePointer<Light>.allocate(capacity: small.width + 1)
        defer { mixed.deallocate() }
        for y in 0..<height {
            let sy = clamp((Float(y) + 0.5) * scaleY - 0.5, 0, small.h - 1)
            let iy = min(small.height - 1, Int(sy))
            let (above, below) = (small.row(iy), small.row(min(small.height - 1, iy + 1)))
            let ty = sy - Float(iy)
            for x in 0..<small.width { mixed[x] = above[x].mixed(with: below[x], ty) }
            mixed[small.width] = mixed[small.width - 1]
            let line = row(y)
            for x in 0..<width {
                let sx = max(0, (Float(x) + 0.5) * scaleX - 0.5)
                let ix = min(small.width - 1, Int(sx))
                body(line + x, mixed[ix].mixed(with: mixed[ix + 1], sx - Float(ix)))
            }
        }
    }

    /// Replaces all by its own soft likeness.
    func defocus(_ radius: Float) {
        let factor = max(1, min(8, Int(radius / 3)))
        let small = reduced(by: factor)
        small.blur(max(1, Int(radius / Float(factor) * 0.6)))
        blend(small) { pixel, light in pixel.pointee = light }
    }

    /// Lets bright parts shine over their surroundings.
    func bloom(_ strength: Float, threshold: Float = 0.45) {
        let small = reduced(by: 8)
        for index in 0..<small.width * small.height {
            let light = small.pixels[index]
            let brightness = 0.3 * light.x + 0.55 * light.y + 0.15 * light.z
            small.pixels[index] = light * smoothstep(threshold, threshold + 0.5, brightness)
        }
        small.blur(max(1, Int(3 * unit)))
        blend(small) { pixel, light in pixel.pointee += light * strength }
    }
}
