import Foundation
import Library
import Segmind

/// From a request id to its result: asked for until the service gives it, says no, or has forgotten it.
extension Studio {
    /// Polls a request that the service has taken, then fetches and stores its result.
    ///
    /// An outage fails nothing: what was paid for is asked for again until there is an answer.
    /// - Parameter isResumed: whether it was sent before the program started; its time then teaches nothing.
    func follow(_ generation: Generation, requestID: String, isResumed: Bool = false) async {
        let ticket = Ticket(requestID: requestID)
        var pace = PollingPace(
            usual: usualTimes[generation.model],
            since: generation.submittedAt ?? generation.createdAt
        )
        while await rest(pace.pause(at: surroundings.now())) {
            do throws(SegmindError) {
                switch try await client.status(of: ticket) {
                case .queued, .processing:
                    breaker.wasAnswered()
                    pace.wasAnswered()
                    tell(nil, of: generation)
                case .completed:
                    breaker.wasAnswered()
                    let result = try await client.result(of: ticket)
                    return await store(result, of: generation, requestID: requestID, isResumed: isResumed)
                case .failed(let reason):
                    await settle(generation, .failed("The service could not make this picture. \(reason)"))
                    return
                }
            } catch .unknown {
                // After an hour the service forgets results, but not where it put the pictures.
                switch await lookBack(generation, requestID: requestID) {
                case .result(let result):
                    return await store(result, of: generation, requestID: requestID, isResumed: true)
                case .failed(let reason):
                    await settle(generation, .failed("The service could not make this picture. \(reason)"))
                    return
                case .unknown where pace.wasUnknown():
                    return await giveToAPerson(generation, "Neither the service nor its history knows this request.")
                case .unknown, .pending, .unreadable:
                    tell("The service does not know this request just now. It is asked again.", of: generation)
                    pace.wasRefused(wait: nil)
                }
            } catch {
                if case .requestFailed = error {
                    await settle(generation, .failed("The service could not make this picture. \(error.sentence)"))
                    return
                }
                // A key that is refused now may be mended; what was paid for is asked for again then.
                await suspect(error)
                tell("\(error.sentence) It is asked again.", of: generation)
                pace.wasRefused(wait: error.retryAfter)
            }
            // What waits long for the service holds nobody else up.
            if pace.refusalCount > Self.longWait {
                places.leave(generation.id)
                bell.ring()
            }
            if pace.isHopeless {
                return await giveToAPerson(generation, "The service did not finish this within a day.")
            }
        }
    }

    /// So many tries in a row without success come to about two minutes.
    static let longWait = 8

    /// Leaves what was asked for in vain to whoever asked: nothing is sent again, and it can be looked for again.
    func giveToAPerson(_ generation: Generation, _ sentence: String) async {
        await settle(generation, .unresolved("\(sentence) It may have been charged. Look again later, or give it up."))
    }

    /// A question that is refused may be about this request alone; the service is asked how it is before all stand
    /// still.
    private func suspect(_ error: SegmindError) async {
        guard error.isSuspicious, breaker.isSuspicious(at: surroundings.now()) else { return }
        do throws(SegmindError) {
            try await client.probe()
        } catch {
            if breaker.wasNotTaken(error, at: surroundings.now()) { changes.announceHouse() }
        }
    }
}

extension SegmindError {
    /// Whether it may tell, as an answer to a mere question, of a service or an account that takes no requests either.
    fileprivate var isSuspicious: Bool {
        switch self {
        case .keyRefused, .forbidden, .noCredits, .notSent: true
        default: false
        }
    }
}
