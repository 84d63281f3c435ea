import Foundation
import Library
import Pictures
import Segmind

/// The places at a service where one picture may be. Only the right hash is taken.
struct PictureSearch {
    /// How many pages of the history are read at most for one picture.
    private static let pages = 50

    let client: SegmindClient
    let patience: Patience
    let sha256: String
    private var seen: Set<String> = []
    private var hasOthers = false

    init(client: SegmindClient, patience: Patience, sha256: String) {
        self.client = client
        self.patience = patience
        self.sha256 = sha256
    }

    /// Why nothing was found.
    var conclusion: String {
        hasOthers
            ? "The service has it no more: what it sends now are other bytes."
            : "The service does not have it any more."
    }

    /// The picture from the request's result, else from the request's rows in the history.
    ///
    /// A generation without a request id is looked for by its model and inputs; the hash decides.
    /// - Throws: ``SegmindError`` when the service cannot be asked.
    mutating func bytes(of generation: Generation, sample: Int) async throws(SegmindError) -> [UInt8]? {
        if let requestID = generation.requestID {
            if let bytes = try await inResult(of: requestID, sample: sample) { return bytes }
            let row = try await asked { [client] () throws(SegmindError) in
                try await client.history(requestID: requestID)
            }
            if let bytes = try await at(row??.outputURL) { return bytes }
        }
        let reader = HistoryReader(client: client, patience: patience)
        for stretch in HistoryStretch.around([generation.submittedAt ?? generation.createdAt]) {
            let reading = try await reader.read(stretch, model: generation.model, limit: Self.pages)
            for request in reading?.requests ?? [] where request.mayBe(generation) {
                for address in request.addresses {
                    if let bytes = try await at(address) { return bytes }
                }
            }
        }
        return nil
    }

    private mutating func inResult(of requestID: String, sample: Int) async throws(SegmindError) -> [UInt8]? {
        let result = try await asked { [client] () throws(SegmindError) in
            try await client.result(of: Ticket(requestID: requestID))
        }
        guard let outputs = result?.outputs else { return nil }
        // Its own place first: where some samples could not be kept, it may be another's.
        let order = outputs.indices.filter { $0 == sample } + outputs.indices.filter { $0 != sample }
        for index in order {
            switch outputs[index] {
            case .bytes(let bytes): if isRight(bytes) { return bytes }
            case .url(let url): if let bytes = try await at(url) { return bytes }
            }
        }
        return nil
    }

    private mutating func at(_ address: String?) async throws(SegmindError) -> [UInt8]? {
        guard let address, seen.insert(address).inserted else { return nil }
        let bytes = try await asked { [client] () throws(SegmindError) in try await client.download(address) }
        guard let bytes, isRight(bytes) else { return nil }
        return bytes
    }

    private mutating func isRight(_ bytes: [UInt8]) -> Bool {
        if SHA256Digest(of: bytes).description == sha256 { return true }
        hasOthers = true
        return false
    }

    /// The answer; `nil` when the service says that it has none.
    private func asked<Value: Sendable>(
        _ question: () async throws(SegmindError) -> Value
    ) async throws(SegmindError) -> Value? {
        do throws(SegmindError) {
            return try await patience.ask(question)
        } catch {
            // Of the key or the account, or no answer at all: every other question would end like this one.
            switch error {
            case .keyRefused, .noCredits: throw error
            default: if error.mayPass { throw error }
            }
            return nil
        }
    }
}

extension PastRequest {
    /// Whether it is the generation's request, or one that was exactly alike.
    fileprivate func mayBe(_ generation: Generation) -> Bool {
        requestID == generation.requestID || isRequest(for: generation.model, body: generation.request)
    }
}
