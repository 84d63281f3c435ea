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
    /// Where it stands in every list: newer ones have a larger place.
    public var place: Int64
    /// The team's rating from 1 to 5, or 0.
    public var rating: Int
    /// When it was made, as far as is known.
    public var createdAt: Date
    /// When it was put into the trash, if it lies there.
    public var trashedAt: Date?
}

/// A picture's file: what names it and what pages need to lay it out before it is loaded.
public struct ImageFile: Sendable, Hashable {
    /// 64 lower-case hexadecimal digits of its bytes' SHA-256.
    public var sha256: String
    /// Relative to the data folder; absolute for a picture that was imported in place.
    public var path: String
    /// `jpeg`, `png` or `webp`.
    public var format: String
    /// In pixels.
    public var width: Int
    /// In pixels.
    public var height: Int
    /// The file's size in bytes.
    public var byteCount: Int
    /// The 64-bit difference hash of its thumbnail; `nil` until the thumbnail is made.
    public var perceptualHash: UInt64?
    /// Its average colour as `#rrggbb`; `nil` until the thumbnail is made.
    public var colour: String?

    /// Creates a file description.
    public init(
        sha256: String,
        path: String,
        format: String,
        width: Int,
        height: Int,
        byteCount: Int,
        perceptualHash: UInt64?,
        colour: String?
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
        image.width, image.height, image.bytes, image.perceptual_hash, image.colour, image.place, image.rating,
        image.created_at, image.trashed_at
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
            perceptualHash: (row["perceptual_hash"] as Int64?).map { UInt64(bitPattern: $0) },
            colour: row["colour"]
        )
        place = row["place"]
        rating = row["rating"]
        createdAt = Date(milliseconds: row["created_at"])
        trashedAt = (row["trashed_at"] as Int64?).map(Date.init(milliseconds:))
    }
}
