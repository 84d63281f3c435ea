import Foundation
import Library
import Segmind
import Studio

/// Which requests of the history are new here.
extension HistoryImport {
    /// Sees to the requests of one stretch, oldest first.
    func take(
        _ requests: [PastRequest],
        _ matching: inout Matching,
        _ report: inout ImportReport,
        _ told: (ImportReport) -> Void
    ) async throws(ImportFault) {
        let known = try await ask { () throws(LibraryError) in
            try await library.answer(TakenRequestsQuery(requestIDs: requests.map(\.requestID)))
        }
        let pictureless = try await ask { () throws(LibraryError) in
            try await library.answer(PicturelessRequestsQuery(service: service, requestIDs: Array(known)))
        }
        // What came to nothing here and not there, such as a picture that could not be fetched, can be mended.
        let mendable = requests.filter {
            pictureless.contains($0.requestID) && $0.status == .completed && !$0.addresses.isEmpty
        }
        report.known += known.count - mendable.count
        let fresh = requests.filter { !known.contains($0.requestID) }
        var wanted: [PastRequest] = []
        for request in fresh {
            switch request.status {
            case .completed where !request.addresses.isEmpty: wanted.append(request)
            case .completed: report.note(.gone, request, "The history names no picture.")
            case .failed: report.note(.failed, request, request.error ?? "")
            case .pending: report.note(.pending, request, "")
            case nil: report.note(.pending, request, "Its state is not known here.")
            }
        }
        let unmatched = try await match(wanted, &matching, &report)
        let names = Set((mendable + unmatched).map(\.requestID))
        try await bring(requests.filter { names.contains($0.requestID) }, &report, told)
    }

    /// Sorts out the requests that are generations of this house whose request id was not known.
    private func match(
        _ requests: [PastRequest],
        _ matching: inout Matching,
        _ report: inout ImportReport
    ) async throws(ImportFault) -> [PastRequest] {
        guard !requests.isEmpty else { return [] }
        let times = requests.compactMap(\.created)
        // Looked up after the history was read: whatever of it this house had sent has its row by now.
        let sent = (times.min() ?? .distantPast) - Self.day...(times.max() ?? now()) + Self.day
        let unclaimed = try await ask { () throws(LibraryError) in
            try await library.answer(UnclaimedQuery(service: service, sent: sent))
        }
        let pairs = matching.pair(requests, with: unclaimed)
        var rest: [PastRequest] = []
        for request in requests {
            guard let generation = pairs[request.requestID] else {
                rest.append(request)
                continue
            }
            let isRecognised = try await ask { () throws(LibraryError) in
                try await library.recognise(generation.id, as: request.requestID, cost: request.cost)
            }
            if isRecognised {
                report.recognised += 1
            } else {
                report.note(.awaited, request, "It is generation \(generation.id), which is not settled yet.")
            }
        }
        return rest
    }
}
