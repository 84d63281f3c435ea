import Foundation
import Library
import Segmind

extension Studio {
    /// What a look into the service's history brought.
    public enum Look: Sendable, Equatable {
        /// The request was found under this id; its result is being fetched.
        case found(requestID: String)
        /// The history holds no such request that is not another generation's.
        case notFound
        /// The history could not be read; the sentence says why.
        case unreadable(String)
    }

    /// How many pages of a hundred requests a look reads at most.
    private static let pages = 5

    /// Looks for a generation whose answer was lost in the service's request history, and adopts it when it is there.
    ///
    /// A match has the same model and the same inputs, was made no earlier, and belongs to no other generation.
    /// Nothing is sent that could be charged.
    ///
    /// - Throws: ``LibraryError``; ``LibraryError/notFound`` when the generation is not unresolved.
    public func lookAgain(_ id: Generation.ID) async throws(LibraryError) -> Look {
        guard let generation = try await library.answer(GenerationQuery(id: id))?.generation,
            case .unresolved = generation.state, generation.service == service
        else { throw .notFound }
        let candidates: [String]
        do throws(SegmindError) {
            candidates = try await requests(like: generation)
        } catch {
            return .unreadable(error.sentence)
        }
        let taken = try await library.answer(TakenRequestsQuery(requestIDs: candidates))
        // Oldest first, so that of two lost twins each finds its own.
        guard let requestID = candidates.last(where: { !taken.contains($0) }) else { return .notFound }
        announce(try await library.move(id, to: .running(requestID: requestID), at: surroundings.now()))
        adopted.add(id)
        bell.ring()
        return .found(requestID: requestID)
    }

    /// The ids of requests in the history that could be a generation's, newest first, each once.
    private func requests(like generation: Generation) async throws(SegmindError) -> [String] {
        let sent = generation.submittedAt ?? generation.createdAt
        // Days in the query are whole and in UTC; the service's clock may differ from ours.
        let from = sent - 86_400
        let to = min(surroundings.now() + 86_400, from + 30 * 86_400)
        var ids: [String] = []
        for page in 1...Self.pages {
            let rows = try await client.history(page: page, from: from, to: to, model: generation.model)
            for row in rows where row.isRequest(for: generation.model, body: generation.request) {
                if !ids.contains(row.requestID) { ids.append(row.requestID) }
            }
            if rows.count < 100 { break }
        }
        return ids
    }

    /// Looks by itself a few times after answers were lost, one after the other: histories lag behind a little.
    func lookForLost(_ generations: [Generation]) async {
        var lost = generations
        for pause in [2.0, 10, 60] {
            guard !lost.isEmpty, await rest(pause) else { return }
            var still: [Generation] = []
            for generation in lost {
                switch try? await lookAgain(generation.id) {
                case .notFound, .unreadable: still.append(generation)
                // Found, or settled by a person meanwhile.
                case .found, nil: break
                }
            }
            lost = still
        }
    }

    /// What the history says of a request whose result is forgotten: its picture's address, where it has one.
    func resultFromHistory(_ requestID: String) async -> RequestResult? {
        guard let row = try? await client.history(requestID: requestID), let address = row.outputURL else { return nil }
        return RequestResult(outputs: [.url(address)], inferenceSeconds: row.latencySeconds)
    }
}
