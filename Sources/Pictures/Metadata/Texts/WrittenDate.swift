import Foundation

/// Dates as files hold them: `2026:11:21 10:00:00`, `2026-11-21T10:00:00.5+01:00`, `2026-11-21`,
/// `Sat, 21 Nov 2026 10:00:00 GMT`.
enum WrittenDate {
    /// The moment that a text names, or nil.
    static func date(_ text: String, timeZone: TimeZone) -> Date? {
        var scan = Scan(rest: text.cut(to: 64).utf8.map { $0 }[...])
        guard let day = scan.yearMonthDay() ?? scan.dayMonthYear() else { return nil }
        let time = scan.time() ?? (0, 0, 0)
        guard (1970...2200).contains(day.0), (1...12).contains(day.1), (1...31).contains(day.2), time.0 < 24,
            time.1 < 60, time.2 <= 60
        else { return nil }
        let seconds = 86_400 * daysSince1970(day.0, day.1, day.2) + 3600 * time.0 + 60 * time.1 + time.2
        let written = Date(timeIntervalSince1970: Double(seconds))
        let offset = scan.offset() ?? timeZone.secondsFromGMT(for: written)
        return written.addingTimeInterval(-Double(offset))
    }

    /// Days in the Gregorian calendar, counted in years that begin in March.
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let years = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return 365 * years + years / 4 - years / 100 + years / 400 + dayOfYear - 719_468
    }

    private struct Scan {
        var rest: ArraySlice<UInt8>

        mutating func number(digits: ClosedRange<Int>) -> Int? {
            let number = rest.prefix(digits.upperBound).prefix { (0x30...0x39).contains($0) }
            guard number.count >= digits.lowerBound else { return nil }
            rest = rest.dropFirst(number.count)
            return number.reduce(0) { 10 * $0 + Int($1) - 0x30 }
        }

        mutating func skip(_ characters: String) -> Bool {
            guard let first = rest.first, characters.utf8.contains(first) else { return false }
            rest = rest.dropFirst()
            return true
        }

        mutating func yearMonthDay() -> (Int, Int, Int)? {
            var copy = self
            guard let year = copy.number(digits: 4...4), copy.skip(":-/"), let month = copy.number(digits: 1...2),
                copy.skip(":-/"), let day = copy.number(digits: 1...2)
            else { return nil }
            self = copy
            return (year, month, day)
        }

        mutating func dayMonthYear() -> (Int, Int, Int)? {
            var copy = self
            copy.rest = copy.rest.drop { !(0x30...0x39).contains($0) }
            guard let day = copy.number(digits: 1...2), copy.skip(" -") else { return nil }
            let name = String(decoding: copy.rest.prefix(3), as: UTF8.self)
            copy.rest = copy.rest.dropFirst(3)
            guard let month = Self.months.firstIndex(of: name), copy.skip(" -"), let year = copy.number(digits: 4...4)
            else { return nil }
            self = copy
            return (year, month + 1, day)
        }

        mutating func time() -> (Int, Int, Int)? {
            var copy = self
            guard copy.skip("T "), let hour = copy.number(digits: 1...2), copy.skip(":"),
                let minute = copy.number(digits: 2...2)
            else { return nil }
            var second = 0
            if copy.skip(":") { second = copy.number(digits: 2...2) ?? 0 }
            if copy.skip(".") { _ = copy.number(digits: 1...9) }
            self = copy
            return (hour, minute, second)
        }

        /// Seconds east of UTC, where the text tells.
        mutating func offset() -> Int? {
            while skip(" ") {}
            if skip("Zz") || rest.starts(with: "GMT".utf8) || rest.starts(with: "UTC".utf8) { return 0 }
            let sign = rest.first == UInt8(ascii: "-") ? -1 : 1
            guard skip("+-"), let hours = number(digits: 2...2) else { return nil }
            _ = skip(":")
            return sign * (3600 * hours + 60 * (number(digits: 2...2) ?? 0))
        }

        private static let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
    }
}
