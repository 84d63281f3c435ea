/// In which order a gallery shows its images.
public enum GalleryOrder: String, Sendable, Hashable, CaseIterable {
    /// The newest first.
    case newest
    /// The best rated first, the newest of each rating first.
    case rating
    /// The dearest first.
    case cost
    /// In an order by chance that stays the same, so that pages can be turned.
    case random
    /// As a collection was put in order by hand, where a search names one; else the newest first.
    case hand

    /// The column of `image` that it goes by before the place, largest first; `nil` for the place alone.
    var column: String? {
        switch self {
        case .newest, .hand: nil
        case .rating: "rating"
        case .cost: "cost"
        case .random: "dice"
        }
    }
}

/// Where an image stands in an order: what an address says to turn pages.
public struct Cursor: Sendable, Hashable {
    /// What the order goes by; 0 where it goes by the place alone.
    public var key: Int64
    /// The image's place.
    public var place: Int64

    /// Creates a cursor.
    public init(key: Int64 = 0, place: Int64) {
        self.key = key
        self.place = place
    }

    /// Reads ``text``.
    public init?(text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        switch (parts.count, parts.first ?? nil, parts.last ?? nil) {
        case (1, let place?, _): self.init(place: place)
        case (2, let key?, let place?): self.init(key: key, place: place)
        default: return nil
        }
    }

    /// `PLACE`, or `KEY.PLACE`.
    public var text: String { key == 0 ? String(place) : "\(key).\(place)" }
}
