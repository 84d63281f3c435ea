import Foundation

/// Whose days a search means: the time zone and the present day.
public struct SearchCalendar: Sendable {
    private let calendar: Calendar
    private let now: Date

    /// - Parameters:
    ///   - zone: the time zone, the machine's by default.
    ///   - now: what `today` is.
    public init(zone: TimeZone = .current, now: Date = Date()) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        self.calendar = calendar
        self.now = now
    }

    /// The span of a year, a month or a day: `2026`, `2026-11`, `2026-11-21`, `today`, `yesterday`.
    public func span(_ text: String) -> DateInterval? {
        switch text.lowercased() {
        case "today": return calendar.dateInterval(of: .day, for: now)
        case "yesterday":
            return calendar.date(byAdding: .day, value: -1, to: now).flatMap {
                calendar.dateInterval(of: .day, for: $0)
            }
        default: break
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].count == 4, parts.dropFirst().allSatisfy({ (1...2) ~= $0.count }),
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, numbers[0] >= 1970 else { return nil }
        let components = DateComponents(
            year: numbers[0],
            month: numbers.count > 1 ? numbers[1] : 1,
            day: numbers.count > 2 ? numbers[2] : 1
        )
        guard components.isValidDate(in: calendar), let date = calendar.date(from: components) else { return nil }
        return calendar.dateInterval(of: [.year, .month, .day][parts.count - 1], for: date)
    }
}
