import Foundation
import SegmindService

/// What the sandbox knows about a key.
struct SandboxAccount {
    /// US dollars spent so far.
    private(set) var spent = 0.0
    /// When the requests of the last minute came.
    private var recent: [Date] = []
    /// Prompts with `sandbox:busy` that were sent away once.
    private var sentAway: Set<Int> = []

    /// Counts a request, or refuses it.
    mutating func count(limit: Int?, now: Date) throws(ServiceFault) {
        guard let limit else { return }
        recent.removeAll { now.timeIntervalSince($0) >= 60 }
        guard recent.count < limit else {
            let wait = recent.first.map { 60 - now.timeIntervalSince($0) } ?? 60
            throw .refused(
                status: 429,
                error: "Too many requests: \(limit) a minute are allowed.",
                retryAfter: max(1, Int(wait.rounded(.up)))
            )
        }
        recent.append(now)
    }

    /// Charges a request, or refuses it.
    mutating func charge(_ cost: Double, credits: Double?) throws(ServiceFault) {
        // A billionth for the sums of decimal fractions.
        if let credits, spent + cost > credits + 1e-9 {
            throw .refused(status: 406, error: "Not enough credits: \(Self.dollars(credits - spent)) left.")
        }
        spent += cost
    }

    /// Gives back what a failed request had cost.
    mutating func refund(_ cost: Double) {
        spent = max(0, spent - cost)
    }

    /// Sends a prompt away the first time, the third time, and so on.
    mutating func sendAway(_ prompt: String) throws(ServiceFault) {
        if sentAway.remove(prompt.hashValue) != nil { return }
        if sentAway.count >= 1000 { sentAway.removeAll() }
        sentAway.insert(prompt.hashValue)
        throw .refused(status: 429, error: "Busy: try once more.", retryAfter: 1)
    }

    static func dollars(_ amount: Double) -> String {
        "$" + amount.formatted(.number.precision(.fractionLength(3)).locale(Locale(identifier: "en_US")))
    }
}
