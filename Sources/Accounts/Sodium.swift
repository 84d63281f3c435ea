import CSodium

/// libsodium, made ready once.
enum Sodium {
    /// Makes it ready; safe from every thread, and cheap after the first time.
    static func begin() {
        _ = isReady
    }

    private static let isReady: Bool = {
        // 1: it was ready before. It fails only where the system has no source of random bytes: nothing here may go on.
        precondition(sodium_init() >= 0, "libsodium does not start.")
        return true
    }()
}
