/// How large a picture may be before it is refused unread.
public struct PictureLimits: Sendable, Equatable {
    /// The most bytes of a file.
    public var maximumBytes: Int
    /// The most pixels, width times height, as the header tells.
    public var maximumPixels: Int

    /// The usual limits leave room for any size that the models make, and for imports from a camera.
    public init(maximumBytes: Int = 64 << 20, maximumPixels: Int = 64_000_000) {
        self.maximumBytes = maximumBytes
        self.maximumPixels = maximumPixels
    }

    /// Refuses a file that is too large.
    ///
    /// - Throws: `tooManyBytes`.
    public func check(byteCount: Int) throws(PictureError) {
        guard byteCount <= maximumBytes else {
            throw .tooManyBytes(byteCount: byteCount, limit: maximumBytes)
        }
    }

    /// Refuses a picture of too many pixels.
    ///
    /// - Throws: `tooManyPixels`.
    public func check(width: Int, height: Int) throws(PictureError) {
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        guard !overflow, pixels <= maximumPixels else {
            throw .tooManyPixels(width: width, height: height, limit: maximumPixels)
        }
    }
}
