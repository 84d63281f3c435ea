import Foundation

/// The history's times, whose columns and forms are not documented: the usual names, and the usual spellings.
extension Assumptions {
    /// Under which names the time of a request may stand, the likeliest first.
    static let creationNames = ["created_at", "model_created", "created", "createdAt", "timestamp"]

    /// A moment as ISO 8601 (a blank for the `T`, fractions and zone or not), as in HTTP, or as seconds or
    /// milliseconds since 1970. Without a zone it is UTC. `nil` for anything else, and for a time that no request
    /// of this service can have been made at, such as the year 1 for “never”.
    static func moment(in value: JSONValue) -> Date? {
        let moment: Date? =
            if let number = value.number {
                Date(timeIntervalSince1970: abs(number) < 1e11 ? number : number / 1000)
            } else if let text = value.string?.trimmingCharacters(in: .whitespaces) {
                isoMoment(text) ?? Answer.date(http: text)
            } else {
                nil
            }
        guard let moment, plausible.contains(moment.timeIntervalSince1970) else { return nil }
        return moment
    }

    /// From 2015 to the end of the century.
    private static let plausible = 1_420_070_400.0..<4_102_444_800.0

    private static func isoMoment(_ text: String) -> Date? {
        let form =
            /(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,12}))?)?)? ?(?:[Zz]|UTC|GMT|([+-])(\d\d):?(\d\d)?)?/
        guard let found = text.wholeMatch(of: form)?.output else { return nil }
        func number(_ part: Substring?) -> Int { part.flatMap { Int($0) } ?? 0 }
        let (month, day) = (number(found.2), number(found.3))
        let (hour, minute, second) = (number(found.4), number(found.5), number(found.6))
        guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60 else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = DateComponents(
            year: number(found.1),
            month: month,
            day: day,
            hour: hour,
            minute: minute,
            second: second
        )
        guard let whole = calendar.date(from: parts) else { return nil }
        let fraction = found.7.flatMap { Double("0.\($0)") } ?? 0
        let ahead = Double(number(found.9) * 3600 + number(found.10) * 60) * (found.8 == "-" ? -1 : 1)
        return whole + fraction - ahead
    }
}
