import Foundation

/// When to ask for a request's status next: rarely before the model's usual time, briskly around it, ever slower after.
struct PollingPace {
    /// A request that is still being worked on after so many seconds never ends.
    private static let hopeless = 86_400.0
    /// So often in a row the service and its history must not know a request to be believed: about a quarter of a
    /// minute, as parts of a service may lag behind.
    private static let disbelief = 5

    private let usual: Double
    private let since: Date
    private var refusals = Backoff()
    private var nextWait: Double?
    private var looks = 0
    private var unknowns = 0
    /// Its age in seconds by the clock on the wall at the first look; from then on by what was waited, as that clock
    /// may jump.
    private var ageAtFirst = 0.0
    private var waited = 0.0

    /// - Parameters:
    ///   - usual: the model's usual time in seconds.
    ///   - since: when the request was sent.
    init(usual: Double, since: Date) {
        self.usual = usual
        self.since = since
    }

    mutating func wasAnswered() {
        refusals = Backoff()
        unknowns = 0
        nextWait = nil
    }

    /// How often in a row there was no answer.
    var refusalCount: Int { refusals.attempts }

    /// The service and its history do not know the request; returns whether that is to be believed.
    mutating func wasUnknown() -> Bool {
        unknowns += 1
        return unknowns >= Self.disbelief
    }

    /// - Parameter wait: the seconds that the service asks for, where it does.
    mutating func wasRefused(wait: Double?) {
        let own = refusals.next()
        nextWait = wait.map { min($0, 300) } ?? own
    }

    /// A clock that jumped while the program was down is no reason to give up: it is asked for an hour before that.
    var isHopeless: Bool { ageAtFirst + waited > Self.hopeless && waited > 3600 }

    /// How many seconds to wait before the next look.
    mutating func pause(at now: Date) -> Double {
        if looks == 0 { ageAtFirst = max(0, now.timeIntervalSince(since)) }
        let pause = nextPause(elapsed: ageAtFirst + waited)
        looks += 1
        waited += pause
        return pause
    }

    private func nextPause(elapsed: Double) -> Double {
        if let nextWait { return nextWait }
        if looks == 0 { return max(0, min(usual * 0.6 - elapsed, 10)) + 0.05 }
        // A tenth of the time gone by, between 0.2 s and 1 s up to ten minutes, then ever slower.
        return elapsed < 600 ? min(max(elapsed / 10, 0.2), 1) : elapsed < 3600 ? 15 : 60
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
