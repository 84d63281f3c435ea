import Library
import Pictures
import Segmind
import Synchronization

/// The service that made pictures, asked for those that were lost. Only questions are asked: nothing is charged.
public final class PictureSource: Sendable {
    /// What was found of a picture.
    enum Find: Sendable {
        /// Bytes whose hash is the picture's.
        case found([UInt8])
        /// Nothing; the sentence says why.
        case none(String)
    }

    private let service: (client: SegmindClient, name: String)?
    private let patience: Patience
    /// How many pictures in a row the service may give no answer about before it is left alone.
    private let chances = Mutex(3)

    /// Creates a source.
    ///
    /// - Parameters:
    ///   - service: the client and the name in `generation.service`; without one nobody is asked.
    ///   - patience: how often what may pass is asked again.
    public init(service: (client: SegmindClient, name: String)?, patience: Patience = Patience(tries: 3)) {
        self.service = service
        self.patience = patience
    }

    /// The picture's bytes, from the request's result while the service keeps it, else from its history.
    func bytes(of file: KeptFile, _ generation: Generation) async -> Find {
        guard generation.service != ImportedPicture.service else {
            return .none("It was imported: import the folder that it came from again, and it is put back.")
        }
        guard let (client, name) = service else {
            return .none("Without SEGMIND_API_KEY the service cannot be asked for it.")
        }
        guard generation.service == name else {
            return .none("It was made by \(generation.service), and the service that is set is \(name).")
        }
        guard chances.withLock({ $0 > 0 }) else {
            return .none("The service could not be asked for others either, so it was not asked for this one.")
        }
        do throws(SegmindError) {
            var search = PictureSearch(client: client, patience: patience, sha256: file.sha256)
            let bytes = try await search.bytes(of: generation, sample: file.sample)
            chances.withLock { $0 = 3 }
            return bytes.map(Find.found) ?? .none(search.conclusion)
        } catch {
            chances.withLock { $0 -= 1 }
            return .none("The service could not be asked for it. \(error.sentence)")
        }
    }
}
