import CVips

/// The small WebP that pages show instead of a picture.
///
/// The gallery's rows are about 240 points high, so 480 pixels are sharp on a screen of double density, and 960 across
/// let even a wide frame fill its row. At that density the quality of 70 cannot be told from a higher one.
enum Thumbnail {
    static let maximumWidth = 960
    static let maximumHeight = 480
    static let quality = 70
    static let effort = 2

    /// Decodes all of a picture and makes its thumbnail on the way: upright, in sRGB, never enlarged.
    ///
    /// - Throws: `unreadable` when anything about the file is damaged or it is cut short.
    static func make(of bytes: [UInt8], format: PictureFormat) throws(PictureError) -> [UInt8] {
        guard Completeness.holds(for: bytes, as: format) else {
            throw .unreadable(detail: "the file ends early")
        }
        Vips.start()
        var memory: UnsafeMutableRawPointer?
        var length = 0
        let code = cvips_thumbnail(
            bytes,
            bytes.count,
            Int32(maximumWidth),
            Int32(maximumHeight),
            Int32(quality),
            Int32(effort),
            &memory,
            &length
        )
        guard code == 0 else { throw .unreadable(detail: Vips.lastError()) }
        return Vips.take(memory, length)
    }
}
