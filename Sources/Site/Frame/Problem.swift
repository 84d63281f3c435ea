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
    /// Nobody who has not come in may reach this.
    case signInFirst
    /// A token that is none, or no longer good.
    case badToken
    /// Whoever asks has no right to this.
    case notAllowed(Rights, of: Visitor)
    /// A house without accounts was reached through a proxy.
    case handedOn
    /// Too many tries, for so many seconds.
    case tooManyTries(Double)
    /// More at once than can be looked at.
    case tooBusy

    var status: HTTPResponse.Status {
        switch self {
        case .notFound, .unknownModel: .notFound
        case .crossSite: .forbidden
        case .foreignName: .misdirectedRequest
        case .unreadable, .faulty: .badRequest
        case .movedOn, .imported: .conflict
        case .signInFirst, .badToken: .unauthorized
        case .notAllowed, .handedOn: .forbidden
        case .tooManyTries: .tooManyRequests
        case .tooBusy: .serviceUnavailable
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
        case .signInFirst: "Sign in first"
        case .badToken: "No such token"
        case .notAllowed: "Not with this role"
        case .handedOn: "Not through a proxy"
        case .tooManyTries: "Too many tries"
        case .tooBusy: "Too busy just now"
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
            "This Contactsheet does not answer to “\(name)”. Use its numeric address, or start it with --name and that name."
        case .signInFirst:
            """
            Only who has an account sees what is here. If you were filling in a form, sign in in another tab, come back \
            to this page and send it again: nothing is lost.
            """
        case .badToken: "This token is not known here, has ended, or was taken back."
        case .notAllowed(let rights, let visitor): Self.refusal(rights, visitor)
        case .handedOn:
            """
            Contactsheet was started for this machine alone, and this request came through a proxy. Start it with \
            --trusted-proxy and the proxy's address: then people sign in.
            """
        case .tooManyTries(let seconds):
            "After so many wrong tries the next is looked at in \(Words.wait(seconds)). Nothing else is held up."
        case .tooBusy: "More people sign in at once than can be looked at. Try again in a moment."
        case .faulty(let faults): faults.faults.map(\.sentence).joined(separator: " ")
        }
    }
}

extension Problem {
    private static func refusal(_ rights: Rights, _ visitor: Visitor) -> String {
        guard let account = visitor.account else { return "" }
        if case .token = visitor.entry, Rights(account.role).isSuperset(of: rights) {
            return "This token is not good for that. Make one that is, or do it in the browser."
        }
        return """
            You are \(account.name), \(account.role.rawValue), and this takes the role of \(rights.role.rawValue). \
            An administrator can give it to you.
            """
    }

    /// How many seconds to wait, where that is known.
    var retryAfter: Int? {
        switch self {
        case .tooManyTries(let seconds): Int(seconds.rounded(.up))
        case .tooBusy: 2
        default: nil
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
