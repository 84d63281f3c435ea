import Catalog
import Foundation
import Segmind
import SegmindService

/// A request that the sandbox took.
struct SandboxRequest: Sendable {
    /// By which of the service's two doors it came.
    enum Way: String, Sendable {
        case sync, async
    }

    var id: String
    var way: Way
    var order: Order
    var model: Model
    /// Every parameter, the seed drawn.
    var parameters: ParameterSet
    var words: Set<SandboxWord>
    /// US dollars.
    var cost: Double
    /// Why it is going to fail, if it is.
    var failure: String?
    var submitted: Date
    /// Seconds from submit to end, if painting does not take longer.
    var latency: Double
    /// When the last of its pictures was painted.
    var painted: Date?

    /// A request that fails in the end is not charged.
    var charged: Double { failure == nil ? cost : 0 }

    var samples: Int { model.samples(of: parameters) }

    var finished: Date? {
        let due = submitted.addingTimeInterval(latency)
        guard failure == nil else { return due }
        return painted.map { max($0, due) }
    }

    func status(at now: Date) -> RequestStatus {
        if let finished, finished <= now { return failure.map(RequestStatus.failed) ?? .completed }
        return now.timeIntervalSince(submitted) < latency * 0.15 ? .queued : .processing
    }

    func isGone(at now: Date, retention: Double) -> Bool {
        guard let finished else { return false }
        return words.contains(.gone) || now.timeIntervalSince(finished) >= retention
    }

    func pictureName(_ sample: Int) -> String { "\(id)-\(sample).jpg" }

    /// A row for each picture, or a single one where there is none.
    func entries(at now: Date) -> [HistoryEntry] {
        let status = status(at: now)
        let isCompleted = status == .completed
        return (0..<(isCompleted ? samples : 1)).map { sample in
            HistoryEntry(
                requestID: id,
                model: model.slug,
                status: isCompleted ? .completed : status == failure.map(RequestStatus.failed) ? .failed : .pending,
                cost: charged,
                inputs: order.inputs,
                pictureName: isCompleted ? pictureName(sample) : nil,
                latencySeconds: finished.flatMap { $0 <= now ? $0.timeIntervalSince(submitted) : nil },
                submitted: submitted,
                error: failure.flatMap { status == .failed($0) ? $0 : nil }
            )
        }
    }
}
