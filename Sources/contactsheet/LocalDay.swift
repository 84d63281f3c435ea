import ArgumentParser
import Foundation

/// A day of the calendar on this machine, such as `2026-10-01`.
struct LocalDay: ExpressibleByArgument {
    /// From its first moment to the first of the next day.
    let time: Range<Date>

    init?(argument: String) {
        guard let found = argument.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)/)?.output else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .current
        let parts = DateComponents(year: Int(found.1), month: Int(found.2), day: Int(found.3), hour: 12)
        // A 30th of February would become a day of March.
        guard parts.isValidDate(in: calendar), let noon = calendar.date(from: parts),
            let day = calendar.dateInterval(of: .day, for: noon)
        else { return nil }
        time = day.start..<day.end
    }
}
