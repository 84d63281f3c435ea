import Foundation
import Synchronization

/// Seconds by which a sandbox's clock is ahead of the one that it was given.
final class ClockShift: Sendable {
    private let seconds = Mutex(0.0)

    func advance(by seconds: Double) { self.seconds.withLock { $0 += seconds } }

    /// A clock, ahead by this; waiting takes as long as before.
    func applied(to clock: SandboxClock) -> SandboxClock {
        SandboxClock(now: { clock.now() + self.seconds.withLock { $0 } }, sleep: clock.sleep)
    }
}
