import Catalog
import Foundation
import Library
import Segmind

/// A generation's way from submit to stored. Each step writes where it stands before the next begins.
extension Studio {
    /// Sends a generation that is marked `submitting`, and sees it through.
    func carry(_ generation: Generation) async {
        guard let model = catalog[generation.model] else {
            await settle(generation, .failed("The model \(generation.model) is no longer in the catalogue."))
            return
        }
        do throws(SegmindError) {
            if model.isAsynchronous {
                let ticket = try await unhurried { [client] () throws(SegmindError) in
                    try await client.submit(slug: model.slug, body: generation.request)
                }
                guard await settle(generation, .running(requestID: ticket.requestID)) else { return }
                await follow(generation, requestID: ticket.requestID)
            } else {
                let result = try await unhurried { [client] () throws(SegmindError) in
                    try await client.generate(slug: model.slug, body: generation.request)
                }
                guard await settle(generation, .storing(requestID: nil)) else { return }
                await store(result, of: generation)
            }
        } catch {
            await notTaken(generation, error)
        }
    }

    /// Polls a request that the service has taken, then fetches and stores its result.
    ///
    /// - Parameter isResumed: whether it was sent before the program started; its time then teaches nothing.
    func follow(_ generation: Generation, requestID: String, isResumed: Bool = false) async {
        let ticket = Ticket(requestID: requestID)
        var pace = PollingPace(
            usual: usualTimes[generation.model],
            since: generation.submittedAt ?? generation.createdAt
        )
        var lastSaid = "The service did not finish within an hour, after which it forgets results."
        while let pause = pace.pause(at: surroundings.now()), !pace.isPointless {
            guard await rest(pause) else { return }
            do throws(SegmindError) {
                switch try await client.status(of: ticket) {
                case .queued, .processing:
                    pace.wasAnswered()
                    tell(nil, of: generation)
                case .completed:
                    let result = try await client.result(of: ticket)
                    guard await settle(generation, .storing(requestID: requestID)) else { return }
                    return await store(result, of: generation, isResumed: isResumed)
                case .failed(let reason):
                    await settle(generation, .failed("The service could not make this picture. \(reason)"))
                    return
                }
            } catch {
                // After an hour the service forgets results, but not where it put the pictures.
                if case .unknown = error, let result = await resultFromHistory(requestID) {
                    guard await settle(generation, .storing(requestID: requestID)) else { return }
                    return await store(result, of: generation, isResumed: true)
                }
                // A key that is refused now may be mended; what was paid for is asked for again then.
                guard error.mayPass || error.isAboutTheAccount else {
                    await settle(generation, .failed(error.sentence))
                    return
                }
                tell("\(error.sentence) It is asked again.", of: generation)
                lastSaid = error.sentence
                if case .malformedAnswer = error { pace.wasMisunderstood() }
                pace.wasRefused(wait: error.retryAfter)
            }
        }
        await settle(generation, .failed("\(lastSaid) It may have been charged."))
    }

    /// The service refused, or its answer was lost.
    private func notTaken(_ generation: Generation, _ error: SegmindError) async {
        if error.mayHaveBeenCharged {
            await settle(
                generation,
                .unresolved(
                    "\(error.sentence) The request may have been taken and charged, so it is not sent again by itself."
                )
            )
            await lookForLost([generation])
        } else if error.canBeRetried {
            let now = surroundings.now()
            let wait = min(error.retryAfter ?? Backoff(attempts: generation.attempts).seconds, 3600)
            _ = await persist(generation) { () async throws(LibraryError) in
                try await library.postpone(generation.id, until: now + wait, because: error.sentence, at: now)
            }
        } else {
            await settle(generation, .failed(error.sentence))
        }
    }

    /// Waits for an answer even when the queue is being stopped: a submit cut short would be an answer lost.
    private func unhurried<Value: Sendable>(
        _ work: @escaping @Sendable () async throws(SegmindError) -> Value
    ) async throws(SegmindError) -> Value {
        let task = Task { () async -> Result<Value, SegmindError> in
            do throws(SegmindError) { return .success(try await work()) } catch { return .failure(error) }
        }
        return try await task.value.get()
    }
}

extension SegmindError {
    /// Whether the key or the account is at fault, not the request.
    fileprivate var isAboutTheAccount: Bool {
        switch self {
        case .keyRefused, .forbidden, .noCredits: true
        default: false
        }
    }
}
