import Foundation

/// Some days of the history, in UTC, that can be asked for at once.
public struct HistoryStretch: Sendable, Hashable {
    /// A moment of the first day.
    public var first: Date
    /// A moment of the last day.
    public var last: Date

    /// Creates a stretch; the service answers 31 days at most.
    public init(first: Date, last: Date) {
        self.first = first
        self.last = last
    }

    /// Stretches that cover all days from one to another, oldest first.
    ///
    /// Each begins with the day that the one before ends with: whether the last day of a window is answered whole is
    /// not documented.
    /// - Parameter days: how many steps from day to day a stretch has at most.
    public static func covering(_ first: Date, through last: Date, days: Int = 30) -> [HistoryStretch] {
        var stretches: [HistoryStretch] = []
        var start = first
        repeat {
            let end = min(start + Double(days) * day, max(last, start))
            stretches.append(HistoryStretch(first: start, last: end))
            start = end
        } while start < last
        return stretches
    }

    /// Stretches that hold requests sent at some times, and leave out the days between; oldest first.
    ///
    /// Each time is widened by a day on both sides: days are in UTC, and the service's clock may differ.
    public static func around(_ times: [Date]) -> [HistoryStretch] {
        var joined: [HistoryStretch] = []
        for time in times.sorted() {
            let wide = HistoryStretch(first: time - day, last: time + day)
            if let previous = joined.last, wide.first <= previous.last {
                joined[joined.count - 1].last = wide.last
            } else {
                joined.append(wide)
            }
        }
        return joined.flatMap { covering($0.first, through: $0.last) }
    }

    /// The same days in the shortest stretches there are; `nil` when this is one.
    public var shorter: [HistoryStretch]? {
        guard last.timeIntervalSince(first) > 1.5 * Self.day else { return nil }
        return Self.covering(first, through: last, days: 1)
    }

    private static let day = 86_400.0
}
