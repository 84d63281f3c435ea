import Catalog
import Curation
import HTTPServer
import HTTPTypes
import Library
import Pictures

/// What a handler cannot do, to be told as a page or as JSON.
enum Problem: Error {
    /// There is nothing at this address.
    case notFound(String)
    /// No model has this slug.
    case unknownModel(String)
    /// Another site's page asked for a change.
    case crossSite
    /// The browser believes to be at a name that is not this machine's.
    case foreignName(String)
    /// A request that cannot be read.
    case unreadable(String)
    /// A request that breaks a model's rules.
    case faulty(ParameterFaults)
    /// A picture that was made elsewhere cannot be made again as it was.
    case imported(Int64)
    /// The thing has moved on since the page was drawn.
    case movedOn(String)

    var status: HTTPResponse.Status {
        switch self {
        case .notFound, .unknownModel: .notFound
        case .crossSite: .forbidden
        case .foreignName: .misdirectedRequest
        case .unreadable, .faulty: .badRequest
        case .movedOn, .imported: .conflict
        }
    }

    var title: String {
        switch self {
        case .notFound: "Nothing here"
        case .unknownModel: "No such model"
        case .crossSite: "Not from here"
        case .foreignName: "Not by this name"
        case .unreadable, .faulty: "That could not be read"
        case .movedOn: "Too late"
        case .imported: "Made elsewhere"
        }
    }

    var sentence: String {
        switch self {
        case .notFound(let sentence), .unreadable(let sentence), .movedOn(let sentence): sentence
        case .imported(let id):
            """
            Picture \(id) was imported: the program that made it cannot be asked for it again. Edit, on its page, \
            begins a request of a model here with what is known of it.
            """
        case .unknownModel(let slug): "No model is called “\(slug)”."
        case .crossSite: "Another site's page asked for this. Changes are taken only from Contactsheet's own pages."
        case .foreignName(let name):
            "This Contactsheet does not answer to “\(name)”. Use its numeric address, or start it with --host and that name."
        case .faulty(let faults): faults.faults.map(\.sentence).joined(separator: " ")
        }
    }
}

/// A problem as people and programs are told of it.
struct Told {
    var status: HTTPResponse.Status
    var title: String
    var sentence: String
}

extension Told {
    /// The one place where errors become HTTP.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem:
            self.init(status: problem.status, title: problem.title, sentence: problem.sentence)
        case let error as FormError:
            self.init(status: .badRequest, title: "That could not be read", sentence: error.sentence)
        case let fault as ChangeFault:
            self.init(status: .badRequest, title: "That could not be read", sentence: fault.sentence)
        case let fault as VoteFault:
            self.init(status: fault.status, title: "That vote was not counted", sentence: fault.sentence)
        case let error as TooManyForZip:
            self.init(status: .badRequest, title: "Too many for one zip", sentence: error.sentence)
        case let refusal as Refusal:
            self.init(status: refusal.status, title: "Not like this", sentence: refusal.sentence)
        case PictureError.missing:
            self.init(status: .notFound, title: "The file is gone", sentence: PictureError.missing.sentence)
        case let error as PictureError:
            self.init(
                status: .serviceUnavailable,
                title: "The pictures cannot be reached now",
                sentence: error.sentence
            )
        case LibraryError.notFound:
            self.init(status: .notFound, title: "Nothing here", sentence: "There is no such entry, or it has moved on.")
        case LibraryError.notByHand:
            self.init(status: .conflict, title: "Not by hand", sentence: "\(LibraryError.notByHand)")
        case LibraryError.taken:
            self.init(status: .conflict, title: "Too late", sentence: "Another generation was given this meanwhile.")
        case let error as LibraryError:
            self.init(
                status: .serviceUnavailable,
                title: "The library cannot do that now",
                sentence: "\(error) Nothing was changed; try again when that is mended."
            )
        default:
            self.init(
                status: .internalServerError,
                title: "Something went wrong here",
                sentence: "This is a fault of the program, not yours. Nothing was changed; the log says more."
            )
        }
    }
}
