import Catalog
import Foundation
import Library
import Segmind

/// A generation's way from submit to result. Each step writes where it stands before the next begins.
extension Studio {
    /// Sends a generation that is marked `submitting`, and sees it through.
    func carry(_ generation: Generation) async {
        guard let model = catalog[generation.model] else {
            breaker.handBack()
            await settle(generation, .failed("The model \(generation.model) is no longer in the catalogue."))
            return
        }
        do throws(SegmindError) {
            if model.isAsynchronous {
                let ticket = try await unhurried { [client] () throws(SegmindError) in
                    try await client.submit(slug: model.slug, body: generation.request)
                }
                wasTaken()
                surroundings.passes(.accepted)
                guard await settle(generation, .running(requestID: ticket.requestID)) else { return }
                surroundings.passes(.running)
                await follow(generation, requestID: ticket.requestID)
            } else {
                let result = try await unhurried { [client] () throws(SegmindError) in
                    try await client.generate(slug: model.slug, body: generation.request)
                }
                wasTaken()
                surroundings.passes(.finished)
                guard await settle(generation, .storing(requestID: nil)) else { return }
                surroundings.passes(.storing)
                await store(result, of: generation, requestID: nil)
            }
        } catch {
            await notTaken(generation, error)
        }
    }

    private func wasTaken() {
        let stood = breaker.pause != nil
        breaker.wasTaken()
        if stood { changes.announceHouse() }
        bell.ring()
    }

    /// The service refused, or its answer was lost.
    private func notTaken(_ generation: Generation, _ error: SegmindError) async {
        let now = surroundings.now()
        let isPaused = breaker.wasNotTaken(error, at: now)
        if isPaused { changes.announceHouse() }
        if error.mayHaveBeenCharged {
            surroundings.passes(.answerLost)
            await leaveOpen(generation, error.sentence)
        } else if error.isAboutTheKey, mind.isAlwaysRefused(generation.id, others: breaker.takenCount) {
            await settle(
                generation,
                .failed("\(error.sentence) Others were taken meanwhile, so it is this request that is refused.")
            )
        } else if error.canBeRetried || isPaused {
            // Also where the account is at fault: the queue waits, and nothing in it fails.
            let wait = min(error.retryAfter ?? Backoff(attempts: generation.attempts).seconds, 3600)
            if case .tooManyRequests(_, let asked) = error { tempo.rest(for: min(asked ?? wait, 300), at: now) }
            surroundings.passes(.refused)
            _ = await persist(generation) { () async throws(LibraryError) in
                try await library.postpone(generation.id, until: now + wait, because: error.sentence, at: now)
            }
            surroundings.passes(.postponed)
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
    /// Whether the key is refused: all of it, or for this one request.
    fileprivate var isAboutTheKey: Bool {
        switch self {
        case .keyRefused, .forbidden: true
        default: false
        }
    }
}
