import Catalog
import Foundation
import Library
import Pictures
import Segmind

/// From a result to pictures in the library.
extension Studio {
    /// Says that a result is being stored, then downloads, verifies and writes the pictures, then the rows. What can
    /// be kept is kept, whatever else is missing.
    func store(
        _ result: RequestResult,
        of generation: Generation,
        requestID: String?,
        isResumed: Bool = false
    ) async {
        if let requestID {
            surroundings.passes(.finished)
            guard await settle(generation, .storing(requestID: requestID)) else { return }
            surroundings.passes(.storing)
        }
        var files: [(sample: Int, file: ImageFile)] = []
        var losses: [Loss] = []
        for (sample, source) in result.outputs.enumerated() {
            switch await keep(source, sample: sample, of: generation, requestID: requestID) {
            case .kept(let picture): files.append((sample, ImageFile(picture)))
            case .lost(let loss): losses.append(loss)
            case .stopped: return
            }
        }
        guard !files.isEmpty else {
            await settleWithoutPictures(generation, losses)
            return
        }
        surroundings.passes(.pictureKept)
        let remark =
            losses.isEmpty
            ? nil : "\(losses.count) of \(result.outputs.count) pictures could not be kept. \(losses[0].sentence)"
        await complete(generation, files, remark, inferenceSeconds: result.inferenceSeconds, isResumed: isResumed)
    }

    /// Why a picture is not there.
    private enum Loss {
        /// It could not be fetched; it may be found another time.
        case missing(String)
        /// What came was no picture, and is kept as it came.
        case unusable(String)

        var sentence: String {
            switch self {
            case .missing(let sentence), .unusable(let sentence): sentence
            }
        }
    }

    private enum Keeping {
        case kept(StoredPicture)
        case lost(Loss)
        /// The program is being stopped; the next start fetches again.
        case stopped
    }

    private func settleWithoutPictures(_ generation: Generation, _ losses: [Loss]) async {
        switch losses.first {
        case .missing(let sentence): await giveToAPerson(generation, sentence)
        case .unusable(let sentence): await settle(generation, .failed(sentence))
        case nil: await settle(generation, .failed("The service said it was done, but sent no picture."))
        }
    }

    private func keep(
        _ source: MediaSource,
        sample: Int,
        of generation: Generation,
        requestID: String?
    ) async -> Keeping {
        switch source {
        case .url(let address):
            return await fetch(address, sample: sample, of: generation, requestID: requestID)
        case .bytes(let bytes):
            surroundings.passes(.fetched)
            if let keeping = await place(bytes, of: generation, isLast: false) { return keeping }
            // What came inside the answer cannot be asked for again, but the history knows where it is kept.
            tell("The picture arrived broken. It is looked for in the service's history.", of: generation)
            switch await whereabouts(of: sample, of: generation, requestID: requestID) {
            case .at(let address): return await fetch(address, sample: sample, of: generation, requestID: requestID)
            case .unknown: return await place(bytes, of: generation, isLast: true) ?? .stopped
            case .stopped: return .stopped
            }
        }
    }

    /// Fetches a picture until it is there and whole. What arrives broken, or is not there yet, may be so at the next
    /// try; what was paid for is asked for again.
    private func fetch(
        _ address: String,
        sample: Int,
        of generation: Generation,
        requestID: String?
    ) async -> Keeping {
        var address = address
        var backoff = Backoff()
        var failures = 0
        while true {
            do throws(SegmindError) {
                let bytes = try await client.download(address)
                surroundings.passes(.fetched)
                failures += 1
                let isLast = failures >= limits.fetchesOfABrokenPicture
                if let keeping = await place(bytes, of: generation, isLast: isLast) { return keeping }
                tell("The picture arrived broken. It is fetched again.", of: generation)
            } catch {
                if !error.mayPass { failures += 1 }
                guard failures < limits.fetchesOfABrokenPicture, backoff.attempts < Self.mostFetches else {
                    return .lost(.missing("The picture could not be fetched. \(error.sentence)"))
                }
                // The address may have grown old; the history has the present one.
                if let requestID, backoff.attempts > 0,
                    case .result(let result) = await lookBack(generation, requestID: requestID),
                    result.outputs.indices.contains(sample), case .url(let present) = result.outputs[sample]
                {
                    address = present
                }
                tell("The picture could not be fetched yet. \(error.sentence) It is tried again.", of: generation)
            }
            guard await rest(backoff.next()) else { return .stopped }
            if backoff.attempts > Self.longWait {
                places.leave(generation.id)
                bell.ring()
            }
        }
    }

    /// A host of pictures that is down is asked for about a day.
    private static let mostFetches = 1500

    /// What was paid for is held until the disk takes it; what is no picture is set aside for a look.
    ///
    /// - Parameter isLast: whether the bytes cannot be asked for again, so that these are all there is.
    /// - Returns: `nil` when they are no picture and may be asked for again.
    private func place(_ bytes: [UInt8], of generation: Generation, isLast: Bool) async -> Keeping? {
        var backoff = Backoff()
        while true {
            do throws(PictureError) {
                do throws(PictureError) {
                    return .kept(try await pictures.place(bytes))
                } catch  where !error.isOfTheDisk {
                    guard isLast else { return nil }
                    let path = try pictures.setAside(bytes, reason: error.sentence)
                    return .lost(
                        .unusable(
                            "What the service sent cannot be used. \(error.sentence) The bytes are kept in \(path). "
                                + "It may have been charged."
                        )
                    )
                }
            } catch {
                tell("\(error.sentence) The picture is held; it is tried again.", of: generation)
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
        let persisted = await persist(generation) { () async throws(LibraryError) in
            let result = GenerationResult(
                files: files,
                inferenceSeconds: inferenceSeconds,
                verdict: try await verdict(on: files, of: generation),
                remark: remark
            )
            return try await library.complete(generation.id, with: result, at: surroundings.now())
        }
        surroundings.passes(.completed)
        if case .written(let completed) = persisted, !isResumed { learn(from: completed) }
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
}

extension PictureError {
    /// Whether the disk is at fault, not the picture: trying again later makes sense.
    fileprivate var isOfTheDisk: Bool {
        switch self {
        case .noSpace, .folderReadOnly, .io: true
        case .unreadable, .unsupportedFormat, .tooManyPixels, .tooManyBytes, .missing, .cannotRead: false
        }
    }
}
