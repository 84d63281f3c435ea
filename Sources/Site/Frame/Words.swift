import Catalog
import Foundation
import Library

/// Numbers, times and money as people read them.
enum Words {
    /// US dollars, to a tenth of a cent below ten cents.
    static func money(_ dollars: Double) -> String {
        "$" + decimals(dollars, dollars < 0.1 ? 3 : 2)
    }

    /// A number with its sign, to a hundredth.
    static func signed(_ number: Double) -> String {
        let digits = decimals(abs(number), 2)
        return digits == "0.00" ? digits : (number < 0 ? "−" : "+") + digits
    }

    /// Seconds, to a tenth below ten.
    static func seconds(_ seconds: Double) -> String {
        decimals(seconds, seconds < 10 ? 1 : 0) + " s"
    }

    /// A time to wait, in whole seconds or minutes.
    static func wait(_ seconds: Double) -> String {
        seconds < 99.5 ? "\(Int(max(1, seconds.rounded()))) s" : "\(Int((seconds / 60).rounded())) min"
    }

    /// How long something takes, `40 s`, `3 min` or `2 h 10 min`.
    static func duration(_ seconds: Double) -> String {
        let minutes = Int((seconds / 60).rounded())
        return minutes < 60 ? wait(seconds) : "\(minutes / 60) h \(minutes % 60) min"
    }

    /// `1,234`.
    static func count(_ number: Int) -> String {
        let digits = String(number)
        var out = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { out.append(",") }
            out.append(digit)
        }
        return out
    }

    /// `1 picture`, `1,234 pictures`.
    static func pictures(_ number: Int) -> String {
        number == 1 ? "1 picture" : "\(count(number)) pictures"
    }

    /// Bytes as `1.4 MB`.
    static func bytes(_ count: Int) -> String {
        count < 1_000_000 ? "\(Words.count(count / 1000)) kB" : decimals(Double(count) / 1_000_000, 1) + " MB"
    }

    /// How long ago, in the largest whole unit.
    static func ago(_ date: Date, now: Date) -> String {
        let seconds = Int(now.timeIntervalSince(date))
        return switch seconds {
        case ..<10: "just now"
        case ..<60: "\(seconds) s ago"
        case ..<3600: "\(seconds / 60) min ago"
        case ..<86400: "\(seconds / 3600) h ago"
        case ..<(86400 * 60): seconds < 86400 * 2 ? "yesterday" : "\(seconds / 86400) days ago"
        default: exact(date).prefix(10).description
        }
    }

    /// A number as a person types it into a field.
    static func typed(_ number: Double) -> String { number == number.rounded() ? String(Int(number)) : String(number) }

    /// How much time is left, in the largest whole unit.
    static func left(until date: Date, now: Date) -> String {
        let hours = Int(date.timeIntervalSince(now) / 3600)
        return hours >= 48 ? "\(hours / 24) days left" : hours >= 2 ? "\(hours) h left" : "ends within two hours"
    }

    /// The exact time in UTC, `2026-11-21T07:04:00Z`.
    static func exact(_ date: Date) -> String {
        date.ISO8601Format()
    }

    /// The beginning of a prompt, on one line, for labels and rows.
    static func excerpt(_ prompt: String, _ length: Int = 120) -> String {
        let bytes = prompt.utf8.prefix(length + 1)
        // Mostly plain, and then bytes are characters: a page has a hundred of these.
        if bytes.allSatisfy({ (0x20..<0x7F).contains($0) }) {
            return bytes.count > length ? "\(Substring(bytes.prefix(length)))…" : String(Substring(bytes))
        }
        let start = prompt.prefix(length + 1)
        let line = start.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return start.count > length ? line.prefix(length) + "…" : line
    }

    static func decimals(_ number: Double, _ places: Int) -> String {
        number.formatted(
            .number.precision(.fractionLength(places)).locale(Locale(identifier: "en_US_POSIX")).grouping(.never)
        )
    }
}

extension Model {
    /// The price of one picture, in words.
    var priceText: String {
        listedPrice.map { "\(Words.money($0)) a picture" } ?? "No listed price"
    }
}

/// A prompt cut into what is read and what only weighs, such as the `:1.2` of `(word:1.2)`.
enum PromptParts {
    static func parts(of prompt: String) -> [View] {
        var parts: [View] = []
        var rest = prompt[...]
        while let match = rest.firstMatch(of: /:\s?\d+(?:\.\d+)?(?=\s*\))/) {
            if match.range.lowerBound > rest.startIndex {
                parts.append(["text": String(rest[..<match.range.lowerBound])])
            }
            parts.append(["text": String(match.output), "isWeight": true])
            rest = rest[match.range.upperBound...]
        }
        if !rest.isEmpty { parts.append(["text": String(rest)]) }
        return parts
    }
}
