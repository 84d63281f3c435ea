import Library
import Synchronization

/// Why nothing in the queue moves on to the service.
public enum Standstill: Sendable, Hashable {
    /// The service or the account is at fault.
    case paused(Breaker.Pause)
    /// A ceiling would be passed.
    case held(Hold)
}

/// What the queue keeps in mind between two looks: the settings, and the ceiling that holds it.
final class Mind: Sendable {
    private struct State {
        /// `nil` until they are read or written.
        var settings: Settings?
        var hold: Hold?
        /// How often in a row a generation was refused while others were taken, and how many had been then.
        var refusals: [Generation.ID: (times: Int, taken: Int)] = [:]
    }

    /// So often the key is refused for a request before the request is at fault.
    private static let patience = 3

    private let state = Mutex(State())

    var settings: Settings {
        get { state.withLock { $0.settings } ?? Settings() }
        set { state.withLock { $0.settings = newValue } }
    }

    /// Takes the settings of the last run, unless somebody has written others since they were read.
    func begin(with settings: Settings) -> Settings {
        state.withLock { state in
            let heeded = state.settings ?? settings
            state.settings = heeded
            return heeded
        }
    }

    var hold: Hold? { state.withLock { $0.hold } }

    /// Counts a refusal; returns whether it is the request itself that is refused, as others are taken all the while.
    func isAlwaysRefused(_ id: Generation.ID, others taken: Int) -> Bool {
        state.withLock { state in
            let before = state.refusals[id]
            let times = before.map { $0.taken < taken ? $0.times + 1 : 1 } ?? 1
            state.refusals[id] = times < Self.patience ? (times, taken) : nil
            return times >= Self.patience
        }
    }

    /// Notes what holds the queue; returns whether that is news.
    func note(_ hold: Hold?) -> Bool {
        state.withLock { state in
            defer { state.hold = hold }
            return state.hold != hold
        }
    }
}

extension Studio {
    /// Why nothing in the queue moves on to the service, if it stands still.
    public var standstill: Standstill? {
        breaker.pause.map(Standstill.paused) ?? mind.hold.map(Standstill.held)
    }

    /// The settings as the queue heeds them.
    public var settings: Settings { mind.settings }

    /// Writes new settings; the queue heeds them at once.
    ///
    /// - Throws: ``LibraryError``.
    public func set(_ settings: Settings) async throws(LibraryError) {
        try await library.set(settings)
        heed(settings)
        bell.ring()
    }

    func begin(with settings: Settings) {
        places.limit = mind.begin(with: settings).inFlight ?? limits.inFlight
    }

    private func heed(_ settings: Settings) {
        mind.settings = settings
        places.limit = settings.inFlight ?? limits.inFlight
    }

    /// Tries at once what the queue waits for: a person mended it, or hopes so.
    public func tryNow() {
        breaker.tryNow()
        bell.ring()
        changes.announceHouse()
    }
}
