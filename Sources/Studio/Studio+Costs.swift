import Foundation
import Library
import Segmind

/// What generations really cost, learned from the service's history some time after they are done.
extension Studio {
    /// Asks for the costs of what was done lately while there is something to ask, and once an hour for older ones.
    func settleCosts() async {
        var pause = 15.0
        var round = 0
        while await rest(pause) {
            // Twice a minute at most; what the history does not have yet is asked for ever more rarely.
            let isLong = round.isMultiple(of: 60)
            let news = await settleCosts(sentWithin: isLong ? 3 * 86_400 : 3600)
            pause = news ? 30 : min(pause * 1.5, 600)
            round += 1
        }
    }

    /// Returns whether the history had something to say.
    private func settleCosts(sentWithin seconds: Double) async -> Bool {
        let now = surroundings.now()
        do {
            let open = try await library.answer(CostsToSettleQuery(service: service, since: now - seconds))
            // A synchronous request is told its id by nobody but the history.
            let nameless = try await library.answer(UnclaimedQuery(service: service, sent: now - seconds...now))
            let times = open.map(\.submittedAt) + nameless.map(\.submittedAt)
            guard !times.isEmpty else { return false }
            let requests = try await history(around: times)
            surroundings.passes(.costsKnown)
            var settled = try await library.settleCosts(
                requests.compactMap { request in request.finalCost.map { (request.requestID, $0) } },
                service: service
            )
            let byID = Dictionary(requests.map { ($0.requestID, $0) }, uniquingKeysWith: { first, _ in first })
            for (requestID, generation) in try await owners(of: requests, sentAt: times) {
                let cost = byID[requestID]?.finalCost
                if try await library.recognise(generation.id, as: requestID, cost: cost) { settled += 1 }
            }
            return settled > 0
        } catch {
            logger.notice("The real costs could not be learned yet. \(error)")
            return false
        }
    }
}

extension PastRequest {
    /// In US dollars, once the request is done with.
    fileprivate var finalCost: Double? {
        status == .completed || status == .failed ? cost : nil
    }
}
