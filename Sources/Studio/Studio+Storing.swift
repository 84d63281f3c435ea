import Catalog
import Foundation
import Library
import Pictures
import Segmind

/// From a result to pictures in the library.
extension Studio {
    /// Downloads, verifies and writes the pictures, then the rows. What can be kept is kept, whatever else is missing.
    func store(_ result: RequestResult, of generation: Generation, isResumed: Bool = false) async {
        var files: [(sample: Int, file: ImageFile)] = []
        var losses: [String] = []
        for (sample, source) in result.outputs.enumerated() {
            switch await keep(source, of: generation) {
            case .kept(let picture): files.append((sample, ImageFile(picture)))
            case .lost(let sentence): losses.append(sentence)
            case .broken: losses.append("The picture arrived broken.")
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
        /// It is no picture as it arrived, and may be asked for again.
        case broken
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
                    // What arrives broken may be whole at the next try; what was paid for is asked for again.
                    let bytes = try await client.download(url)
                    let keeping = await place(bytes, of: generation, isLast: backoff.attempts >= 2)
                    guard case .broken = keeping else { return keeping }
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
    ///
    /// - Parameter isLast: whether the bytes cannot be asked for again, so that these are all there is.
    private func place(_ bytes: [UInt8], of generation: Generation, isLast: Bool = true) async -> Keeping {
        var backoff = Backoff()
        while true {
            do throws(PictureError) {
                return .kept(try await pictures.place(bytes))
            } catch {
                guard error.isOfTheDisk else {
                    guard isLast else { return .broken }
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
