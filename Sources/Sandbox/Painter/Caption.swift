/// The line in the corner that says what the picture is, in letters of its own.
struct Caption {
    let text: String

    init(_ order: PaintOrder) {
        let slug = order.model.lowercased()
        let model = slug.hasPrefix("sdxl1.0-") ? slug.dropFirst(8) : slug[...]
        let sample = order.sample > 0 ? " #\(order.sample + 1)" : ""
        text = "sandbox · \(model.prefix(28)) · seed \(order.seed)\(sample)"
    }

    /// Two pixels of a 1024 to each of a letter's, on a strip that darkens what is below.
    func paint(_ canvas: Canvas) {
        let scale = max(1, Int(canvas.w / 512 + 0.25))
        let letters = Array(text)
        let (across, tall) = (letters.count * 6 * scale + 5 * scale, 13 * scale)
        let top = canvas.height - tall
        guard top > 0 else { return }
        for y in top..<canvas.height {
            let line = canvas.row(y)
            for x in 0..<min(canvas.width, across) {
                line[x] = line[x] * 0.3
            }
        }
        for (index, letter) in letters.enumerated() {
            guard let glyph = Self.glyphs[letter] else { continue }
            for bit in 0..<45 where glyph >> UInt64(44 - bit) & 1 == 1 {
                let x = (3 + index * 6 + bit % 5) * scale
                let y = top + (2 + bit / 5) * scale
                for dy in 0..<scale where y + dy < canvas.height {
                    for dx in 0..<scale where x + dx < canvas.width {
                        let pixel = canvas.row(y + dy) + x + dx
                        pixel.pointee = pixel.pointee.mixed(with: Light(repeating: 0.9), 0.72)
                    }
                }
            }
        }
    }
}
