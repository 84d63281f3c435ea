import Foundation
import Synchronization

/// Slows down who guesses passwords: after a few failures, each further one makes the next wait twice as long.
///
/// Failures are counted for the name that was tried and for the address that tried. The name's wait stays short, so that
/// nobody can keep another out by failing in his name; the address's grows long.
public final class GuessingLimit: Sendable {
    /// What is counted.
    public enum Key: Hashable, Sendable {
        /// A name, there or not.
        case name(String)
        /// A client's numeric address; of IPv6 the network.
        case address(String)

        fileprivate var longestWait: TimeInterval {
            switch self {
            case .name: 60
            case .address: 900
            }
        }
    }

    private struct Count {
        var failures = 0
        var lastAt: Date
    }

    /// Failures that cost nothing: fingers slip.
    static let free = 4
    /// After this long without a failure all is forgotten.
    static let memory: TimeInterval = 3600
    private static let capacity = 20_000

    private let counts = Mutex<[Key: Count]>([:])

    /// Creates a limit that has seen no failure.
    public init() {}

    /// How many seconds are left until the next try is looked at; `nil` when it may come now.
    public func wait(for keys: [Key], at now: Date) -> TimeInterval? {
        counts.withLock { counts in
            keys.compactMap { key -> TimeInterval? in
                guard let count = counts[key], count.failures > Self.free else { return nil }
                let pause = min(key.longestWait, pow(2, Double(min(count.failures - Self.free, 20))))
                let left = count.lastAt.addingTimeInterval(pause).timeIntervalSince(now)
                return left > 0 ? left : nil
            }.max()
        }
    }

    /// How many names and addresses it remembers.
    var count: Int { counts.withLock { $0.count } }

    /// Counts a failure. A try is counted before it is looked at, so that a hundred at once are not all free.
    ///
    /// - Returns: the failures that the worst of them has now.
    @discardableResult
    public func fail(_ keys: [Key], at now: Date) -> Int {
        counts.withLock { counts in
            if counts.count >= Self.capacity { Self.forgetOld(&counts, at: now) }
            for key in keys {
                var count = counts[key] ?? Count(lastAt: now)
                if now.timeIntervalSince(count.lastAt) > Self.memory { count.failures = 0 }
                count.failures += 1
                count.lastAt = now
                counts[key] = count
            }
            return keys.compactMap { counts[$0]?.failures }.max() ?? 0
        }
    }

    /// Forgets a name's failures: the right password has come. Of the address only this try was no failure, or who has
    /// an account could guess at others' between two sign-ins of their own.
    public func succeed(_ name: String, from address: Key) {
        counts.withLock { counts in
            counts[.name(name)] = nil
            guard var count = counts[address] else { return }
            count.failures -= 1
            counts[address] = count.failures > 0 ? count : nil
        }
    }

    /// Who fails under ever new names must not fill the memory: the oldest half goes.
    private static func forgetOld(_ counts: inout [Key: Count], at now: Date) {
        counts = counts.filter { now.timeIntervalSince($0.value.lastAt) < memory }
        guard counts.count >= capacity else { return }
        let middle = counts.values.map(\.lastAt).sorted()[counts.count / 2]
        counts = counts.filter { $0.value.lastAt > middle }
    }
}
