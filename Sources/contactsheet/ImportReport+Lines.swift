import Foundation
import Upkeep

extension ImportReport {
    /// The report for a person: what was not brought, request by request, and then the sums.
    var lines: [String] {
        let reasons = Reason.allCases.filter { counts[$0] != nil }
        return reasons.flatMap(noted) + sums
    }

    private func noted(_ reason: Reason) -> [String] {
        let notes = notes.filter { $0.reason == reason }
        let rest = counts[reason, default: 0] - notes.count
        return notes.map { note in
            let day = note.created.map { " of \($0.formatted(.iso8601.year().month().day()))" } ?? ""
            let more = note.sentence.isEmpty ? "." : ": \(note.sentence)"
            return "\(note.requestID)\(day) \(reason.clause)\(more)"
        } + (rest > 0 ? ["… and \(rest) more like this."] : [])
    }

    private var sums: [String] {
        func sum(_ count: Int, _ clause: String) -> String? { count > 0 ? "\(count) \(clause)" : nil }
        var parts = [
            "\(known) known already",
            sum(costsSettled, "of them with their real cost now"),
            sum(recognised, "recognised as generations of this house"),
            sum(mended, "mended that had no picture here"),
        ]
        parts += Reason.allCases.map { sum(counts[$0, default: 0], $0.sum) }
        parts.append(sum(unreadable, "rows that could not be read"))
        let came =
            "Brought \(brought) generation\(brought == 1 ? "" : "s") with \(pictures) picture\(pictures == 1 ? "" : "s")."
        return [came, "\(found) found: " + parts.compactMap { $0 }.joined(separator: ", ") + "."] + ending
    }

    private var ending: [String] {
        switch end {
        case .done: []
        case .stopped:
            ["Stopped\((reached ?? reading).map { " at \($0.formatted(.iso8601))" } ?? ""). Run it again to go on."]
        case .failed: ["It did not come to its end. Run it again to go on."]
        }
    }
}

extension ImportReport.Reason {
    fileprivate var clause: String {
        switch self {
        case .failed: "failed at the service"
        case .pending: "is not finished at the service"
        case .awaited: "is not brought"
        case .gone: "has no picture any more"
        case .missed: "did not come"
        case .incomplete: "came in part"
        }
    }

    fileprivate var sum: String {
        switch self {
        case .failed: "failed"
        case .pending: "still pending"
        case .awaited: "waiting in the queue here"
        case .gone: "without a picture any more"
        case .missed: "that did not come"
        case .incomplete: "brought in part"
        }
    }
}
