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
                    guard !pace.isHopeless else {
                        await settle(
                            generation,
                            .failed("The service did not finish this within a day. It may have been charged.")
                        )
                        return
                    }
                case .completed:
                    breaker.wasAnswered()
                    let result = try await client.result(of: ticket)
                    return await store(result, of: generation, requestID: requestID, isResumed: isResumed)
                case .failed(let reason):
                    await settle(generation, .failed("The service could not make this picture. \(reason)"))
                    return
                }
            } catch .unknown(let said) {
                // After an hour the service forgets results, but not where it put the pictures.
                switch await lookBack(generation, requestID: requestID) {
                case .result(let result):
                    return await store(result, of: generation, requestID: requestID, isResumed: true)
                case .failed(let reason):
                    await settle(generation, .failed("The service could not make this picture. \(reason)"))
                    return
                case .unknown where !pace.isEarly(at: surroundings.now()):
                    await settle(
                        generation,
                        .failed("The service knows this request no longer. It may have been charged. \(said)")
                    )
                    return
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
                if error.pausesTheQueue, breaker.wasNotTaken(error, at: surroundings.now()) {
                    changes.announceHouse()
                }
                tell("\(error.sentence) It is asked again.", of: generation)
                pace.wasRefused(wait: error.retryAfter)
            }
        }
    }
}

extension SegmindError {
    /// Whether it tells, as an answer to a mere question, of a service or an account that takes no requests either.
    fileprivate var pausesTheQueue: Bool {
        switch self {
        case .keyRefused, .forbidden, .noCredits, .notSent: true
        default: false
        }
    }
}
