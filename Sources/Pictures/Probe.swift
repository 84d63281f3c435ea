import CVips

/// What a picture's header tells, before anything is decoded.
public struct Probe: Sendable, Equatable {
    /// The format by the file's signature.
    public let format: PictureFormat
    /// Pixels across, once turned upright as the file asks.
    public let width: Int
    /// Pixels down, once turned upright as the file asks.
    public let height: Int

    /// Reads the size.
    ///
    /// - Throws: `unsupportedFormat` when the signature is none of ours, `unreadable` when the header is damaged.
    public init(_ bytes: [UInt8]) throws(PictureError) {
        guard let format = PictureFormat(signatureOf: bytes) else { throw .unsupportedFormat }
        Vips.start()
        var size = cvips_size()
        guard cvips_probe(bytes, bytes.count, format.vips, &size) == 0, size.width > 0, size.height > 0 else {
            throw .unreadable(detail: Vips.lastError())
        }
        self.format = format
        width = Int(size.width)
        height = Int(size.height)
    }
}
