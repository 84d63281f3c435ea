import Foundation

/// A range of numbers as people write it: `1-10 step 3`, `1..10`, `10 to 1 (-3)`, `2.5-7.5 in 3`, `1-10 [4]`.
///
/// Decimal arithmetic: 0.1 + 0.2 is 0.3 here.
struct NumberRange {
    private let first: Decimal
    private let last: Decimal
    private let step: Decimal
    /// So many values from end to end, instead of a step.
    private let inAll: Int?

    /// Reads a range; `nil` for what is none.
    init?(_ text: String) {
        let number = #"(\d{1,15}(?:\.\d{1,9})?)"#
        let pattern =
            "^\(number)\\s*(?:-|–|\\.\\.\\.?|to)\\s*\(number)\\s*(?:(?:step\\s*|\\(\\s*[+-]\\s*)\(number)\\s*\\)?"
            + "|(?:in\\s+|\\[\\s*)(\\d{1,6})\\s*\\]?)?$"
        guard let parts = Self.groups(of: pattern, in: text.lowercased()),
            let first = parts[0].flatMap({ Decimal(string: $0) }),
            let last = parts[1].flatMap({ Decimal(string: $0) })
        else { return nil }
        self.first = first
        self.last = last
        step = parts[2].flatMap { Decimal(string: $0) } ?? 1
        inAll = parts[3].flatMap { Int($0) }
    }

    /// Why it has no values, where it is not that it has too many.
    var refusal: String? {
        if inAll == 0 { return "A range of no values leaves nothing to compare." }
        return inAll == nil && step == 0 ? "A range needs a step above 0." : nil
    }

    /// How many values it has; of a great many, about.
    var count: Int {
        if let inAll { return inAll }
        guard step > 0 else { return 0 }
        let steps = NSDecimalNumber(decimal: abs(last - first) / step).doubleValue
        return Int(min(steps, 1e12)) + 1
    }

    /// The values from the first on, in its direction; `nil` when there are none or more than so many.
    func values(upTo most: Int) -> [Decimal]? {
        guard refusal == nil, count <= most else { return nil }
        if let inAll {
            guard inAll > 1 else { return [first] }
            return (0..<inAll).map { Self.rounded(first + (last - first) * Decimal($0) / Decimal(inAll - 1)) }
        }
        return (0..<count).map { first + (last < first ? -step : step) * Decimal($0) }
    }

    /// The number without zeros to spare.
    static func text(_ value: Decimal) -> String { NSDecimalNumber(decimal: value).stringValue }

    /// To six digits behind the point: thirds are for nobody to read.
    private static func rounded(_ value: Decimal) -> Decimal {
        var value = value
        var result = Decimal()
        NSDecimalRound(&result, &value, 6, .plain)
        return result
    }

    private static func groups(of pattern: String, in text: String) -> [String?]? {
        guard let expression = try? NSRegularExpression(pattern: pattern),
            let match = expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text))
        else { return nil }
        return (1..<match.numberOfRanges).map { number in
            Range(match.range(at: number), in: text).map { String(text[$0]) }
        }
    }
}
