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
        let rows: [HistoryRow]
        do throws(SegmindError) {
            rows = try await history(around: [generation])
        } catch {
            return .unreadable(error.sentence)
        }
        return try await adopt(generation, from: rows)
    }

    /// Gives a lost generation the oldest request in the history that is like it and nobody else's.
    private func adopt(_ generation: Generation, from rows: [HistoryRow]) async throws(LibraryError) -> Look {
        let candidates = rows.filter { $0.isRequest(for: generation.model, body: generation.request) }.map(\.requestID)
        let taken = try await library.answer(TakenRequestsQuery(requestIDs: candidates))
        // Oldest first, so that of two lost twins each finds its own.
        guard let requestID = candidates.last(where: { !taken.contains($0) }) else { return .notFound }
        surroundings.passes(.found)
        announce(try await library.move(generation.id, to: .running(requestID: requestID), at: surroundings.now()))
        surroundings.passes(.adopted)
        adopted.add(generation.id)
        bell.ring()
        return .found(requestID: requestID)
    }

    /// The history's rows of a model from the days around the submits of some generations, newest first.
    private func history(around generations: [Generation]) async throws(SegmindError) -> [HistoryRow] {
        let sent = generations.map { $0.submittedAt ?? $0.createdAt }
        guard let model = generations.first?.model, let first = sent.min(), let last = sent.max() else { return [] }
        var rows: [HistoryRow] = []
        for page in 1...50 {
            // Days in the query are whole and in UTC; the service's clock may differ from ours.
            let more = try await client.history(
                page: page,
                from: first - 86_400,
                to: last + 2 * 86_400,
                model: model
            )
            rows += more
            if more.count < 100 { break }
        }
        return rows
    }

    /// Looks by itself a few times after answers were lost: histories lag behind a little.
    func lookForLost(_ generations: [Generation]) async {
        var lost = generations
        var pauses = [2.0, 10, 60]
        while !lost.isEmpty, let pause = pauses.first, await rest(pause) {
            let looks = await look(for: lost)
            lost = looks.still
            // A history that cannot be read says nothing; it is asked until it can.
            if looks.wereReadable { pauses.removeFirst() } else { pauses = [60] }
        }
    }

    /// Reads the history once for those of a model that were sent around the same time.
    private func look(for lost: [Generation]) async -> (still: [Generation], wereReadable: Bool) {
        let groups = Dictionary(grouping: lost) { generation in
            let sent = generation.submittedAt ?? generation.createdAt
            return [generation.model, String(Int(sent.timeIntervalSince1970 / 86_400))]
        }
        var still: [Generation] = []
        var wereReadable = true
        for group in groups.values {
            guard let rows = try? await history(around: group) else {
                still += group
                wereReadable = false
                continue
            }
            for generation in group.sorted(by: { $0.id < $1.id }) {
                // What was found, or settled by a person meanwhile, is no longer lost.
                if case .notFound? = try? await adopt(generation, from: rows) { still.append(generation) }
            }
        }
        return (still, wereReadable)
    }

    /// What the history says of a request whose result is not to be had.
    enum Past {
        case result(RequestResult)
        case failed(String)
        case pending
        case unknown
        case unreadable
    }

    /// Asks the history of a request that the service knows no longer: it remembers where the pictures are.
    func lookBack(_ generation: Generation, requestID: String) async -> Past {
        do throws(SegmindError) {
            guard let row = try await client.history(requestID: requestID) else { return .unknown }
            switch row.status {
            case .failed: return .failed(row.error ?? "")
            case .pending: return .pending
            case .completed, nil: break
            }
            var addresses = [row.outputURL].compactMap { $0 }
            if generation.samples > 1 {
                // A request of several pictures has a row for each, which only the list shows.
                let all = try await history(around: [generation]).filter { $0.requestID == requestID }
                    .compactMap(\.outputURL)
                if all.count > addresses.count { addresses = all }
            }
            guard !addresses.isEmpty else { return .unknown }
            return .result(RequestResult(outputs: addresses.map(MediaSource.url), inferenceSeconds: row.latencySeconds))
        } catch {
            return .unreadable
        }
    }
}
