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
        var settings = Settings()
        var hold: Hold?
    }

    private let state = Mutex(State())

    var settings: Settings {
        get { state.withLock { $0.settings } }
        set { state.withLock { $0.settings = newValue } }
    }

    var hold: Hold? { state.withLock { $0.hold } }

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

    func heed(_ settings: Settings) {
        mind.settings = settings
        places.limit = settings.inFlight ?? limits.inFlight
    }

    /// Tries at once what the queue waits for: a person mended it, or hopes so.
    public func tryNow() {
        breaker.tryNow(at: surroundings.now())
        changes.announceHouse()
    }
}
