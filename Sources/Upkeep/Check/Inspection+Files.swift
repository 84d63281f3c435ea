import Foundation
import Library
import Pictures

extension Inspection {
    /// So young a file may be waiting for its row, while a Contactsheet serves.
    private static let youth = 600.0

    func inspectFiles(_ report: inout Report) async throws(UpkeepError) {
        var folders = [PictureFolder.pictures]
        var done = 0
        while let next = folders.popLast() {
            let shelf = try await open(next, adding: &folders)
            for file in shelf.files {
                guard shelf.named[file]?.path != file.path, !mayGetItsRow(file) else { continue }
                noteUnwanted(file, in: &report)
            }
            done += shelf.files.count
            if !shelf.files.isEmpty { progress(Progress(what: "files", done: done)) }
        }
    }

    func inspectThumbnails(_ report: inout Report) async throws(UpkeepError) {
        report.thumbnails = 0
        var folders = [PictureFolder.thumbnails]
        var done = 0
        while let next = folders.popLast() {
            let shelf = try await open(next, adding: &folders)
            for file in shelf.files {
                if let picture = shelf.named[file], file.path == file.digest.map(PictureFolder.thumbnail) {
                    await inspectThumbnail(file, of: picture, in: &report)
                } else if !mayGetItsRow(file) {
                    noteUnwantedThumbnail(file, in: &report)
                }
            }
            done += shelf.files.count
            if !shelf.files.isEmpty { progress(Progress(what: "thumbnails", done: done)) }
        }
    }

    private func inspectThumbnail(
        _ file: PictureFolder.Entry,
        of picture: KeptFile,
        in report: inout Report
    ) async {
        if await workbench.run({ folder.thumbnailIsWhole(file.path) }) {
            report.thumbnails? += 1
        } else if let mend = remedies.thumbnail {
            let remedy = await mend(file, picture)
            if case .done = remedy { report.thumbnails? += 1 }
            note(remedy, for: .thumbnail, in: &report)
        } else {
            report.found(.thumbnail, "\(file.path) cannot be opened.")
        }
    }

    private func noteUnwanted(_ file: PictureFolder.Entry, in report: inout Report) {
        let kind: Kind = file.isTemporary ? .leftover : .stray
        if case .kept = strays, kind == .stray {
            report.unnamedFiles += 1
        } else if kind == .leftover, let remove = remedies.removable {
            note(remove(file, kind), for: kind, in: &report)
        } else if kind == .stray, let mend = remedies.stray {
            note(mend(file), for: kind, in: &report)
        } else {
            report.found(kind, "\(file.path), \(file.byteCount) bytes")
        }
    }

    private func noteUnwantedThumbnail(_ file: PictureFolder.Entry, in report: inout Report) {
        let kind: Kind = file.isTemporary ? .leftover : .strayThumbnail
        if let remove = remedies.removable {
            note(remove(file, kind), for: kind, in: &report)
        } else {
            report.found(kind, file.path)
        }
    }

    private func mayGetItsRow(_ file: PictureFolder.Entry) -> Bool {
        now().timeIntervalSince(file.modified) < Self.youth && isGrowing()
    }

    /// The files of one folder with the rows that have their hashes; asked after the files, so that a row that comes
    /// just now is seen.
    private func open(
        _ shelf: String,
        adding folders: inout [String]
    ) async throws(UpkeepError) -> (files: [PictureFolder.Entry], named: Named) {
        let contents = try await withPictures { () async throws(PictureError) in
            try await workbench.run { () throws(PictureError) in try folder.contents(of: shelf) }
        }
        folders += contents.folders.reversed()
        let hashes = contents.files.filter { !$0.isTemporary }.compactMap { $0.digest?.description }
        return (contents.files, Named(files: try await ask(NamedFilesQuery(hashes: hashes))))
    }

    private struct Named {
        var files: [String: KeptFile]

        subscript(entry: PictureFolder.Entry) -> KeptFile? {
            entry.isTemporary ? nil : entry.digest.flatMap { files[$0.description] }
        }
    }
}
