import Foundation
import GRDB

/// One picture that a generation brought.
public struct Image: Sendable, Hashable, Identifiable {
    /// Its number, in the order of arrival.
    public var id: Int64
    /// The generation that brought it.
    public var generationID: Int64
    /// Which of the generation's pictures, from 0.
    public var sample: Int
    /// The model's slug.
    public var model: String
    /// What the picture is as a file.
    public var file: ImageFile
    /// When it was stored.
    public var createdAt: Date
}

/// A picture's file: what names it and what pages need to lay it out before it is loaded.
public struct ImageFile: Sendable, Hashable {
    /// 64 lower-case hexadecimal digits of its bytes' SHA-256.
    public var sha256: String
    /// Relative to the data folder.
    public var path: String
    /// `jpeg`, `png` or `webp`.
    public var format: String
    /// In pixels.
    public var width: Int
    /// In pixels.
    public var height: Int
    /// The file's size in bytes.
    public var byteCount: Int
    /// The 64-bit difference hash of its thumbnail.
    public var perceptualHash: UInt64
    /// Its average colour as `#rrggbb`.
    public var colour: String

    /// Creates a file description.
    public init(
        sha256: String,
        path: String,
        format: String,
        width: Int,
        height: Int,
        byteCount: Int,
        perceptualHash: UInt64,
        colour: String
    ) {
        self.sha256 = sha256
        self.path = path
        self.format = format
        self.width = width
        self.height = height
        self.byteCount = byteCount
        self.perceptualHash = perceptualHash
        self.colour = colour
    }
}

extension Image: FetchableRecord {
    static let columns = """
        image.id, image.generation_id, image.sample, image.model, image.sha256, image.path, image.format,
        image.width, image.height, image.bytes, image.perceptual_hash, image.colour, image.created_at
        """

    /// Reads a row of ``columns``.
    public init(row: Row) {
        id = row["id"]
        generationID = row["generation_id"]
        sample = row["sample"]
        model = row["model"]
        file = ImageFile(
            sha256: row["sha256"],
            path: row["path"],
            format: row["format"],
            width: row["width"],
            height: row["height"],
            byteCount: row["bytes"],
            perceptualHash: UInt64(bitPattern: row["perceptual_hash"]),
            colour: row["colour"]
        )
        createdAt = Date(milliseconds: row["created_at"])
    }
}
