import Foundation

/// What the studio takes from the world: time and chance; tests bring their own.
public struct Surroundings: Sendable {
    /// The time of day.
    public var now: @Sendable () -> Date
    /// Waits; throws `CancellationError` when the wait is cut short.
    public var sleep: @Sendable (Duration) async throws -> Void
    /// A random seed, 0 to 4294967295: the range that every SDXL tool reads.
    public var drawSeed: @Sendable () -> Int64
    /// Is told where a generation's way leads past; tests end the program there.
    public var passes: @Sendable (Waypoint) -> Void

    /// Creates surroundings.
    public init(
        now: @escaping @Sendable () -> Date,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        drawSeed: @escaping @Sendable () -> Int64,
        passes: @escaping @Sendable (Waypoint) -> Void = { _ in }
    ) {
        self.now = now
        self.sleep = sleep
        self.drawSeed = drawSeed
        self.passes = passes
    }

    /// The machine's clock and the system's random numbers.
    public static let real = Surroundings(
        now: { Date() },
        sleep: { try await Task.sleep(for: $0) },
        drawSeed: { Int64.random(in: 0...4_294_967_295) }
    )
}
