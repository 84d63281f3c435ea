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
        var losses: [String] = []
        for (sample, source) in result.outputs.enumerated() {
            switch await keep(source, sample: sample, of: generation, requestID: requestID) {
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
        surroundings.passes(.pictureKept)
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

    private func keep(
        _ source: MediaSource,
        sample: Int,
        of generation: Generation,
        requestID: String?
    ) async -> Keeping {
        var url: String
        switch source {
        case .url(let address): url = address
        case .bytes(let bytes):
            surroundings.passes(.fetched)
            if let keeping = await place(bytes, of: generation, isLast: false) { return keeping }
            // What came inside the answer cannot be asked for again, but the history knows where it is kept.
            tell("The picture arrived broken. It is looked for in the service's history.", of: generation)
            guard let address = await address(of: sample, of: generation, requestID: requestID) else {
                return await place(bytes, of: generation, isLast: true) ?? .stopped
            }
            url = address
        }
        var backoff = Backoff()
        var broken = 0
        var hasLookedBack = false
        while true {
            do throws(SegmindError) {
                let bytes = try await client.download(url)
                surroundings.passes(.fetched)
                // What arrives broken may be whole at the next try; what was paid for is asked for again.
                broken += 1
                if let keeping = await place(bytes, of: generation, isLast: broken >= limits.fetchesOfABrokenPicture) {
                    return keeping
                }
                tell("The picture arrived broken. It is fetched again.", of: generation)
            } catch {
                if !error.mayPass {
                    // The address may have grown old; the history has the present one.
                    guard !hasLookedBack, let requestID,
                        case .result(let result) = await lookBack(generation, requestID: requestID),
                        result.outputs.indices.contains(sample), case .url(let present) = result.outputs[sample]
                    else {
                        return .lost("The picture could not be fetched, and may have been charged. \(error.sentence)")
                    }
                    hasLookedBack = true
                    url = present
                }
                tell("The picture could not be fetched yet. \(error.sentence) It is tried again.", of: generation)
            }
            guard await rest(backoff.next()) else { return .stopped }
        }
    }

    /// What was paid for is held until the disk takes it; what is no picture is set aside for a look.
    ///
    /// - Parameter isLast: whether the bytes cannot be asked for again, so that these are all there is.
    /// - Returns: `nil` when they are no picture and may be asked for again.
    private func place(_ bytes: [UInt8], of generation: Generation, isLast: Bool) async -> Keeping? {
        var backoff = Backoff()
        while true {
            do throws(PictureError) {
                return .kept(try await pictures.place(bytes))
            } catch {
                guard error.isOfTheDisk else {
                    guard isLast else { return nil }
                    let aside = try? pictures.setAside(bytes, reason: error.sentence)
                    let kept = aside.map { " The bytes are kept in \($0)." } ?? ""
                    return .lost("What the service sent cannot be used. \(error.sentence)\(kept)")
                }
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
        let completed = await persist(generation) { () async throws(LibraryError) in
            let result = GenerationResult(
                files: files,
                inferenceSeconds: inferenceSeconds,
                verdict: try await verdict(on: files, of: generation),
                remark: remark
            )
            return try await library.complete(generation.id, with: result, at: surroundings.now())
        }
        surroundings.passes(.completed)
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
