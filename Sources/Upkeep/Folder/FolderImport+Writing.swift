import Library
import Pictures

/// From findings to rows.
extension FolderImport {
    /// Writes some findings and counts them.
    func settle(_ findings: [FolderFinding], _ report: inout FolderReport) async throws(UpkeepError) {
        report.files += findings.count
        var pictures: [ImportedPicture] = []
        for finding in findings {
            switch finding {
            case .picture(let picture): pictures.append(picture)
            case .known(let arrival): report.count(arrival)
            case .sameFile(let isTrashed):
                if isTrashed { report.trashed += 1 } else { report.known += 1 }
            case .foundAgain(let sha256, let before, let path):
                try await ask { () throws(LibraryError) in
                    try await library.relocate(sha256, from: before, to: path)
                }
                report.found += 1
            case .other: report.others += 1
            case .fault(let name, let sentence): report.note(name, sentence)
            }
        }
        guard !pictures.isEmpty else { return }
        let batch = pictures
        let arrivals = try await ask { () throws(LibraryError) in try await library.bring(batch) }
        for (picture, arrival) in zip(batch, arrivals) {
            report.count(arrival)
            if case .brought = arrival, let tool = picture.tool { report.tools[tool, default: 0] += 1 }
        }
    }

    /// Asks the library, again when another program holds it for long.
    private func ask<Value: Sendable>(
        _ question: () async throws(LibraryError) -> Value
    ) async throws(UpkeepError) -> Value {
        do throws(LibraryError) {
            return try await BusyLibrary.ask(question)
        } catch {
            throw .library(error)
        }
    }
}

extension FolderReport {
    fileprivate mutating func count(_ arrival: Arrival) {
        switch arrival {
        case .brought: brought += 1
        case .known: known += 1
        case .inTrash: trashed += 1
        }
    }
}
