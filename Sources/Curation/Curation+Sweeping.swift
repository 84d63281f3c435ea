import Foundation
import Library
import Logging
import Pictures

extension Curation {
    /// So long the file of a deleted picture is kept out of the way: whoever was just storing the same bytes, and
    /// found them there, writes its row meanwhile and has them brought back.
    public static let grace: TimeInterval = 600

    /// Sweeps at the start and from time to time, until its task is cancelled; then ends what runs.
    ///
    /// - Parameter sleep: waits; throws when the wait is cut short.
    public func run(
        every interval: Duration = .seconds(900),
        sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) async {
        repeat {
            do { try await sweep() } catch is CancellationError {} catch {
                logger.error("The trash could not be swept: \(error)")
            }
        } while await (try? sleep(interval)) != nil
        await close()
    }

    /// Deletes what has lain in the trash for 30 days, forgets actions and deleted collections as old, and lets the
    /// files go of what was deleted a while ago.
    ///
    /// - Throws: ``LibraryError``, or ``PictureError`` when the data folder gives an error.
    public func sweep() async throws {
        let over = now().addingTimeInterval(-Action.kept)
        if try await !library.answer(TrashedIDsQuery(until: over, limit: 1)).isEmpty {
            let action = try await apply(.delete, to: .trashed(until: over))
            await wait(for: action.id)
        }
        while try await library.deletePrompts(trashedUntil: over) { try Task.checkCancellation() }
        while try await library.forgetActions(before: over) { try Task.checkCancellation() }
        while try await library.forgetCollections(before: over) { try Task.checkCancellation() }
        try await sweepFiles()
    }

    /// Brings back the files that an image names after all, and removes the others once their time is over.
    private func sweepFiles() async throws {
        let folder = pictures
        let retired = try await workbench.run { () throws(PictureError) in try folder.retired() }
        for start in stride(from: 0, to: retired.count, by: 500) {
            let slice = retired[start..<min(start + 500, retired.count)]
            let named = try await library.answer(NamedPathsQuery(paths: slice.map { ($0.digest.description, $0.path) }))
            let overdue = now().addingTimeInterval(-Self.grace)
            try await workbench.run { () throws(PictureError) in
                for file in slice {
                    if named.contains(file.path) {
                        try folder.bringBack(file)
                    } else if file.since <= overdue {
                        try folder.remove(file.place)
                    }
                }
            }
        }
    }

    /// Moves files out of the way, and removes their thumbnails, which can be made again at any time.
    ///
    /// The rows are gone already: what a crash leaves here is a file without a name, which a check tells of.
    func retire(_ files: [UnnamedFile]) async {
        guard !files.isEmpty else { return }
        let (folder, moment) = (pictures, now())
        let faults = await workbench.run {
            files.compactMap { file -> PictureError? in
                guard let digest = SHA256Digest(file.sha256) else { return nil }
                do throws(PictureError) {
                    if let path = file.path { try folder.retire(path, of: digest, at: moment) }
                    if file.isLast { try folder.remove(PictureFolder.thumbnail(digest)) }
                } catch {
                    return error
                }
                return nil
            }
        }
        if let first = faults.first {
            logger.error("\(faults.count) files of deleted pictures could not be removed: \(first)")
        }
    }
}
