import Foundation
import Library
import Segmind

/// What generations really cost, learned from the service's history some time after they are done.
extension Studio {
    /// So few requests are asked for one by one.
    private static let few = 5
    /// So many pages of the history are read in a round; a later round goes on with what is still open.
    private static let pages = 40

    /// Asks for the costs of what was done lately while there is something to ask, and once an hour for older ones.
    func settleCosts() async {
        var pause = 15.0
        var sinceOlderOnes = 3600.0
        while await rest(pause) {
            sinceOlderOnes += pause
            let asksForOlderOnes = sinceOlderOnes >= 3600
            if asksForOlderOnes { sinceOlderOnes = 0 }
            // Twice a minute at most; what the history does not have yet is asked for ever more rarely.
            let news = await settleCosts(sentWithin: asksForOlderOnes ? Self.reach : 3600)
            pause = news ? 30 : min(pause * 1.5, 600)
        }
    }

    /// Returns whether the history had something to say.
    func settleCosts(sentWithin seconds: Double) async -> Bool {
        let now = surroundings.now()
        do {
            let open = try await library.answer(CostsToSettleQuery(service: service, since: now - seconds))
            // A synchronous request is told its id by nobody but the history, and what was lost may be in it by now.
            let nameless = try await library.answer(UnclaimedQuery(service: service, sent: now - seconds...now))
                .filter(\.state.isSettled)
            guard !open.isEmpty || !nameless.isEmpty else { return false }
            let requests = try await past(of: open, nameless)
            surroundings.passes(.costsKnown)
            let wanted = Set(open.map(\.requestID))
            var settled = try await library.settleCosts(
                requests.compactMap { request in
                    guard wanted.contains(request.requestID) else { return nil }
                    return request.finalCost.map { (request.requestID, $0) }
                },
                service: service
            )
            let owners = try await owners(of: requests, sentAt: nameless.map(\.submittedAt))
            for request in requests {
                guard let generation = owners[request.requestID] else { continue }
                if try await claim(request, for: generation) { settled += 1 }
            }
            return settled > 0
        } catch {
            logger.notice("The real costs could not be learned yet. \(error)")
            return false
        }
    }

    /// What the history says of some generations: few are asked for by their ids, many are looked for on its pages.
    private func past(
        of open: [CostsToSettleQuery.Entry],
        _ nameless: [UnclaimedQuery.Entry]
    ) async throws(SegmindError) -> [PastRequest] {
        var requests: [PastRequest] = []
        if open.count > Self.few || !nameless.isEmpty {
            requests = try await history(
                around: open.map(\.submittedAt) + nameless.map(\.submittedAt),
                wanting: nameless.isEmpty ? Set(open.map(\.requestID)) : nil,
                pages: Self.pages
            )
        }
        let seen = Set(requests.map(\.requestID))
        // Any few of them, so that one of which the history says nothing does not keep the others waiting.
        for entry in open.filter({ !seen.contains($0.requestID) }).shuffled().prefix(Self.few) {
            if let request = try await historyReader.read(entry.requestID) { requests.append(request) }
        }
        return requests
    }

    /// Writes a request id to a generation that has none. One that was lost is adopted; one whose answer is still
    /// out is left alone.
    private func claim(
        _ request: PastRequest,
        for generation: UnclaimedQuery.Entry
    ) async throws(LibraryError) -> Bool {
        switch generation.state {
        case .completed:
            try await library.recognise(generation.id, as: request.requestID, cost: request.finalCost)
        case .unresolved: try await adopt(generation.id, as: request.requestID)
        default: false
        }
    }
}

extension PastRequest {
    /// In US dollars, once the request is done with.
    fileprivate var finalCost: Double? {
        status == .completed || status == .failed ? cost : nil
    }
}
