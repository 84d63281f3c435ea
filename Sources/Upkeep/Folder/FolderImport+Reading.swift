import Foundation
import Library
import Pictures
import Studio

/// From files to what the library is to be told of them.
extension FolderImport {
    /// A file that was read, with its bytes where they are needed again.
    private struct Read: Sendable {
        var file: FoundFile
        var picture: ReadPicture
        var bytes: [UInt8]
    }

    private enum Look: Sendable {
        case finding(FolderFinding)
        case read(Read)
    }

    /// Looks at some files, those that are known without opening them.
    func read(_ files: [FoundFile], known: LinkedFilesQuery.Files?) async -> [FolderFinding] {
        let looks = await workbench.run { files.map { look(at: $0, known: known) } }
        let hashes = looks.compactMap { look -> String? in
            if case .read(let read) = look { read.picture.digest.description } else { nil }
        }
        do throws(LibraryError) {
            let known = try await library.answer(KnownPicturesQuery(hashes: hashes))
            return await workbench.run { looks.map { settle($0, known) } }
        } catch {
            // The writing meets the same, and says it.
            return await workbench.run { looks.map { settle($0, [:]) } }
        }
    }

    private func look(at file: FoundFile, known: LinkedFilesQuery.Files?) -> Look {
        if let isTrashed = known?.isTrashed(path: file.path, byteCount: file.byteCount, modified: file.modified) {
            return .finding(.sameFile(isTrashed: isTrashed))
        }
        do throws(PictureError) {
            let bytes = try PictureFile.read(file.path, limits: pictures.limits)
            let picture = try ReadPicture(bytes, limits: pictures.limits)
            return .read(Read(file: file, picture: picture, bytes: manner == .copy ? bytes : []))
        } catch .unsupportedFormat {
            return .finding(.other)
        } catch {
            return .finding(.fault(name: file.name, sentence: error.sentence))
        }
    }

    private func settle(_ look: Look, _ known: [String: KnownPicturesQuery.Known]) -> FolderFinding {
        guard case .read(let read) = look else {
            if case .finding(let finding) = look { return finding }
            return .other
        }
        let hash = read.picture.digest.description
        do throws(PictureError) {
            guard let known = known[hash] else {
                let path = try place(read)
                let file = read.file
                return .picture(
                    read.picture.imported(at: path, named: file.name, modified: file.modified, now: now())
                )
            }
            if pictures.hasFile(known.path, byteCount: read.picture.byteCount) { return .known(known.arrival) }
            return .foundAgain(sha256: hash, before: known.path, path: try place(read))
        } catch {
            return .fault(name: read.file.name, sentence: error.sentence)
        }
    }

    private func place(_ read: Read) throws(PictureError) -> String {
        switch manner {
        case .link: read.file.path
        case .copy: try pictures.keep(read.bytes, digest: read.picture.digest, format: read.picture.format)
        }
    }
}
