import Foundation
import Library
import Pictures

extension Backup {
    /// Copies the pictures that the copied database names and the backup does not have.
    func copyPictures(of temporary: String, _ outcome: inout Outcome) async throws(UpkeepError) {
        let library = try Self.library(in: URL(filePath: backup.folder.path), name: temporary)
        let total = try await withLibrary { () async throws(LibraryError) in
            try await library.answer(TotalsQuery()).files
        }
        var after = ""
        var done = 0
        while true {
            let query = KeptFilesQuery(after: after)
            let page = try await withLibrary { () async throws(LibraryError) in try await library.answer(query) }
            guard let last = page.last else { break }
            after = last.sha256
            try await copy(page.filter { !$0.isLinked }, &outcome)
            done += page.count
            progress(.init(what: "pictures copied", done: done, total: total))
        }
        try await withLibrary { () async throws(LibraryError) in try library.close() }
    }

    private enum Copying: Sendable {
        case copied(bytes: Int)
        case alreadyThere
        /// It is not right in the data folder either; the check at the end says so.
        case notCopied
    }

    private func copy(_ page: [KeptFile], _ outcome: inout Outcome) async throws(UpkeepError) {
        let (source, target, workbench) = (source, backup.folder, workbench)
        let results = await withTaskGroup(of: Result<Copying, PictureError>.self) { group in
            for file in page {
                group.addTask {
                    do throws(PictureError) {
                        return .success(
                            try await workbench.run { () throws(PictureError) in
                                try Self.copy(file, from: source, to: target)
                            }
                        )
                    } catch {
                        return .failure(error)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        for result in results {
            switch try await withPictures({ () async throws(PictureError) in try result.get() }) {
            case .copied(let bytes):
                outcome.copied += 1
                outcome.copiedBytes += bytes
            case .alreadyThere: outcome.alreadyThere += 1
            case .notCopied: break
            }
        }
    }

    private static func copy(
        _ file: KeptFile,
        from source: PictureFolder,
        to target: PictureFolder
    ) throws(PictureError) -> Copying {
        guard let digest = file.digest else { return .notCopied }
        let isThere =
            target.condition(of: file.path, digest: digest, byteCount: file.byteCount, hashes: false) == .sound
        if isThere { return .alreadyThere }
        let condition = try source.copy(file.path, digest: digest, byteCount: file.byteCount, to: target)
        return condition == .sound ? .copied(bytes: file.byteCount) : .notCopied
    }

    /// Copies what lies in `set-aside/` and the backup does not have.
    func copySetAside(_ outcome: inout Outcome) async throws(UpkeepError) {
        let (source, target, workbench) = (source, backup.folder, workbench)
        outcome.setAside = try await withPictures { () async throws(PictureError) in
            try await workbench.run { () throws(PictureError) in
                let there = try target.contents(of: PictureFolder.setAside).files
                let lengths = Dictionary(there.map { ($0.path, $0.byteCount) }) { first, _ in first }
                var copied = 0
                for file in try source.contents(of: PictureFolder.setAside).files where !file.isTemporary {
                    guard lengths[file.path] != file.byteCount else { continue }
                    try source.copy(file.path, to: target)
                    copied += 1
                }
                return copied
            }
        }
    }
}
