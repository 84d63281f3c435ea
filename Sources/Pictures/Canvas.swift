import CVips

/// A plain ground on which pictures and texts are laid out.
public struct Canvas: Sendable {
    /// Pixels across.
    public let width: Int
    /// Pixels down.
    public let height: Int
    private var rgb: [UInt8]

    /// A ground of one grey, 0 to 255.
    public init(width: Int, height: Int, grey: UInt8) {
        self.width = width
        self.height = height
        rgb = [UInt8](repeating: grey, count: 3 * width * height)
    }

    /// Lays a picture down with its corner at a place; what lies outside is cut off.
    public mutating func place(_ picture: Pixels, x: Int, y: Int) {
        let columns = min(picture.width, width - x)
        guard x >= 0, y >= 0, columns > 0 else { return }
        for row in 0..<min(picture.height, height - y) where row + y < height {
            let from = 3 * row * picture.width
            let to = 3 * ((row + y) * width + x)
            rgb.replaceSubrange(to..<(to + 3 * columns), with: picture.rgb[from..<(from + 3 * columns)])
        }
    }

    /// Fills a box with one grey.
    public mutating func fill(x: Int, y: Int, width across: Int, height down: Int, grey: UInt8) {
        for row in max(0, y)..<max(0, min(height, y + down)) {
            let from = 3 * (row * width + max(0, x))
            let to = 3 * (row * width + max(0, min(width, x + across)))
            for index in from..<max(from, to) { rgb[index] = grey }
        }
    }

    /// Writes a text in a grey with its corner at a place.
    public mutating func write(_ text: TextMask, x: Int, y: Int, grey: UInt8) {
        for row in 0..<text.height where y + row >= 0 && y + row < height {
            for column in 0..<text.width where x + column >= 0 && x + column < width {
                let ink = Int(text.ink[row * text.width + column])
                guard ink > 0 else { continue }
                let start = 3 * ((y + row) * width + x + column)
                for index in start..<(start + 3) {
                    rgb[index] = UInt8((Int(rgb[index]) * (255 - ink) + Int(grey) * ink + 127) / 255)
                }
            }
        }
    }

    /// What lies there.
    public var pixels: Pixels { Pixels(width: width, height: height, rgb: rgb) }
}

/// A text as ink, ready to be written on a ``Canvas``.
public struct TextMask: Sendable {
    /// Pixels across.
    public let width: Int
    /// Pixels down, of which the last lines may have been cut off.
    public let height: Int
    let ink: [UInt8]

    /// Sets a text, wrapped to a width and cut off at a height; nothing for blanks, or where there is no font.
    ///
    /// - Parameter size: the font's, in pixels.
    public init(_ text: String, width most: Int, height tallest: Int = .max, size: Int) {
        Vips.start()
        var memory: UnsafeMutableRawPointer?
        var length = 0
        var box = cvips_size()
        // A NUL would end it early, and other controls are no marks.
        let plain = String(text.unicodeScalars.filter { $0.properties.generalCategory != .control || $0 == "\n" })
        let isBlank = plain.allSatisfy(\.isWhitespace)
        guard !isBlank, most > 0, tallest > 0,
            cvips_text(plain, Int32(clamping: most), Int32(clamping: size), &memory, &length, &box) == 0
        else {
            (width, height, ink) = (0, 0, [])
            return
        }
        width = Int(box.width)
        height = min(tallest, Int(box.height))
        ink = Array(Vips.take(memory, length).prefix(width * height))
    }
}
