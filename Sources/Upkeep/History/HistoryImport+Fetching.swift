import Library
import Pictures
import Segmind
import Studio

/// What fetching a request's pictures came to.
enum FetchedRequest: Sendable {
    /// These could be had; the sentences are about those that could not.
    case files([(sample: Int, file: ImageFile)], losses: [String])
    /// The service has none of them any more.
    case gone(String)
    /// They should be there, and did not come.
    case missed(String)
    /// The import is being stopped; the next run fetches again.
    case stopped
    /// No picture can be kept just now.
    case fault(ImportFault)
}

extension HistoryImport {
    /// Fetches and keeps all pictures of a request. One that may come another time keeps the whole request waiting.
    func fetch(_ request: PastRequest) async -> FetchedRequest {
        var files: [(sample: Int, file: ImageFile)] = []
        var losses: [String] = []
        var isGone = true
        for (sample, address) in request.addresses.enumerated() {
            do throws(SegmindError) {
                switch try await keep(address) {
                case .kept(let file): files.append((sample, file))
                case .unusable(let sentence):
                    isGone = false
                    losses.append(sentence)
                case .disk(let error): return .fault(.disk(error))
                }
            } catch {
                guard error.meansGone else { return Task.isCancelled ? .stopped : .missed(error.pictureSentence) }
                losses.append(error.pictureSentence)
            }
        }
        guard files.isEmpty else { return .files(files, losses: losses) }
        let sentence = losses.first ?? ""
        return isGone ? .gone(sentence) : .missed(sentence)
    }

    private enum Keeping: Sendable {
        case kept(ImageFile)
        case unusable(String)
        case disk(PictureError)
    }

    /// Fetches a picture and keeps it. What arrives broken may be whole at another try; then it is set aside for a look.
    private func keep(_ address: String) async throws(SegmindError) -> Keeping {
        var tries = 0
        return try await patience.ask { () throws(SegmindError) in
            let bytes = try await download(address)
            tries += 1
            do throws(PictureError) {
                return .kept(ImageFile(try await pictures.place(bytes)))
            } catch {
                if error.isOfTheDisk { return .disk(error) }
                guard tries >= 3 else { throw .malformedAnswer(error.sentence) }
                let aside = try? pictures.setAside(bytes, reason: error.sentence)
                return .unusable(error.sentence + (aside.map { " The bytes are kept in \($0)." } ?? ""))
            }
        }
    }

    /// Finishes a download also when the import is being stopped.
    private func download(_ address: String) async throws(SegmindError) -> [UInt8] {
        let task = Task { [client] () async -> Result<[UInt8], SegmindError> in
            do throws(SegmindError) { return .success(try await client.download(address)) } catch {
                return .failure(error)
            }
        }
        return try await task.value.get()
    }
}

extension SegmindError {
    /// For a picture: whether it will not be there another time either. Stores say 403 for what they have no more.
    fileprivate var meansGone: Bool {
        switch self {
        case .unknown, .forbidden, .otherStatus(410, _): true
        default: false
        }
    }

    /// Why a picture did not come, for a person.
    fileprivate var pictureSentence: String {
        switch self {
        case _ where meansGone: "The service has this picture no more."
        case .answerLost(let reason): "The picture did not arrive: \(reason)."
        case .malformedAnswer(let reason): "The picture cannot be used: \(reason)"
        case .badRedirect(let reason): "The picture's address leads nowhere: \(reason)."
        default: sentence
        }
    }
}

extension PictureError {
    /// Whether the disk is at fault, not the picture.
    fileprivate var isOfTheDisk: Bool {
        switch self {
        case .noSpace, .folderReadOnly, .io: true
        case .unreadable, .unsupportedFormat, .tooManyPixels, .tooManyBytes, .missing, .cannotRead: false
        }
    }
}
