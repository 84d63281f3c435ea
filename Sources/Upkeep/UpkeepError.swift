import Library
import Pictures

/// Why an upkeep could not be done.
public enum UpkeepError: Error, Sendable {
    /// The database does not let itself be read or written.
    case library(LibraryError)
    /// The files do not let themselves be read or written.
    case pictures(PictureError)
    /// It is not done, and the sentence says why.
    case refused(String)

    /// One sentence for a person.
    public var sentence: String {
        switch self {
        case .library(let error): error.description
        case .pictures(let error): error.sentence
        case .refused(let sentence): sentence
        }
    }
}

/// Runs a step of the library's and names its error as one of the upkeep's.
func withLibrary<Value>(_ step: () async throws(LibraryError) -> Value) async throws(UpkeepError) -> Value {
    do throws(LibraryError) { return try await step() } catch { throw .library(error) }
}

/// Runs a step of the files' and names its error as one of the upkeep's.
func withPictures<Value>(_ step: () async throws(PictureError) -> Value) async throws(UpkeepError) -> Value {
    do throws(PictureError) { return try await step() } catch { throw .pictures(error) }
}
