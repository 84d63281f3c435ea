import Foundation
import Library
import Pictures
import Segmind
import Synchronization

/// The service that made pictures, asked for those that were lost. Only questions are asked: nothing is charged.
public struct PictureSource: Sendable {
    /// What was found of a picture.
    enum Find: Sendable {
        /// Bytes whose hash is the picture's.
        case found([UInt8])
        /// Nothing; the sentence says why.
        case none(String)
    }

    /// How many pages of a hundred requests are read at most for one picture.
    private static let pages = 20

    /// Who is asked, and what the library remembers it by; `nil` where no key is set.
    let service: (client: SegmindClient, name: String)?
    private let patience = Patience()

    /// Creates a source.
    ///
    /// - Parameter service: the client and the name in `generation.service`; without one nobody is asked.
    public init(service: (client: SegmindClient, name: String)?) {
        self.service = service
    }

    /// The picture's bytes, from the request's result while the service keeps it, else from its history.
    func bytes(of file: KeptFile, _ generation: Generation) async -> Find {
        guard let (client, name) = service else {
            return .none("Without SEGMIND_API_KEY the service cannot be asked for it.")
        }
        guard generation.service == name else {
            return .none("It was made by \(generation.service), and the service that is set is \(name).")
        }
        guard !patience.isSpent else {
            return .none("The service could not be asked for others either, so it was not asked for this one.")
        }
        var search = Search(client: client, sha256: file.sha256)
        do throws(SegmindError) {
            if let requestID = generation.requestID {
                if let bytes = try await search.inResult(of: requestID, sample: file.sample) { return .found(bytes) }
                if let bytes = try await search.inRow(of: requestID) { return .found(bytes) }
            }
            for page in 1...Self.pages {
                let rows = try await client.history(from: generation, page: page)
                for row in rows where row.mayBe(generation) {
                    if let bytes = try await search.at(row.outputURL) { return .found(bytes) }
                }
                if rows.count < 100 { break }
            }
        } catch {
            patience.spend()
            return .none("The service could not be asked for it. \(error.sentence)")
        }
        patience.renew()
        return .none(search.conclusion)
    }

    /// How many pictures in a row the service may give no answer about before it is left alone.
    private final class Patience: Sendable {
        private let left = Mutex(3)

        var isSpent: Bool { left.withLock { $0 <= 0 } }

        func spend() { left.withLock { $0 -= 1 } }

        func renew() { left.withLock { $0 = 3 } }
    }

    /// The places that were looked at for one picture.
    private struct Search {
        let client: SegmindClient
        let sha256: String
        private var seen: Set<String> = []
        private var others = 0

        init(client: SegmindClient, sha256: String) {
            self.client = client
            self.sha256 = sha256
        }

        var conclusion: String {
            others == 0
                ? "The service does not have it any more."
                : "The service has it no more: what it sends now are other bytes."
        }

        mutating func inResult(of requestID: String, sample: Int) async throws(SegmindError) -> [UInt8]? {
            let client = client
            guard
                let result = try await asked({ () async throws(SegmindError) in
                    try await client.result(of: Ticket(requestID: requestID))
                })
            else { return nil }
            // Its own place among the samples first: some may not have been kept, so it need not be there.
            let own = result.outputs.indices.filter { $0 == sample }
            for index in own + result.outputs.indices.filter({ $0 != sample }) {
                switch result.outputs[index] {
                case .bytes(let bytes): if isRight(bytes) { return bytes }
                case .url(let url): if let bytes = try await at(url) { return bytes }
                }
            }
            return nil
        }

        mutating func inRow(of requestID: String) async throws(SegmindError) -> [UInt8]? {
            let client = client
            let row = try await asked { () async throws(SegmindError) in try await client.history(requestID: requestID)
            }
            return try await at(row??.outputURL)
        }

        mutating func at(_ url: String?) async throws(SegmindError) -> [UInt8]? {
            guard let url, seen.insert(url).inserted else { return nil }
            let client = client
            guard let bytes = try await asked({ () async throws(SegmindError) in try await client.download(url) })
            else {
                return nil
            }
            return isRight(bytes) ? bytes : nil
        }

        private mutating func isRight(_ bytes: [UInt8]) -> Bool {
            if SHA256Digest(of: bytes).description == sha256 { return true }
            others += 1
            return false
        }

        /// The answer, asked for up to three times; `nil` when the service says that it has none.
        private func asked<Value>(
            _ question: () async throws(SegmindError) -> Value
        ) async throws(SegmindError) -> Value? {
            var attempts = 0
            while true {
                do throws(SegmindError) {
                    return try await question()
                } catch {
                    attempts += 1
                    guard error.mayPass else {
                        if error.isAboutTheAccount { throw error }
                        return nil
                    }
                    guard attempts < 3 else { throw error }
                    let wait = min(error.retryAfter ?? Double(attempts), 60)
                    do { try await Task.sleep(for: .seconds(wait)) } catch { return nil }
                }
            }
        }
    }
}

extension SegmindClient {
    /// A page of the requests for a generation's model around the day on which it was sent.
    fileprivate func history(from generation: Generation, page: Int) async throws(SegmindError) -> [HistoryRow] {
        let sent = generation.submittedAt ?? generation.createdAt
        return try await history(
            page: page,
            from: sent - 86_400,
            to: sent + 86_400,
            model: generation.model
        )
    }
}

extension HistoryRow {
    /// Whether it is a row of the generation's request, or of one that was exactly alike.
    fileprivate func mayBe(_ generation: Generation) -> Bool {
        requestID == generation.requestID || isRequest(for: generation.model, body: generation.request)
    }
}

extension SegmindError {
    /// Whether the key or the account is at fault, so that every other question would fail as well.
    fileprivate var isAboutTheAccount: Bool {
        switch self {
        case .keyRefused, .forbidden, .noCredits: true
        default: false
        }
    }
}
