import Foundation

/// The filters of the search box by the word before their colon.
enum SearchKey: String, CaseIterable {
    case model, scheduler, by, from, tag, seed, steps, guidance, size, rating, cost
    case `is`, `in`, before, after, on, negative, prompt, note, has

    /// Other words for the same.
    static let alias = ["sampler": "scheduler", "cfg": "guidance", "collection": "in", "date": "on", "tool": "from"]

    /// What came of reading.
    enum Reading {
        case filter(SearchFilter.Condition)
        case words(SearchTerm.Column)
        case fault(String)
    }

    func read(_ piece: SearchReader.Piece, _ calendar: SearchCalendar) -> Reading {
        let value = piece.value.trimmingCharacters(in: .whitespaces)
        guard !value.isEmpty else { return .fault("“\(rawValue):” has nothing after it.") }
        let values = piece.isQuoted ? [value] : value.split(separator: ",").prefix(20).map(String.init)
        switch self {
        case .model: return .filter(.named(.model, values))
        case .scheduler: return .filter(.named(.scheduler, values))
        case .from: return .filter(.named(.tool, values))
        case .by: return .filter(.person(values))
        case .tag: return .filter(.tag(values.map { $0.lowercased() }))
        case .in: return .filter(.collection(values))
        case .prompt: return .filter(.prompt(values))
        case .negative: return .words(.negative)
        case .note: return .words(.note)
        case .has: return value.lowercased() == "note" ? .filter(.noted) : .fault("“has:” takes note.")
        case .seed: return numbers(values) { .seed($0) }
        case .steps: return numbers(values) { .number(.steps, $0) }
        case .guidance: return numbers(values) { .number(.guidance, $0) }
        case .rating: return numbers(values) { .rating($0) }
        case .cost: return numbers(values.map { $0.replacing("$", with: "") }) { .cost($0) }
        case .size: return size(values)
        case .is: return state(value.lowercased())
        case .before, .after, .on: return time(value, calendar)
        }
    }

    private func numbers(_ values: [String], _ condition: ([NumberSpan]) -> SearchFilter.Condition) -> Reading {
        var spans: [NumberSpan] = []
        for value in values {
            guard let span = NumberSpan(typed: value) else {
                return .fault(
                    "“\(rawValue):\(SearchReader.short(value))” is no number or range, such as 7, >3 or 20-30."
                )
            }
            spans.append(span)
        }
        return spans.isEmpty ? .fault("“\(rawValue):” has no number.") : .filter(condition(Array(spans.prefix(8))))
    }

    private func size(_ values: [String]) -> Reading {
        let shapes: Set = ["portrait", "landscape", "square"]
        let lowered = values.map { $0.lowercased().replacing("×", with: "x") }
        if lowered.allSatisfy(shapes.contains), !lowered.isEmpty { return .filter(.exactly(.shape, lowered)) }
        let sizes = lowered.compactMap { value -> String? in
            let sides = value.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
            guard sides.count == 2, let width = sides[0], let height = sides[1], width > 0, height > 0 else {
                return nil
            }
            return "\(width)x\(height)"
        }
        guard sizes.count == lowered.count, !sizes.isEmpty else {
            return .fault("“size:” takes a size such as 896x1152, or portrait, landscape or square.")
        }
        return .filter(.exactly(.size, sizes))
    }

    private func state(_ value: String) -> Reading {
        switch value {
        case "favourite", "favorite", "favourites", "favorites": .filter(.favourite)
        case "failed": .filter(.failed)
        case "rated": .filter(.rating([NumberSpan(least: 1, most: 5)]))
        case "unrated": .filter(.rating([NumberSpan(least: 0, most: 0)]))
        case "noted": .filter(.noted)
        default: .fault("“is:” takes favourite, rated, unrated, noted or failed.")
        }
    }

    private func time(_ value: String, _ calendar: SearchCalendar) -> Reading {
        guard let span = calendar.span(value) else {
            return .fault("“\(rawValue):\(SearchReader.short(value))” is no date such as 2026-11-21, 2026-11 or today.")
        }
        let (start, end) = (span.start.milliseconds, span.end.milliseconds)
        return switch self {
        case .before: .filter(.time(Int64.min..<start))
        case .after: .filter(.time(start..<Int64.max))
        default: .filter(.time(start..<end))
        }
    }
}
