import Foundation
import Segmind
import Synchronization

/// Holds the whole queue while the service is down, refuses the key or wants money: nothing in it fails of that.
///
/// While it is paused nothing is sent. Now and then a question that costs nothing is asked; when that is answered,
/// one generation is sent as a trial, and when it is taken the queue flows again.
public final class Breaker: Sendable {
    /// Why the queue is paused.
    public struct Pause: Sendable, Hashable {
        /// What is wrong.
        public enum Fault: Sendable, Hashable {
            /// The service cannot be reached, or has faults of its own.
            case unreachable
            /// It does not take the key.
            case keyRefused
            /// It does not allow this key to ask.
            case forbidden
            /// The account's credits are used up.
            case noCredits
        }

        /// What is wrong.
        public var fault: Fault
        /// What the service said, as a sentence.
        public var sentence: String
        /// Since when.
        public var since: Date
        /// When it is tried again.
        public var nextTry: Date
    }

    private enum State {
        /// - slips: faults of the service since its last good answer.
        case flowing(slips: Int)
        case paused(Pause, tries: Int)
        /// The service answers; one generation may be sent to see.
        case trial(Pause, tries: Int, isOut: Bool)
    }

    /// So many faults in a row are no accident.
    private static let patience = 3
    /// So many questions that are refused without a trial are enough.
    private static let probes = 4

    private let state = Mutex(State.flowing(slips: 0))
    private let taken = Mutex(0)
    private let suspected = Mutex(Date.distantPast)

    init() {}

    /// Why the queue stands still, if it does; also while a trial must show whether the account is in order again.
    public var pause: Pause? {
        state.withLock { state in
            switch state {
            case .flowing: nil
            case .paused(let pause, _): pause
            case .trial(let pause, _, _): pause.fault == .unreachable ? nil : pause
            }
        }
    }

    /// How many generations the service has taken.
    var takenCount: Int { taken.withLock { $0 } }

    /// Whether a question that was refused is reason to ask how the service is: not when that is known, nor each time.
    func isSuspicious(at now: Date) -> Bool {
        guard state.withLock({ if case .flowing = $0 { true } else { false } }) else { return false }
        return suspected.withLock { last in
            guard !(0..<10).contains(now.timeIntervalSince(last)) else { return false }
            last = now
            return true
        }
    }

    /// Whether a generation may be sent now; what is admitted must be told of, or handed back.
    func admits() -> Bool {
        state.withLock { state in
            switch state {
            case .flowing: return true
            case .paused, .trial(_, _, isOut: true): return false
            case .trial(let pause, let tries, isOut: false):
                state = .trial(pause, tries: tries, isOut: true)
                return true
            }
        }
    }

    /// Nothing was sent, though it was admitted.
    func handBack() {
        state.withLock { state in
            if case .trial(let pause, let tries, isOut: true) = state {
                state = .trial(pause, tries: tries, isOut: false)
            }
        }
    }

    /// The service took a generation.
    func wasTaken() {
        taken.withLock { $0 += 1 }
        state.withLock { $0 = .flowing(slips: 0) }
    }

    /// The service did not take a generation, or its answer was lost.
    ///
    /// - Returns: whether the queue is paused because of it.
    @discardableResult
    func wasNotTaken(_ error: SegmindError, at now: Date) -> Bool {
        state.withLock { state in
            if case .tooManyRequests = error {
                if case .trial(let pause, let tries, _) = state {
                    state = .trial(pause, tries: tries, isOut: false)
                }
                return false
            }
            guard let fault = Pause.Fault(error) else {
                // It said no to this one request, so it is there.
                state = .flowing(slips: 0)
                return false
            }
            let tries: Int
            switch state {
            case .flowing(let slips):
                guard error.isDecisive || slips + 1 >= Self.patience else {
                    state = .flowing(slips: slips + 1)
                    return false
                }
                tries = 0
            case .trial(_, let before, _): tries = before + 1
            case .paused:
                // One of several that were out together.
                return true
            }
            state = .paused(Pause(fault, error, tries: tries, at: now), tries: tries)
            return true
        }
    }

    /// The service answered a question about a request.
    func wasAnswered() {
        state.withLock { state in
            if case .flowing = state { state = .flowing(slips: 0) }
        }
    }

    /// Whether it is time to ask the service how it is.
    func isDue(at now: Date) -> Bool {
        state.withLock { state in
            guard case .paused(let pause, _) = state else { return false }
            // A clock that was set back must not keep the queue for its error.
            return pause.nextTry <= now || pause.since > now
        }
    }

    /// What the question brought: no error, or the fault that is there still.
    func wasProbed(_ error: SegmindError?, at now: Date) {
        state.withLock { state in
            guard case .paused(var pause, let tries) = state else { return }
            guard let error else {
                state = .trial(pause, tries: tries, isOut: false)
                return
            }
            // A probe may be wrong for ever, a trial is not: after some, one is sent.
            if tries + 1 >= Self.probes, pause.fault != .unreachable {
                state = .trial(pause, tries: tries + 1, isOut: false)
                return
            }
            let since = pause.since
            pause = Pause(Pause.Fault(error) ?? pause.fault, error, tries: tries + 1, at: now)
            pause.since = min(since, now)
            state = .paused(pause, tries: tries + 1)
        }
    }

    /// A person mended it, or hopes so: one generation is sent to see.
    func tryNow() {
        state.withLock { state in
            if case .paused(let pause, _) = state { state = .trial(pause, tries: 0, isOut: false) }
        }
    }
}

extension Breaker.Pause {
    fileprivate init(_ fault: Fault, _ error: SegmindError, tries: Int, at now: Date) {
        self.fault = fault
        sentence = error.sentence
        since = now
        // What mends itself is looked at often; what a person must mend, gently.
        let (first, longest) = fault == .unreachable ? (1.0, 30.0) : (10, 300)
        let wait = min(first * pow(2, Double(min(tries, 10))), longest) * .random(in: 0.8...1)
        nextTry = now + max(wait, min(error.retryAfter ?? 0, 300))
    }
}

extension Breaker.Pause.Fault {
    /// The fault of the service or the account that an error tells of; `nil` where only the request is at fault.
    fileprivate init?(_ error: SegmindError) {
        switch error {
        case .keyRefused: self = .keyRefused
        case .forbidden: self = .forbidden
        case .noCredits: self = .noCredits
        case .notSent, .badGateway, .unavailable, .gatewayTimeout, .serverFault, .answerLost, .malformedAnswer,
            .tooManyRequests:
            self = .unreachable
        case .otherStatus(let status, _):
            guard status >= 500 else { return nil }
            self = .unreachable
        case .badParameters, .unknown, .requestFailed, .unfinished, .tooLarge, .badRedirect: return nil
        }
    }
}

extension SegmindError {
    /// Whether one such answer is enough to know.
    fileprivate var isDecisive: Bool {
        switch self {
        case .keyRefused, .forbidden, .noCredits, .notSent: true
        default: false
        }
    }
}
