#if DEBUG
    import Foundation
    import Studio
    import Synchronization

    /// Ends the program on the spot at a named point of a generation's way, as a power cut would; debug builds only.
    final class KillSwitch: Sendable {
        private let point: Waypoint
        private let left: Atomic<Int>

        /// - Parameter text: `POINT`, or `POINT:N` for the N-th time.
        init?(_ text: String) {
            let parts = text.split(separator: ":", maxSplits: 1)
            guard let name = parts.first, let point = Waypoint(rawValue: String(name)),
                let times = parts.count > 1 ? Int(parts[1]) : 1, times > 0
            else { return nil }
            self.point = point
            left = Atomic(times)
        }

        func passes(_ waypoint: Waypoint) {
            guard waypoint == point else { return }
            if left.subtract(1, ordering: .relaxed).newValue == 0 { kill(getpid(), SIGKILL) }
        }
    }
#endif
