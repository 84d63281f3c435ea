import Library
import Studio

/// What looking at one file came to.
enum FolderFinding: Sendable {
    /// It is to be brought.
    case picture(ImportedPicture)
    /// The library has these bytes.
    case known(Arrival)
    /// The library names this very file.
    case sameFile(isTrashed: Bool)
    /// The library has these bytes, and named a file that is gone; they lie here now.
    case foundAgain(sha256: String, before: String, path: String)
    /// It is no picture of a kind that is kept.
    case other
    /// It could not be read.
    case fault(name: String, sentence: String)
}
