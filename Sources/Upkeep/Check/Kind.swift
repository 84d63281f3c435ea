/// A kind of fault that a check looks for, in the order of a report.
public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A page, an index or a link of the database.
    case database
    /// A counter that says something else than its table.
    case counter
    /// An image without its row in the full-text index, or the reverse.
    case search
    /// A completed generation without images, or images of one that is not completed.
    case state
    /// An image whose row does not name the file that its hash asks for.
    case name
    /// A picture whose file is not there.
    case missing
    /// A picture whose file has other bytes.
    case damaged
    /// A picture that was imported in place, whose file is not there any more or has other bytes.
    case linked
    /// A file among the pictures that no image names.
    case stray
    /// What a crash left of a file that was being written.
    case leftover
    /// A thumbnail that cannot be opened.
    case thumbnail
    /// A thumbnail of no picture.
    case strayThumbnail

    /// What so many of them are called.
    public func title(_ count: Int) -> String {
        let isOne = count == 1
        return switch self {
        case .database: isOne ? "fault in the database" : "faults in the database"
        case .counter: isOne ? "wrong counter" : "wrong counters"
        case .search: isOne ? "fault in the search index" : "faults in the search index"
        case .state: isOne ? "state that does not fit the images" : "states that do not fit the images"
        case .name: isOne ? "image with a wrong name for its file" : "images with a wrong name for their files"
        case .missing: isOne ? "missing picture" : "missing pictures"
        case .damaged: isOne ? "damaged picture" : "damaged pictures"
        case .linked:
            isOne
                ? "picture outside of the data folder that is lost"
                : "pictures outside of the data folder that are lost"
        case .stray: isOne ? "file that no image names" : "files that no image names"
        case .leftover: isOne ? "file that was never finished" : "files that were never finished"
        case .thumbnail: isOne ? "damaged thumbnail" : "damaged thumbnails"
        case .strayThumbnail: isOne ? "thumbnail of no picture" : "thumbnails of no picture"
        }
    }
}
