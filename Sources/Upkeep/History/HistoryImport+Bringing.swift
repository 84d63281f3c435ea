import Foundation
import Library
import Pictures
import Segmind

/// From a request of the history to a generation with its pictures.
extension HistoryImport {
    /// How many requests have their pictures fetched at once.
    private static let width = 4

    /// Fetches some requests at a time and writes them in order, so that the gallery has them in the order of making.
    func bring(
        _ requests: [PastRequest],
        _ report: inout ImportReport,
        _ told: (ImportReport) -> Void
    ) async throws(ImportFault) {
        var tasks: [Task<FetchedRequest, Never>] = []
        defer { for task in tasks { task.cancel() } }
        for (index, request) in requests.enumerated() {
            while tasks.count < min(index + Self.width, requests.count), !Task.isCancelled {
                let next = requests[tasks.count]
                tasks.append(Task { await fetch(next) })
            }
            guard index < tasks.count else { return report.end = .stopped }
            let task = tasks[index]
            // A stop ends the waits between two tries; what is just being fetched is finished.
            let fetched = await withTaskCancellationHandler {
                await task.value
            } onCancel: {
                task.cancel()
            }
            try await settle(request, fetched, &report)
            report.reached = request.created
            told(report)
        }
    }

    private func settle(
        _ request: PastRequest,
        _ fetched: FetchedRequest,
        _ report: inout ImportReport
    ) async throws(ImportFault) {
        switch fetched {
        case .files(let files, let losses):
            let past = PastGeneration(request, files: files, losses: losses, catalog, service: service, now: now())
            switch try await ask({ () throws(LibraryError) in try await write(past) }) {
            case .brought:
                report.brought += 1
                report.pictures += files.count
            case .mended: report.mended += 1
            case .known: return report.known += 1
            }
            if let remark = past.remark { report.note(.incomplete, request, remark) }
        case .gone(let sentence): report.note(.gone, request, sentence)
        case .missed(let sentence): report.note(.missed, request, sentence)
        case .stopped: report.end = .stopped
        case .fault(let fault): throw fault
        }
    }

    private enum Writing {
        case brought, mended, known
    }

    private func write(_ past: PastGeneration) async throws(LibraryError) -> Writing {
        if try await library.bring(past) != nil { return .brought }
        return try await library.mend(past) == nil ? .known : .mended
    }
}
