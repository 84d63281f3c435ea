/// Where in a collection pictures are moved to.
public enum CollectionSpot: Sendable, Hashable {
    /// In front of all others.
    case start
    /// Behind all others.
    case end
    /// Directly in front of a picture.
    case before(Image.ID)
    /// Directly behind a picture.
    case after(Image.ID)
    /// Past the picture in front of them.
    case earlier
    /// Past the picture behind them.
    case later
}
