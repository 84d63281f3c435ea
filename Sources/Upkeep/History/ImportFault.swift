import Library
import Pictures
import Segmind

/// Why an import cannot go on.
enum ImportFault: Error {
    case service(SegmindError)
    case library(LibraryError)
    case disk(PictureError)

    /// One sentence for a person.
    var sentence: String {
        switch self {
        case .service(.answerLost(let reason)): "The request history could not be read: \(reason)."
        case .service(let error): error.sentence
        case .library(let error): error.description
        case .disk(let error): error.sentence
        }
    }
}
