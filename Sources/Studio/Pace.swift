import Foundation

/// When to ask for a request's status next: rarely before the model's usual time, briskly around it, ever slower after.
struct PollingPace {
    /// After this the service has forgotten the result (SEGMIND: results are kept for one hour).
    private static let giveUpAfter = 3700.0

    private let usual: Double
    private let since: Date
    private var refusals = Backoff()
    private var lastWasRefused = false
    private var isFirst = true

    /// - Parameters:
    ///   - usual: the model's usual time in seconds.
    ///   - since: when the request was sent.
    init(usual: Double, since: Date) {
        self.usual = usual
        self.since = since
    }

    mutating func wasAnswered() {
        refusals = Backoff()
        lastWasRefused = false
    }

    mutating func wasRefused() { lastWasRefused = true }

    /// How long to wait before the next look, or `nil` when looking is pointless.
    mutating func pause(at now: Date) -> Duration? {
        let elapsed = now.timeIntervalSince(since)
        guard elapsed < Self.giveUpAfter else { return nil }
        defer { isFirst = false }
        if lastWasRefused { return refusals.next() }
        if isFirst { return .seconds(max(0, min(usual * 0.6 - elapsed, 10)) + 0.05) }
        // A tenth of the time gone by, between 0.2 s and 1 s up to ten minutes, then a quarter of a minute.
        return .seconds(elapsed < 600 ? min(max(elapsed / 10, 0.2), 1) : 15)
    }
}

/// Waits that double from half a second to a minute, each shortened by chance so that a crowd does not march in step.
struct Backoff {
    private(set) var attempts: Int

    init(attempts: Int = 0) {
        self.attempts = attempts
    }

    /// The wait in seconds after this many attempts.
    var seconds: Double { min(0.5 * pow(2, Double(min(attempts, 10))), 60) * .random(in: 0.5...1) }

    mutating func next() -> Duration {
        defer { attempts += 1 }
        return .seconds(seconds)
    }
}
