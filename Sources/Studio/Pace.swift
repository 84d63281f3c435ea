import Foundation

/// When to ask for a request's status next: rarely before the model's usual time, briskly around it, ever slower after.
struct PollingPace {
    /// After this the service has forgotten the result (Segmind keeps results for one hour).
    private static let giveUpAfter = 3700.0
    /// So many answers in a row that cannot be understood are no passing fault.
    private static let patience = 20

    private let usual: Double
    private let since: Date
    private var refusals = Backoff()
    private var nextWait: Double?
    private var misunderstandings = 0
    private var looks = 0

    /// - Parameters:
    ///   - usual: the model's usual time in seconds.
    ///   - since: when the request was sent.
    init(usual: Double, since: Date) {
        self.usual = usual
        self.since = since
    }

    mutating func wasAnswered() {
        refusals = Backoff()
        misunderstandings = 0
        nextWait = nil
    }

    /// - Parameter wait: the seconds that the service asks for, where it does.
    mutating func wasRefused(wait: Double?) {
        let own = refusals.next()
        nextWait = wait.map { min($0, 300) } ?? own
    }

    mutating func wasMisunderstood() { misunderstandings += 1 }

    /// Whether so many answers in a row could not be understood that the next will not be either.
    var isPointless: Bool { misunderstandings >= Self.patience }

    /// How many seconds to wait before the next look, or `nil` when the service has forgotten. One look is always taken.
    mutating func pause(at now: Date) -> Double? {
        let elapsed = now.timeIntervalSince(since)
        defer { looks += 1 }
        guard looks == 0 || elapsed < Self.giveUpAfter else { return nil }
        if let nextWait { return nextWait }
        if looks == 0 { return max(0, min(usual * 0.6 - elapsed, 10)) + 0.05 }
        // A tenth of the time gone by, between 0.2 s and 1 s up to ten minutes, then a quarter of a minute.
        return elapsed < 600 ? min(max(elapsed / 10, 0.2), 1) : 15
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

    /// The wait in seconds, counted as an attempt.
    mutating func next() -> Double {
        defer { attempts += 1 }
        return seconds
    }
}
