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
                case .completed:
                    let result = try await client.result(of: ticket)
                    guard await settle(generation, .storing(requestID: requestID)) else { return }
                    return await store(result, of: generation, isResumed: isResumed)
                case .failed(let reason):
                    await settle(generation, .failed("The service could not make this picture. \(reason)"))
                    return
                }
            } catch {
                // A key that is refused now may be mended; what was paid for is asked for again then.
                guard error.mayPass || error.isAboutTheAccount else {
                    await settle(generation, .failed(error.sentence))
                    return
                }
                logger.warning("\(error.sentence)", metadata: ["generation": "\(generation.id)"])
                lastSaid = error.sentence
                if case .malformedAnswer = error { pace.wasMisunderstood() }
                pace.wasRefused(wait: error.retryAfter)
            }
        }
        await settle(generation, .failed("\(lastSaid) It may have been charged."))
    }

    /// Downloads, verifies and writes the pictures, then the rows. What can be kept is kept, whatever else is missing.
    private func store(_ result: RequestResult, of generation: Generation, isResumed: Bool = false) async {
        var files: [(sample: Int, file: ImageFile)] = []
        var losses: [String] = []
        for (sample, source) in result.outputs.enumerated() {
            switch await keep(source, of: generation) {
            case .kept(let picture): files.append((sample, ImageFile(picture)))
            case .lost(let sentence): losses.append(sentence)
            case .stopped: return
            }
        }
        guard !files.isEmpty else {
            let sentence = losses.first ?? "The service said it was done, but sent no picture."
            await settle(generation, .failed(sentence))
            return
        }
        let remark =
            losses.isEmpty
            ? nil : "\(losses.count) of \(result.outputs.count) pictures could not be kept. \(losses[0])"
        await complete(generation, files, remark, inferenceSeconds: result.inferenceSeconds, isResumed: isResumed)
    }

    private enum Keeping {
        case kept(StoredPicture)
        case lost(String)
        /// The program is being stopped; the next start fetches again.
        case stopped
    }

    private func keep(_ source: MediaSource, of generation: Generation) async -> Keeping {
        switch source {
        case .bytes(let bytes):
            return await place(bytes, of: generation)
        case .url(let url):
            var backoff = Backoff()
            while true {
                do throws(SegmindError) {
                    return await place(try await client.download(url), of: generation)
                } catch {
                    guard error.mayPass, backoff.attempts < 20 else {
                        return .lost("The picture could not be fetched. \(error.sentence)")
                    }
                }
                guard await rest(backoff.next()) else { return .stopped }
            }
        }
    }

    /// What was paid for is held until the disk takes it; what is no picture is set aside for a look.
    private func place(_ bytes: [UInt8], of generation: Generation) async -> Keeping {
        var backoff = Backoff()
        while true {
            do throws(PictureError) {
                return .kept(try await pictures.place(bytes))
            } catch {
                guard error.isOfTheDisk else {
                    let aside = try? pictures.setAside(bytes, reason: error.sentence)
                    let kept = aside.map { " The bytes are kept in \($0)." } ?? ""
                    return .lost("What the service sent cannot be used. \(error.sentence)\(kept)")
                }
                logger.error("\(error.sentence)", metadata: ["generation": "\(generation.id)"])
            }
            guard await rest(backoff.next()) else { return .stopped }
        }
    }

    private func complete(
        _ generation: Generation,
        _ files: [(sample: Int, file: ImageFile)],
        _ remark: String?,
        inferenceSeconds: Double?,
        isResumed: Bool
    ) async {
        let completed = await persist(generation) { () async throws(LibraryError) in
            let result = GenerationResult(
                files: files,
                inferenceSeconds: inferenceSeconds,
                cost: catalog[generation.model]?.listedPrice(samples: generation.samples),
                verdict: try await verdict(on: files, of: generation),
                remark: remark
            )
            return try await library.complete(generation.id, with: result, at: surroundings.now())
        }
        if let completed, !isResumed { learn(from: completed) }
    }

    private func verdict(
        on files: [(sample: Int, file: ImageFile)],
        of generation: Generation
    ) async throws(LibraryError) -> Generation.Verdict? {
        guard let parent = generation.parent, parent.relation == .regeneration,
            let original = try await library.answer(ImageQuery(id: parent.imageID))?.image,
            let again = files.first(where: { $0.sample == original.sample })
        else { return nil }
        return Generation.Verdict(original: original.file, again: again.file)
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
            _ = await persist(generation) { () async throws(LibraryError) in
                try await library.postpone(generation.id, until: now + wait, because: error.sentence, at: now)
            }
        } else {
            await settle(generation, .failed(error.sentence))
        }
    }

    /// Writes a state; returns whether it was written.
    @discardableResult
    func settle(_ generation: Generation, _ state: GenerationState) async -> Bool {
        await persist(generation) { () async throws(LibraryError) in
            try await library.move(generation.id, to: state, at: surroundings.now())
        } != nil
    }

    /// Tries on while the library cannot be written: a request id or a paid picture must not be lost to a full disk.
    private func persist(
        _ generation: Generation,
        _ write: () async throws(LibraryError) -> Generation
    ) async -> Generation? {
        var backoff = Backoff()
        while true {
            do throws(LibraryError) {
                let written = try await write()
                announce(written)
                return written
            } catch {
                logger.error("\(error)", metadata: ["generation": "\(generation.id)"])
                // What is not a matter of the disk or of waiting will not mend itself.
                guard error.mayPass else { return nil }
            }
            guard await rest(backoff.next()) else { return nil }
        }
    }

    /// Waits; returns whether to go on, which is no once the queue is being stopped.
    private func rest(_ seconds: Double) async -> Bool {
        do { try await surroundings.sleep(.seconds(seconds)) } catch { return false }
        return true
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

extension LibraryError {
    /// Whether trying again later makes sense.
    fileprivate var mayPass: Bool {
        switch self {
        case .noSpace, .readOnly, .locked: true
        case .newerVersion, .damaged, .notFound, .other: false
        }
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

extension PictureError {
    /// Whether the disk is at fault, not the picture: trying again later makes sense.
    fileprivate var isOfTheDisk: Bool {
        switch self {
        case .noSpace, .folderReadOnly, .io: true
        case .unreadable, .unsupportedFormat, .tooManyPixels, .tooManyBytes, .missing: false
        }
    }
}
