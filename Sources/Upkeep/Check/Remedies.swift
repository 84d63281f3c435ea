import Library
import Pictures

/// What came of trying to put something right.
public enum Remedy: Sendable, Hashable {
    /// It is right now; the sentence says what was done.
    case done(String)
    /// It is still wrong; the sentence says what, and why it could not be helped.
    case left(String)
}

/// What an inspection does about what it finds. What is `nil` is only named.
public struct Remedies: Sendable {
    /// About a picture whose file is missing or damaged.
    var picture: (@Sendable (KeptFile, PictureCondition) async -> Remedy)?
    /// About a file that no image names.
    var stray: (@Sendable (PictureFolder.Entry) -> Remedy)?
    /// About a file that was never finished, or a thumbnail of no picture.
    var removable: (@Sendable (PictureFolder.Entry, Kind) -> Remedy)?
    /// About a thumbnail that cannot be opened.
    var thumbnail: (@Sendable (PictureFolder.Entry, KeptFile) async -> Remedy)?
    /// About counters: counts all anew.
    var recount: (@Sendable () async throws(LibraryError) -> Void)?
    /// About the full-text index: writes it anew.
    var rebuildSearch: (@Sendable () async throws(LibraryError) -> Void)?

    /// Nothing is done.
    public static let none = Remedies()
}
