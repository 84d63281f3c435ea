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
    /// A match has the same model and the same inputs, was made around the same time, and is no other generation's.
    /// Nothing is sent that could be charged.
    ///
    /// - Throws: ``LibraryError``; ``LibraryError/notFound`` when the generation is not unresolved.
    public func lookAgain(_ id: Generation.ID) async throws(LibraryError) -> Look {
        guard let generation = try await library.answer(GenerationQuery(id: id))?.generation,
            case .unresolved = generation.state, generation.service == service
        else { throw .notFound }
        if let requestID = generation.requestID {
            // Nobody need be asked which request it was, only what became of it.
            guard try await adopt(id, as: requestID) else { throw .notFound }
            return .found(requestID: requestID)
        }
        if let look = try await look(for: [generation])[id] { return look }
        // The studio found it by itself meanwhile, or somebody settled it.
        return try await library.answer(GenerationQuery(id: id))?.generation.requestID.map(Look.found) ?? .notFound
    }

    /// So many seconds after its submit a generation is looked for by itself; later only when a person asks.
    static let reach = 3 * 86_400.0

    /// Looks by itself a few times after answers were lost: histories lag behind a little.
    func lookForLost(_ generations: [Generation]) async {
        let recent = generations.filter { $0.sentAt > surroundings.now() - Self.reach }
        // The history is read once for those of a model that were sent around the same time.
        let groups = Dictionary(grouping: recent) { generation in
            [generation.model, String(Int(generation.sentAt.timeIntervalSince1970 / 86_400))]
        }
        await withDiscardingTaskGroup { group in
            for lost in groups.values { group.addTask { await self.lookForLost(ofAKind: lost) } }
        }
    }

    private func lookForLost(ofAKind generations: [Generation]) async {
        var lost = generations
        var pace = LookingPace()
        while !lost.isEmpty, let pause = pace.pause, await rest(pause) {
            do throws(LibraryError) {
                let looks = try await lookout.pass { () async throws(LibraryError) in
                    // Whoever waited in line may have been stopped meanwhile.
                    Task.isCancelled ? [:] : try await look(for: lost)
                }
                // What was found, or settled by a person meanwhile, is no longer lost.
                lost = lost.filter { looks[$0.id].map { !$0.isFound } ?? false }
                if looks.values.contains(where: \.isUnreadable) { pace.wasUnreadable() } else { pace.wasRead() }
            } catch {
                logger.error("What was lost could not be looked for. \(error)")
                pace.wasUnreadable()
            }
        }
    }

    /// Looks for lost generations of one model.
    private func look(for lost: [Generation]) async throws(LibraryError) -> [Generation.ID: Look] {
        let times = lost.map(\.sentAt)
        let requests: [PastRequest]
        do throws(SegmindError) {
            requests = try await history(around: times, model: lost.first?.model)
        } catch {
            let look = Look.unreadable(error.sentence)
            return Dictionary(lost.map { ($0.id, look) }, uniquingKeysWith: { first, _ in first })
        }
        let pairs = try await owners(of: requests, sentAt: times).map { ($1.id, $0) }
        let found = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        var looks: [Generation.ID: Look] = [:]
        for generation in lost {
            guard let requestID = found[generation.id] else {
                looks[generation.id] = .notFound
                continue
            }
            if try await adopt(generation.id, as: requestID) { looks[generation.id] = .found(requestID: requestID) }
        }
        return looks
    }

    /// Writes the request id that the history has for a lost generation, and has it followed.
    ///
    /// Returns whether it was written; not when it was settled meanwhile.
    func adopt(_ id: Generation.ID, as requestID: String) async throws(LibraryError) -> Bool {
        surroundings.passes(.found)
        do throws(LibraryError) {
            announce(try await library.move(id, to: .running(requestID: requestID), at: surroundings.now()))
        } catch .notFound {
            return false
        }
        surroundings.passes(.adopted)
        adopted.add(id)
        bell.ring()
        return true
    }

    var historyReader: HistoryReader {
        HistoryReader(client: client, patience: Patience(tries: 2, sleep: surroundings.sleep))
    }

    /// What the service remembers of the days around some times, oldest first; what is older than the first of them
    /// is not read to its end.
    ///
    /// - Parameters:
    ///   - ids: the requests that are looked for, where they are known: more is not read than it takes.
    ///   - pages: how many are read at most, the newest first.
    func history(
        around times: [Date],
        model: String? = nil,
        wanting ids: Set<String>? = nil,
        pages: Int = .max
    ) async throws(SegmindError) -> [PastRequest] {
        let reader = historyReader
        var requests: [PastRequest] = []
        var left = pages
        for stretch in HistoryStretch.around(times).reversed() where left > 0 {
            let since = times.filter { (stretch.first...stretch.last).contains($0) }.min()
            let aim = HistoryAim(requestIDs: ids, since: since, pages: left)
            let reading = try await reader.read(stretch, model: model, aim: aim) { _ in left -= 1 }
            requests = (reading?.requests ?? []) + requests
        }
        return requests
    }

    /// The generations without a request id to which the history's requests belong, by request id.
    func owners(
        of requests: [PastRequest],
        sentAt times: [Date]
    ) async throws(LibraryError) -> [String: UnclaimedQuery.Entry] {
        guard let first = times.min(), let last = times.max() else { return [:] }
        let taken = try await library.answer(TakenRequestsQuery(requestIDs: requests.map(\.requestID)))
        // Also those that are not looked for here, so that nobody is given a twin's request.
        let day = 86_400.0
        let unclaimed = try await library.answer(UnclaimedQuery(service: service, sent: first - day...last + day))
        var matching = Matching()
        return matching.pair(requests.filter { !taken.contains($0.requestID) }, with: unclaimed)
    }

    /// Where a picture is, as far as the history knows.
    enum Whereabouts {
        case at(String)
        case unknown
        case stopped
    }

    /// Where the history says that a picture of a generation is kept; it may lag behind a little, and is asked until
    /// it can be read.
    func whereabouts(of sample: Int, of generation: Generation, requestID: String?) async -> Whereabouts {
        var pauses = [1.0, 4, 15, 60]
        var backoff = Backoff()
        while let pause = pauses.first {
            guard await rest(pause) else { return .stopped }
            do {
                let requests = try await history(around: [generation.sentAt], model: generation.model)
                let owners = requestID == nil ? try await owners(of: requests, sentAt: [generation.sentAt]) : [:]
                let wanted = requestID ?? owners.first { $0.value.id == generation.id }?.key
                if let request = requests.first(where: { $0.requestID == wanted }),
                    request.addresses.indices.contains(sample)
                {
                    return .at(request.addresses[sample])
                }
                pauses.removeFirst()
            } catch {
                guard await rest(backoff.next()) else { return .stopped }
                if backoff.attempts > Self.longWait { places.leave(generation.id) }
            }
        }
        return .unknown
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
                let all = try await history(around: [generation.sentAt], model: generation.model)
                    .first { $0.requestID == requestID }?.addresses
                if let all, all.count > addresses.count { addresses = all }
            }
            guard !addresses.isEmpty else { return .unknown }
            return .result(RequestResult(outputs: addresses.map(MediaSource.url), inferenceSeconds: row.latencySeconds))
        } catch {
            return .unreadable
        }
    }
}

extension Studio.Look {
    fileprivate var isFound: Bool {
        if case .found = self { true } else { false }
    }

    fileprivate var isUnreadable: Bool {
        if case .unreadable = self { true } else { false }
    }
}

extension Generation {
    /// When it was sent; for one that never was, when it was asked for.
    var sentAt: Date { submittedAt ?? createdAt }
}
