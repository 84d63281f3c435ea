import Library
import Pictures

extension ImageFile {
    /// What the library keeps of a stored picture.
    public init(_ picture: StoredPicture) {
        self.init(
            sha256: picture.digest.description,
            path: picture.path,
            format: picture.format.rawValue,
            width: picture.width,
            height: picture.height,
            byteCount: picture.byteCount,
            perceptualHash: picture.perceptualHash,
            colour: picture.averageColour.hex
        )
    }
}
