import Foundation

/// The time as the sandbox sees it, so that a test can have an hour pass.
public struct SandboxClock: Sendable {
    /// The moment.
    public var now: @Sendable () -> Date
    /// Waits for some seconds.
    public var sleep: @Sendable (_ seconds: Double) async throws -> Void

    /// Creates a clock.
    public init(
        now: @escaping @Sendable () -> Date,
        sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The clock on the wall.
    public static let wall = SandboxClock(now: Date.init) { try await Task.sleep(for: .seconds($0)) }
}
