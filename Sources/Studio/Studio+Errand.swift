import Catalog
import Foundation
import Library
import Pictures
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
    func follow(_ generation: Generation, requestID: String) async {
        let ticket = Ticket(requestID: requestID)
        var pace = PollingPace(
            usual: usualTimes[generation.model],
            since: generation.submittedAt ?? generation.createdAt
        )
        while let pause = pace.pause(at: surroundings.now()) {
            do { try await surroundings.sleep(pause) } catch { return }
            do throws(SegmindError) {
                switch try await client.status(of: ticket) {
                case .queued, .processing:
                    pace.wasAnswered()
                case .completed:
                    let result = try await client.result(of: ticket)
                    guard await settle(generation, .storing(requestID: requestID)) else { return }
                    return await store(result, of: generation)
                case .failed(let reason):
                    await settle(generation, .failed("The service could not make this picture. \(reason)"))
                    return
                }
            } catch {
                guard error.mayPass else {
                    await settle(generation, .failed(error.sentence))
                    return
                }
                logger.warning("\(error.sentence)", metadata: ["generation": "\(generation.id)"])
                pace.wasRefused()
            }
        }
        await settle(
            generation,
            .failed(
                "The service did not finish within an hour, after which it forgets results. It may have been charged."
            )
        )
    }

    /// Downloads, verifies and writes the pictures, then the rows.
    private func store(_ result: RequestResult, of generation: Generation) async {
        var placed: [ImageFile] = []
        for source in result.outputs {
            guard let bytes = await fetch(source, of: generation) else { return }
            guard let picture = await place(bytes, of: generation) else { return }
            placed.append(ImageFile(picture))
        }
        guard !placed.isEmpty else {
            await settle(generation, .failed("The service said it was done, but sent no picture."))
            return
        }
        await complete(generation, files: placed, inferenceSeconds: result.inferenceSeconds)
    }

    private func fetch(_ source: MediaSource, of generation: Generation) async -> [UInt8]? {
        switch source {
        case .bytes(let bytes):
            return bytes
        case .url(let url):
            var backoff = Backoff()
            while true {
                do throws(SegmindError) {
                    return try await client.download(url)
                } catch {
                    guard error.mayPass, backoff.attempts < 20 else {
                        await settle(generation, .failed("The picture could not be fetched. \(error.sentence)"))
                        return nil
                    }
                }
                do { try await surroundings.sleep(backoff.next()) } catch { return nil }
            }
        }
    }

    /// What was paid for is held until the disk takes it; what is no picture is set aside for a look.
    private func place(_ bytes: [UInt8], of generation: Generation) async -> StoredPicture? {
        var backoff = Backoff()
        while true {
            do throws(PictureError) {
                return try await pictures.place(bytes)
            } catch {
                if error.isOfTheDisk {
                    logger.error("\(error.sentence)", metadata: ["generation": "\(generation.id)"])
                } else {
                    let aside = try? pictures.setAside(bytes, reason: error.sentence)
                    let kept = aside.map { " The bytes are kept in \($0)." } ?? ""
                    await settle(generation, .failed("What the service sent cannot be used. \(error.sentence)\(kept)"))
                    return nil
                }
            }
            do { try await surroundings.sleep(backoff.next()) } catch { return nil }
        }
    }

    private func complete(_ generation: Generation, files: [ImageFile], inferenceSeconds: Double?) async {
        let model = catalog[generation.model]
        var backoff = Backoff()
        while true {
            do throws(LibraryError) {
                let result = GenerationResult(
                    files: files,
                    inferenceSeconds: inferenceSeconds,
                    cost: model?.listedPrice.map { $0 * Double(generation.samples) },
                    verdict: try await verdict(on: files, of: generation)
                )
                let completed = try await library.complete(generation.id, with: result, at: surroundings.now())
                learn(from: completed)
                return announce(completed)
            } catch {
                logger.error("\(error)", metadata: ["generation": "\(generation.id)"])
            }
            do { try await surroundings.sleep(backoff.next()) } catch { return }
        }
    }

    private func verdict(on files: [ImageFile], of generation: Generation) async throws(LibraryError) -> Generation
        .Verdict?
    {
        guard let parent = generation.parent, parent.relation == .regeneration,
            let original = try await library.answer(ImageQuery(id: parent.imageID))?.image,
            files.indices.contains(original.sample)
        else { return nil }
        return Generation.Verdict(original: original.file, again: files[original.sample])
    }

    private func learn(from generation: Generation) {
        guard let submitted = generation.submittedAt, let finished = generation.finishedAt else { return }
        usualTimes.learn(generation.model, seconds: finished.timeIntervalSince(submitted))
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
        } else if error.canBeRetried {
            let now = surroundings.now()
            let wait = min(error.retryAfter ?? Backoff(attempts: generation.attempts).seconds, 3600)
            do throws(LibraryError) {
                announce(
                    try await library.postpone(generation.id, until: now + wait, because: error.sentence, at: now)
                )
            } catch {
                logger.error("\(error)", metadata: ["generation": "\(generation.id)"])
            }
        } else {
            await settle(generation, .failed(error.sentence))
        }
    }

    /// Writes a state; tries on while the library cannot be written, since a request id must not be lost.
    ///
    /// Returns whether it was written.
    @discardableResult
    private func settle(_ generation: Generation, _ state: GenerationState) async -> Bool {
        var backoff = Backoff()
        while true {
            do throws(LibraryError) {
                announce(try await library.move(generation.id, to: state, at: surroundings.now()))
                return true
            } catch .notFound {
                logger.error("generation \(generation.id) is not where it should be; it stays as it is")
                return false
            } catch {
                logger.error("\(error)", metadata: ["generation": "\(generation.id)"])
            }
            do { try await surroundings.sleep(backoff.next()) } catch { return false }
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

extension PictureError {
    /// Whether the disk is at fault, not the picture: trying again later makes sense.
    fileprivate var isOfTheDisk: Bool {
        switch self {
        case .noSpace, .folderReadOnly, .io: true
        case .unreadable, .unsupportedFormat, .tooManyPixels, .tooManyBytes, .missing: false
        }
    }
}
