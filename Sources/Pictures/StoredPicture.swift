/// A picture that lies safely in the data folder, and what the library writes down about it.
public struct StoredPicture: Sendable, Equatable {
    /// The SHA-256 of the bytes.
    public let digest: SHA256Digest
    /// The format by the file's signature.
    public let format: PictureFormat
    /// The file's path relative to the data folder: `images/ab/cd/<sha256>.<ext>`.
    public let path: String
    /// Pixels across, as shown: upright.
    public let width: Int
    /// Pixels down, as shown: upright.
    public let height: Int
    /// The file's length.
    public let byteCount: Int
    /// The bits of the stored thumbnail's `PerceptualHash`.
    public let perceptualHash: UInt64
    /// The stored thumbnail's mean colour.
    public let averageColour: RGB
}
