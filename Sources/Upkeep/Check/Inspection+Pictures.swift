import Library
import Pictures

extension Inspection {
    func inspectPictures(_ report: inout Report) async throws(UpkeepError) {
        report.isThorough = hashes
        var after = ""
        while true {
            let page = try await ask(KeptFilesQuery(after: after))
            guard let last = page.last else { return }
            after = last.sha256
            let here = looksOutside ? page : page.filter { !$0.isLinked }
            report.linkedPictures += page.count { $0.isLinked }
            for (file, condition) in await look(at: here) { await note(file, condition, in: &report) }
            report.pictures += here.count
            progress(Progress(what: "pictures", done: report.pictures, total: report.totals.files))
        }
    }

    /// The files with their conditions, as many at once as there are cores; `nil` where the row itself is wrong.
    private func look(at page: [KeptFile]) async -> [(file: KeptFile, condition: PictureCondition?)] {
        await withTaskGroup(of: (Int, PictureCondition?).self) { group in
            for (index, file) in page.enumerated() {
                group.addTask {
                    guard let digest = file.digest else { return (index, nil) }
                    let condition = await workbench.run {
                        folder.condition(of: file.path, digest: digest, byteCount: file.byteCount, hashes: hashes)
                    }
                    return (index, condition)
                }
            }
            var looks = page.map { (file: $0, condition: PictureCondition?.none) }
            for await (index, condition) in group { looks[index].condition = condition }
            return looks
        }
    }

    private func note(_ file: KeptFile, _ condition: PictureCondition?, in report: inout Report) async {
        switch condition {
        case nil:
            report.found(.name, "Image \(file.image) names “\(file.path)” for its file: /images/\(file.image)")
        case .sound?:
            report.soundPictures += 1
            report.byteCount += file.byteCount
        case .some(let condition) where file.isLinked:
            report.found(.linked, file.linkedSentence(condition))
        case .some(let condition):
            let kind: Kind = condition == .missing ? .missing : .damaged
            guard let mend = remedies.picture else {
                return report.found(kind, file.sentence(condition))
            }
            let remedy = await mend(file, condition)
            if case .done = remedy {
                report.soundPictures += 1
                report.byteCount += file.byteCount
            }
            note(remedy, for: kind, in: &report)
        }
    }
}

extension KeptFile {
    /// The hash, where the row names the file as the hash and the format ask, or one outside of the data folder.
    var digest: SHA256Digest? {
        guard let digest = SHA256Digest(sha256), let format = PictureFormat(rawValue: format),
            isLinked || path == PictureFolder.picture(digest, format)
        else { return nil }
        return digest
    }

    /// Whether it was imported in place: it lies anywhere, and is nobody's here to mend or to copy.
    var isLinked: Bool { path.hasPrefix("/") }

    /// What is wrong with a picture that was imported in place, and what helps.
    func linkedSentence(_ condition: PictureCondition) -> String {
        let fault =
            switch condition {
            case .missing: "is not there any more"
            case .wrongLength, .wrongBytes: "was changed since it was imported"
            case .unreadable(let reason): "cannot be read: \(reason)"
            case .sound: "is as it should be"
            }
        return """
            \(path) \(fault): /images/\(image). If it lies elsewhere now, import that folder: it is known by its bytes.
            """
    }

    /// What is wrong with it, and where a person can look.
    func sentence(_ condition: PictureCondition) -> String {
        "\(path) \(condition.phrase): picture \(sample) of /generations/\(generation)"
    }
}
