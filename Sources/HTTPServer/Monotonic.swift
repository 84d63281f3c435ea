import Glibc

/// A clock in nanoseconds that no one sets; coarse (a few milliseconds) and so cheap enough to read at every request.
enum Monotonic {
    static func now() -> Int64 { read(CLOCK_MONOTONIC_COARSE) }

    /// The same clock to the nanosecond, for measuring.
    static func exact() -> Int64 { read(CLOCK_MONOTONIC) }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}

extension Duration {
    /// Nanoseconds, for deadlines on ``Monotonic``'s clock.
    var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
