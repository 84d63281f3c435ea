/// How long requests took from their end to the beginning of their answer, counted in steps.
public struct Latencies: Sendable, Hashable {
    /// The upper ends of the steps, in seconds; one more step has none.
    public static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    /// How many requests fell into each step.
    public private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
    /// The sum of their times.
    public private(set) var nanoseconds: Int64 = 0

    mutating func add(_ time: Int64) {
        let seconds = Double(time) / 1e9
        counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
        nanoseconds += time
    }
}
