import Foundation

/// A span of numbers, its ends included unless said. Decimal, since seeds have more digits than a double holds.
struct NumberSpan: Sendable, Hashable {
    var least: Decimal?
    var most: Decimal?
    var excludesEnds = false

    func contains(_ number: Double) -> Bool {
        // No span has an infinity in it, and a decimal cannot be one.
        guard number.isFinite else { return false }
        let number = Decimal(number)
        if excludesEnds { return (least.map { number > $0 } ?? true) && (most.map { number < $0 } ?? true) }
        return (least.map { number >= $0 } ?? true) && (most.map { number <= $0 } ?? true)
    }

    /// The whole numbers in the span times a factor, `nil` where there is none.
    func integers(times factor: Decimal = 1) -> ClosedRange<Int64>? {
        var low = Int64.min
        var high = Int64.max
        if let least { low = Self.whole(least * factor, .up, unless: excludesEnds ? 1 : 0) }
        if let most { high = Self.whole(most * factor, .down, unless: excludesEnds ? -1 : 0) }
        return low <= high ? low...high : nil
    }

    /// Rounded into the span; an end that is a whole number itself and excluded goes one further.
    private static func whole(_ bound: Decimal, _ mode: NSDecimalNumber.RoundingMode, unless step: Int64) -> Int64 {
        var (exact, rounded) = (bound, Decimal())
        NSDecimalRound(&rounded, &exact, 0, mode)
        if rounded >= Decimal(Int64.max) { return Int64.max }
        if rounded <= Decimal(Int64.min) { return Int64.min }
        let number = NSDecimalNumber(decimal: rounded).int64Value
        return rounded == bound ? number + step : number
    }
}

extension NumberSpan {
    private static let bounds: [(sign: String, isLeast: Bool, excludes: Bool)] = [
        (">=", true, false), ("<=", false, false), (">", true, true), ("<", false, true),
    ]

    /// `7`, `>3`, `>=3`, `<5`, `<=5`, `20-30`, `20..30`, `20..` or `..30`.
    init?(typed: String) {
        for bound in Self.bounds where typed.hasPrefix(bound.sign) {
            guard let number = Self.number(typed.dropFirst(bound.sign.count)) else { return nil }
            self.init(
                least: bound.isLeast ? number : nil,
                most: bound.isLeast ? nil : number,
                excludesEnds: bound.excludes
            )
            return
        }
        if let one = Self.number(typed) {
            self.init(least: one, most: one)
            return
        }
        for dash in ["..", "-", "–"] {
            guard let middle = typed.range(of: dash) else { continue }
            let ends = (typed[..<middle.lowerBound], typed[middle.upperBound...])
            let (least, most) = (Self.number(ends.0), Self.number(ends.1))
            let isOpen = dash == ".." && ends.0.isEmpty != ends.1.isEmpty && (least ?? most) != nil
            guard isOpen || (least != nil && most != nil) else { return nil }
            let isTurned = least.flatMap { least in most.map { least > $0 } } ?? false
            self.init(least: isTurned ? most : least, most: isTurned ? least : most)
            return
        }
        return nil
    }

    /// Digits and a point: not the exponents and signs that `Decimal` reads besides.
    private static func number(_ text: some StringProtocol) -> Decimal? {
        guard (1...24).contains(text.utf8.count), text.utf8.contains(where: { $0 != 0x2E }),
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }),
            text.utf8.count(where: { $0 == 0x2E }) <= 1
        else { return nil }
        return Decimal(string: String(text), locale: Locale(identifier: "en_US_POSIX"))
    }
}
