import CVips

/// A picture as plain 8-bit sRGB samples.
public struct Pixels: Sendable, Equatable {
    /// Pixels across.
    public let width: Int
    /// Pixels down.
    public let height: Int
    /// Red, green and blue of each pixel, row by row from the top: `3 * width * height` bytes.
    public let rgb: [UInt8]

    /// Takes the samples as they are.
    ///
    /// - Precondition: `rgb` holds exactly `3 * width * height` bytes, and at least one pixel.
    public init(width: Int, height: Int, rgb: [UInt8]) {
        precondition(width > 0 && height > 0 && rgb.count == 3 * width * height)
        self.width = width
        self.height = height
        self.rgb = rgb
    }

    /// Decodes a whole picture, transparency over mid grey.
    ///
    /// Neither a rotation that the file asks for nor a colour profile is applied: a stored thumbnail has neither.
    /// - Throws: `unsupportedFormat`, or `unreadable` when anything about the file is damaged.
    public init(decoding bytes: [UInt8]) throws(PictureError) {
        let probe = try Probe(bytes)
        var memory: UnsafeMutableRawPointer?
        var length = 0
        var size = cvips_size()
        guard cvips_decode(bytes, bytes.count, probe.format.vips, &memory, &length, &size) == 0 else {
            throw .unreadable(detail: Vips.lastError())
        }
        self.init(width: Int(size.width), height: Int(size.height), rgb: Vips.take(memory, length))
    }

    /// Decodes a whole picture as a browser shows it: upright, by its colour profile, transparency over mid grey.
    ///
    /// - Parameters:
    ///   - width: pixels across that it is scaled to, whatever its shape.
    ///   - height: pixels down that it is scaled to.
    /// - Throws: `unsupportedFormat`, or `unreadable` when anything about the file is damaged.
    public init(upright bytes: [UInt8], width: Int, height: Int) throws(PictureError) {
        guard let format = PictureFormat(signatureOf: bytes) else { throw .unsupportedFormat }
        guard Completeness.holds(for: bytes, as: format) else { throw .unreadable(detail: "the file ends early") }
        Vips.start()
        var memory: UnsafeMutableRawPointer?
        var length = 0
        var size = cvips_size()
        let (across, down) = (Int32(clamping: width), Int32(clamping: height))
        guard cvips_decode_upright(bytes, bytes.count, across, down, &memory, &length, &size) == 0 else {
            throw .unreadable(detail: Vips.lastError())
        }
        self.init(width: Int(size.width), height: Int(size.height), rgb: Vips.take(memory, length))
    }
}

extension Pixels {
    /// A baseline JPEG of quality 1 to 100; the same pixels give the same bytes.
    public func jpeg(quality: Int = 88) throws(PictureError) -> [UInt8] {
        try encoded(as: .jpeg, quality: quality)
    }

    /// A PNG; the same pixels give the same bytes.
    ///
    /// - Parameter compression: the effort from 0 to 9; libvips' own choice is 6.
    public func png(compression: Int = 6) throws(PictureError) -> [UInt8] {
        try encoded(as: .png, quality: compression)
    }

    /// A lossy WebP of quality 1 to 100; the same pixels give the same bytes.
    public func webp(quality: Int = 80) throws(PictureError) -> [UInt8] {
        try encoded(as: .webp, quality: quality)
    }

    private func encoded(as format: PictureFormat, quality: Int) throws(PictureError) -> [UInt8] {
        Vips.start()
        var memory: UnsafeMutableRawPointer?
        var length = 0
        guard
            cvips_encode(rgb, Int32(width), Int32(height), format.vips, Int32(quality), &memory, &length) == 0
        else {
            throw .unreadable(detail: Vips.lastError())
        }
        return Vips.take(memory, length)
    }
}
