import Foundation
import Synchronization

/// Counts what was sent within the last minute, and heeds the service when it asks to slow down.
final class Tempo: Sendable {
    private struct State {
        /// When requests were sent, the oldest first, by model.
        var sent: [String: [Date]] = [:]
        var rest: (from: Date, until: Date)?

        mutating func forget(before: Date) {
            for (model, dates) in sent { sent[model] = dates.filter { $0 > before } }
        }
    }

    private let state = Mutex(State())

    /// Whether another request may be sent, with at most so many a minute.
    func isFree(limit: Int?, at now: Date) -> Bool {
        state.withLock { state in
            if let rest = state.rest {
                // A clock that was set back must not keep the queue for its error.
                guard rest.until <= now || rest.from > now else { return false }
                state.rest = nil
            }
            guard let limit else { return true }
            state.forget(before: now - 60)
            return state.sent.values.reduce(0) { $0 + $1.count { $0 <= now } } < limit
        }
    }

    /// The models that were sent their number within the last minute.
    func full(_ limits: [String: Int], at now: Date) -> Set<String> {
        guard !limits.isEmpty else { return [] }
        return state.withLock { state in
            state.forget(before: now - 60)
            return Set(limits.filter { model, limit in (state.sent[model] ?? []).count { $0 <= now } >= limit }.keys)
        }
    }

    /// Counts a request.
    func note(_ model: String, at now: Date) {
        state.withLock { state in
            state.forget(before: now - 60)
            state.sent[model, default: []].append(now)
        }
    }

    /// The service asked for patience.
    func rest(for seconds: Double, at now: Date) {
        state.withLock { state in
            let until = max(now + seconds, state.rest?.until ?? now)
            state.rest = (now, min(until, now + 300))
        }
    }
}
